/** Which program serves the editor. */
export type ProgramChoice =
  | { readonly kind: "module"; readonly path: string; readonly origin: ProgramOrigin }
  | { readonly kind: "command"; readonly path: string; readonly origin: ProgramOrigin };

/** The extension's own, the one of the project at hand, or one that the user's settings name. */
export type ProgramOrigin = "bundled" | "project" | "setting";

/** What the choice depends on. */
export interface Circumstances {
  /** The program that comes with the extension. */
  readonly bundled: string;
  /** The setting `kong-lint.path`, of the user alone; empty for none. */
  readonly path: string;
  /** The setting `kong-lint.importStrategy`, of the user alone. */
  readonly strategy: "useBundled" | "fromProject";
  /** The person said that the folders at hand may run programs. */
  readonly isTrusted: boolean;
  /** The folders at hand, with `/` between the parts of their paths. */
  readonly folders: readonly string[];
  /** Gives the beginning of a file, or undefined where there is none. */
  read(path: string): Promise<string | undefined>;
}

/** A kong-lint that a project has installed. */
export interface ProjectProgram {
  readonly program: string;
  readonly version: string;
}

/**
 * Chooses the program. What a project brings along is run only where its folders are trusted and the person's own settings
 * say so; a workspace can change neither.
 */
export async function chooseProgram(circumstances: Circumstances): Promise<ProgramChoice> {
  const { bundled, path, strategy, isTrusted, read } = circumstances;
  if (isTrusted && path !== "") return { ...(await kindOf(path, read)), origin: "setting" };
  const own = isTrusted && strategy === "fromProject" ? await projectProgram(circumstances) : undefined;
  if (own !== undefined) return { kind: "module", path: own.program, origin: "project" };
  return { kind: "module", path: bundled, origin: "bundled" };
}

/** The kong-lint in `node_modules` of the first folder that has one. It is read, and nothing of it is run. */
export async function projectProgram({
  folders,
  read,
}: Pick<Circumstances, "folders" | "read">): Promise<ProjectProgram | undefined> {
  for (const folder of folders) {
    const home = `${folder}/node_modules/kong-lint`;
    const manifest = parsed(await read(`${home}/package.json`));
    const { version, bin } = manifest;
    const name = typeof bin === "object" && bin !== null && "kong-lint" in bin ? bin["kong-lint"] : bin;
    if (typeof version !== "string" || typeof name !== "string" || name.includes("..")) continue;
    return { program: `${home}/${name.replace(/^\.\//, "")}`, version };
  }
  return undefined;
}

/** A script is run by the editor's own Node, everything else as a program. */
async function kindOf(
  path: string,
  read: Circumstances["read"],
): Promise<{ readonly kind: "module" | "command"; readonly path: string }> {
  const isScript = /\.[cm]?js$/.test(path) || /^#!.*\bnode\b/.test((await read(path))?.slice(0, 200) ?? "");
  return { kind: isScript ? "module" : "command", path };
}

function parsed(text: string | undefined): { readonly version?: unknown; readonly bin?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
