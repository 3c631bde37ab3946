/** A fenced block of a page in Markdown. */
export interface Fence {
  readonly language: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function fencesOf(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^```(\w+)[ \t]*([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", info = "", text = ""]) => ({
      language,
      attributes: new Map(
        [...info.matchAll(/([\w-]+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
      ),
      text,
    }),
  );
}
