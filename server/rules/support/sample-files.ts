/** Parts of a file name that say that the file is there to be copied: `kong.conf.example`, `.env.sample`, `example.env`. */
const SAMPLE = /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist)(?:[._-]|$)|\.default$/i;

/** Pages for people, who put their own values into what the page shows. */
const PAGE = /\.(?:md|mdx|markdown|mdown|rst|adoc|asciidoc|txt)$|^readme$/i;

/** Whether a file is a sample by its name: people copy it, or parts of it, and put their own values into the copy. */
export function isSampleFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return SAMPLE.test(name) || PAGE.test(name);
}
