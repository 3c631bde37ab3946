/** Parts of a file name that say that the file is there to be copied: `kong.conf.example`, `.env.sample`, `example.env`. */
const SAMPLE = /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist)(?:[._-]|$)|\.default$/i;

/** Whether a file is a sample by its name: people copy it and put their own values into the copy. */
export function isSampleFile(path: string): boolean {
  return SAMPLE.test(path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1));
}
