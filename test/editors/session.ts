import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../checks.ts";
import { type Ran, run } from "./program.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The file that every editor opens: one unknown key, one that is half typed, and blanks that the formatter changes. */
export const TEXT = [
  "# kong-lint: kong=oss@3.9.3",
  "",
  "log_level = notice",
  "anonymous_reports=off",
  "pg_prt = 5432",
  "proxy_listen   =   0.0.0.0:8000, 0.0.0.0:8443 ssl",
  "pg_us",
  "",
].join("\n");

/** {@link TEXT} after the fix "Rename to `pg_port`". */
export const FIXED = TEXT.replace("pg_prt", "pg_port");

/** {@link FIXED} as the formatter leaves it. */
export const FORMATTED = FIXED.replace("anonymous_reports=off", "anonymous_reports = off").replace(
  "proxy_listen   =   ",
  "proxy_listen = ",
);

/** What an editor saw, as the driver inside it writes it down. */
export interface Seen {
  readonly diagnostics: readonly string[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly fixed: string;
  readonly formatted: string;
}

/** Where an editor runs: folders of its own, so that no configuration of this machine takes part. */
export interface Place {
  readonly folder: string;
  readonly file: string;
  readonly results: string;
  readonly env: NodeJS.ProcessEnv;
}

const scratch = mkdtempSync(join(tmpdir(), "kong-lint-editors-"));
process.once("exit", () =>
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
);

/** A home, a project with one kong.conf under version control, and the built `kong-lint` first on the PATH. */
export function newPlace(name: string, text = TEXT): Place {
  const folder = join(scratch, name);
  const [bin, home, project] = ["bin", "home", "project"].map((part) => join(folder, part)) as [
    string,
    string,
    string,
  ];
  for (const path of [bin, home, join(project, ".git")]) mkdirSync(path, { recursive: true });
  symlinkSync(join(root, "dist/kong-lint.cjs"), join(bin, "kong-lint"));
  const file = join(project, "kong.conf");
  writeFileSync(file, text);
  const results = join(folder, "results.json");
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    HOME: home,
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_DATA_HOME: join(home, "data"),
    XDG_STATE_HOME: join(home, "state"),
    XDG_CACHE_HOME: join(home, "cache"),
    TERM: "xterm-256color",
    LANG: "C.UTF-8",
    KONG_LINT_RESULTS: results,
  };
  return { folder, file, results, env };
}

/** An editor takes a few seconds; one that takes longer waits for something that does not come. */
const EDITOR_LIMIT_MS = 90_000;

/** Starts an editor in its place, waits for its end, and holds what it saw to what it should have seen. */
export function checkEditor(name: string, place: Place, command: string, args: readonly string[]): void {
  const ran = run(command, args, {
    cwd: join(place.folder, "project"),
    env: place.env,
    limit: EDITOR_LIMIT_MS,
  });
  const seen = readSeen(place);
  if (typeof seen === "string") {
    check(`${name}: comes to its end`, false, `${seen}\n${explain(ran)}`);
    return;
  }
  const { diagnostics, hover, completion, fixed, formatted } = seen;
  const has = (part: string) => diagnostics.some((message) => message.includes(part));
  check(
    `${name}: diagnostics arrive`,
    has("no property `pg_prt`") && has("it has no `=`"),
    show(diagnostics),
  );
  check(
    `${name}: hover tells what the property is`,
    hover.includes("proxy_listen") && hover.includes("KONG_PROXY_LISTEN"),
    hover,
  );
  check(`${name}: completion offers keys`, completion.includes("pg_user"), show(completion));
  check(`${name}: a fix changes the text`, fixed === FIXED, show(fixed));
  check(`${name}: formatting changes the text`, formatted === FORMATTED, show(formatted));
}

/** What the driver wrote down, or why it could not. */
function readSeen(place: Place): Seen | string {
  if (!existsSync(place.results)) return "the driver wrote nothing down";
  const { error, ...seen } = JSON.parse(readFileSync(place.results, "utf8"));
  return error ?? seen;
}

function explain({ code, text }: Ran): string {
  return `exit code ${code}\n${text.slice(-2000)}`;
}

const show = (value: unknown) => JSON.stringify(value, undefined, 1);
