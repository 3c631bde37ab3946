import { type Family, inService, lines } from "./family.ts";

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
  ...(["open", "edit"] as const).flatMap((does): readonly Family[] => [
    {
      name: "lines of passwords",
      path: "kong.conf",
      does,
      from: 500,
      text: (size) => lines(size, (index) => `pg_password = hunter${index}\n`),
    },
    {
      name: "lines of names that are all different",
      path: "kong.conf",
      does,
      from: 500,
      // Nothing that is remembered of former texts may hide what a name costs.
      text: (size) => lines(size, (index) => `pg_ssl${size}_${index} = yes\n`),
    },
    {
      name: "lines of a Compose file",
      path: "compose.yaml",
      does,
      from: 500,
      text: inService(
        (size) => `    environment:\n${lines(size, (index) => `      KONG_LOG_LEVEL${index}: notice\n`)}`,
      ),
    },
  ]),
  {
    name: "requests with edits",
    path: "kong.conf",
    does: "cancel",
    from: 250,
    text: () => lines(100, (index) => `pg_host = a${index}\n`),
  },
];
