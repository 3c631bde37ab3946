/** A file that is made from others; `npm run generate` writes it and `test/architecture` compares it. */
export interface GeneratedFile {
  /** Below the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Makes some of the generated files. Pure but for reading what it is made from. */
export type Generator = (root: string) => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
