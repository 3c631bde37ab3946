import { type Family, lines } from "./family.ts";

/** Fixes. */
export const FIXES_FAMILIES: readonly Family[] = [
  {
    name: "equal lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "pg_ssl = yes\n".repeat(size),
  },
  {
    name: "quoted lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `pg_host${index % 3} = "a b"\n`),
  },
  {
    name: "quoted lines of one property",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `pg_user = "a ${index}"\n`),
  },
  {
    name: "lone carriage returns",
    path: "kong.conf",
    does: "fix",
    from: 500,
    text: (size) => "pg_ssl = on\r".repeat(size),
  },
  {
    name: "suppression pairs",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "# kong-lint-disable\npg_ssl = on\n# kong-lint-enable\n".repeat(size),
  },
  {
    name: "suppressions of the next line",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => lines(size, () => "# kong-lint-disable-next-line schema/boolean-value\npg_ssl = on\n"),
  },
  {
    name: "misspelled names",
    path: "kong.conf",
    does: "fix",
    from: 50,
    text: (size) => lines(size, (index) => `pg_pasword${index} = a\nPROXY_LISTN = 0.0.0.0:8000\n`),
  },
  {
    name: "curly quotes",
    path: "kong.conf",
    does: "fix",
    from: 50,
    text: (size) => lines(size, (index) => `pg_user = \u201ca\u00a0b${index}\u201d\n`),
  },
  {
    name: "continued lines",
    path: "kong.conf",
    does: "fix",
    from: 125,
    text: (size) => "plugins = bundled, \\\n  key-auth, \\\n  acl,\n".repeat(size),
  },
  {
    name: "variables in quotes",
    path: "kong.env",
    does: "fix",
    from: 125,
    text: (size) => lines(size, (index) => `KONG_PG_HOST${index % 3} = "a b"\nKONG_LOG_LEVEL=warning\n`),
  },
];
