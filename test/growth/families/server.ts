import { type Family, lines } from "./family.ts";

/** What the language server does with a document. */
export const SERVER_FAMILIES: readonly Family[] = [
  ...(["open", "edit"] as const).map(
    (does): Family => ({
      name: "lines of a document",
      path: "kong.conf",
      does,
      from: 2000,
      text: (size) => lines(size, (index) => (index % 4 === 0 ? `pg_ssl${index} = yes\n` : `# ${index}\n`)),
    }),
  ),
  ...(["open", "edit"] as const).map(
    (does): Family => ({
      name: "lines of known names",
      path: "kong.conf",
      does,
      from: 500,
      text: (size) => lines(size, (index) => `# A comment\nlog_level = info${index}\n\n`),
    }),
  ),
  {
    name: "requests with edits",
    path: "kong.conf",
    does: "cancel",
    from: 250,
    text: () => lines(100, (index) => `pg_host = a${index}\n`),
  },
];
