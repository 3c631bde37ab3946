import type { LinkContext } from "../../model/format.ts";
import { locate, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { readEnvFile } from "../env-file/env-file.ts";
import { type EnvFileReader, readerId } from "../env-file/readers.ts";
import type { Problems } from "../shared/problems.ts";
import { relativePath } from "../shared/relative-path.ts";
import { firstOf, type Lookup, mapLookup, shellLookup } from "../shared/variables.ts";
import { asCompose, type ComposeSource } from "./compose-source.ts";
import type { ComposeFile } from "./definition.ts";
import { type Project, readProject } from "./project.ts";
import { composeDialect } from "./reader.ts";
import type { ComposeRun } from "./scalars.ts";

/** The file beside the first one from which Compose fills in variables. */
export const DOTENV = ".env";

/** One call of Compose: what it reads, and what it fills in. */
export interface ComposeCall {
  readonly project: Project;
  readonly run: ComposeRun;
  readonly shell: Lookup;
  /** The first file, from whose folder paths start. */
  readonly base: Source;
  /** The `.env` beside that file, where there is one. */
  readonly dotenv: Source | undefined;
}

/** Reads the files that Compose reads together with a source. */
export function readCall(source: ComposeSource, context: LinkContext, problems: Problems): ComposeCall {
  const dialect = composeDialect(context.surroundings.reader);
  const shell = shellLookup(context.surroundings.shell);
  const files = filesOf(source, context);
  const first = files[0] ?? { source, base: source };
  const interpolation = readDotenv(first, dialect.envFile, shell, context);
  const run: ComposeRun = { dialect, lookup: firstOf(shell, interpolation.lookup) };
  const project = readProject(files, context, run, problems);
  return { project, run, shell, base: first.base, dotenv: interpolation.source };
}

/** Whether Compose reads a file by itself; one with another name is often one of several of a project. */
export function isWholeProject({ document }: ComposeSource, { surroundings }: LinkContext): boolean {
  return (
    surroundings.together !== undefined ||
    DEFAULT_NAME.test(document.path) ||
    OVERRIDE_NAME.test(document.path)
  );
}

/** The files that Compose reads in one call: those that are said to go together, or the file with its override. */
function filesOf(source: ComposeSource, context: LinkContext): ComposeFile[] {
  const { together } = context.surroundings;
  // Of what is deployed together, Compose reads its own files alone.
  const own = together?.filter((id) => id === source.document.path || COMPOSE_NAME.test(id)) ?? [];
  if (own.length > 0) {
    const sources = own.flatMap((id) =>
      id === source.document.path ? [source] : (named(source, id, context) ?? []),
    );
    const [first = source] = sources;
    return sources.map((each) => ({ source: each, base: first }));
  }
  const base = besideOf(source, OVERRIDE_NAME, "", context) ?? source;
  const override = base === source ? besideOf(source, DEFAULT_NAME, ".override", context) : source;
  return [base, ...(override === undefined ? [] : [override])].map((each) => ({ source: each, base }));
}

function named(source: ComposeSource, id: SourceId, context: LinkContext): ComposeSource | undefined {
  const path = relativePath(source.document.path, id);
  const at = locate(source.document.path, { start: 0, end: 0 });
  const resolved = context.resolve(
    { role: "definition", path, reader: undefined, optional: false, at },
    source,
  );
  return resolved.kind === "source" ? asCompose(resolved.source, source) : undefined;
}

const COMPOSE_NAME = /\.(?:ya?ml|json)$/i;
/** Without `-f`, Compose reads `compose.override.yaml` beside `compose.yaml` as well. */
const DEFAULT_NAME = /(?:^|\/)((?:docker-)?compose)\.ya?ml$/;
const OVERRIDE_NAME = /(?:^|\/)((?:docker-)?compose)\.override\.ya?ml$/;

/** The file that belongs to one with a default name: its override, or what it overrides. */
function besideOf(
  source: ComposeSource,
  name: RegExp,
  suffix: string,
  context: LinkContext,
): ComposeSource | undefined {
  const stem = name.exec(source.document.path)?.[1];
  if (stem === undefined) return undefined;
  const at = locate(source.document.path, { start: 0, end: 0 });
  for (const ending of ["yaml", "yml"]) {
    const path = `${stem}${suffix}.${ending}`;
    const reference = { role: "definition", path, reader: undefined, optional: true, at } as const;
    const resolved = context.resolve(reference, source);
    if (resolved.kind === "source") return asCompose(resolved.source, source);
  }
  return undefined;
}

/** The `.env` beside the first file: it fills in variables, and is not passed on. */
function readDotenv(
  { base }: ComposeFile,
  reader: EnvFileReader,
  shell: Lookup,
  context: LinkContext,
): { readonly lookup: Lookup; readonly source: Source | undefined } {
  // A text without variables and names alone has no use for it; to find that out costs more than to read the file.
  const at = locate(base.document.path, { start: 0, end: 0 });
  const resolved = context.resolve(
    { role: "interpolation", path: DOTENV, reader: readerId(reader), optional: true, at },
    base,
  );
  if (resolved.kind !== "source") return { lookup: () => ({ state: "unset" }), source: undefined };
  const { source } = resolved;
  const { statements } = readEnvFile(
    { source: source.document.path, text: source.document.text, lookup: shell },
    reader,
  );
  const values = new Map(
    statements.flatMap(({ name, pieces }) => (pieces === undefined ? [] : [[name, pieces] as const])),
  );
  return { lookup: mapLookup(values), source };
}
