import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./session.ts";

/**
 * The first block of code of a language on a page of `docs/editors`, as a reader would paste it.
 * @param page without `.md`
 * @param heading the section that holds the block; undefined for the beginning of the page
 */
export function docsCode(page: string, language: string, heading?: string): string {
  const text = readFileSync(join(root, `docs/editors/${page}.md`), "utf8");
  const start = heading === undefined ? 0 : text.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`docs/editors/${page}.md has no section "${heading}"`);
  const section = heading === undefined ? text : text.slice(start + 1).split(/\n## /)[0];
  const code = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section ?? "")?.[1];
  if (code === undefined) throw new Error(`docs/editors/${page}.md has no ${language} code there`);
  return code;
}
