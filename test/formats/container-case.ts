import { SourceText } from "../../grammar/text/source-text.ts";
import { catalogFor } from "../../schemas/catalog-for.ts";
import { format as dockerfile } from "../../server/formats/dockerfile/format.ts";
import { runOfficialEntrypoint } from "../../server/formats/entrypoint/official-entrypoint.ts";
import type { Linked, Reference, Resolved, SourceFormat, Surroundings } from "../../server/formats/format.ts";
import { format as shell } from "../../server/formats/shell/format.ts";
import type { LinkedUnit } from "../../server/model/config-unit.ts";
import { sourceId } from "../../server/model/location.ts";
import { textOf } from "../../server/model/value.ts";

/** A measured case: what a tool made of its input. */
export interface FormatCase {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, string>>;
  readonly build_args?: Readonly<Record<string, string>>;
  readonly shell_env?: Readonly<Record<string, string>>;
  readonly target?: string | null;
  readonly image_env?: Readonly<Record<string, string>>;
  /** null: the tool refuses. */
  readonly env: Readonly<Record<string, string>> | null;
}

const mapOf = (record: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> =>
  new Map(Object.entries(record ?? {}));

/** What surrounds a case; what a measured case does not give was not there. */
function surroundingsOf(measured: FormatCase): Surroundings {
  return {
    buildArguments: mapOf(measured.build_args),
    imageEnvironment: mapOf(measured.image_env),
    shell: mapOf(measured.shell_env),
    ...(measured.target == null ? {} : { target: measured.target }),
  };
}

/**
 * The environment that a format gives the process of a case, without what the image itself sets, as the cases were measured.
 * @returns null where a problem stops the tool
 */
export function environmentOf(linked: Linked): Record<string, string> | null {
  if (linked.problems.some(({ refuses }) => refuses)) return null;
  const [unit] = linked.units;
  if (unit === undefined) return null;
  return variablesOf(unit);
}

/** The variables of a unit by the rules of layers; an unknown value is `(opaque)`. */
export function variablesOf(unit: LinkedUnit): Record<string, string> {
  const environment = new Map<string, string>();
  const entries = [
    ...unit.assignments
      .map((assignment, index) => ({ assignment, index }))
      .sort((a, b) => a.assignment.layer.rank - b.assignment.layer.rank || a.index - b.index)
      .filter(({ assignment: { origin } }) => !(origin.kind === "derived" && origin.by.what === "image"))
      .map(({ assignment: { variable, value } }) => ({ variable, value })),
    ...(unit.others ?? []),
  ];
  for (const { variable, value } of entries) {
    if (value.kind === "text") environment.set(variable, textOf(value) ?? "(opaque)");
    else environment.delete(variable);
  }
  return Object.fromEntries(environment);
}

/** A measured case of the entrypoint: not a text, but an environment, a command and the files of the container. */
interface EntrypointInput {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

function runEntrypointCase(input: EntrypointInput): Record<string, string> | null {
  const catalog = catalogFor({ edition: "oss", version: "3.9" });
  const result = runOfficialEntrypoint(
    mapOf(input.environment),
    {
      version: "3.9.3",
      command: input.command,
      hasDefault: (property) => catalog.property(property) !== undefined,
    },
    (path) => input.files[path],
  );
  return result.environment === undefined ? null : Object.fromEntries(result.environment);
}

/** Parses and links the first file of a case, with the others around it. */
export function runFormatCase(measured: FormatCase): Record<string, string> | null {
  const [kind = ""] = measured.id.split("/");
  if (kind === "entrypoint") return runEntrypointCase(measured.input as unknown as EntrypointInput);
  const format = { dockerfile, shell }[kind] as SourceFormat | undefined;
  if (format === undefined) throw new Error(`no format ${kind}`);
  const [path = "", text = ""] = Object.entries(measured.input)[0] ?? [];
  const source = format.parse(sourceId(path), new SourceText(text));
  const resolve = ({ path: wanted }: Reference): Resolved => {
    const other = measured.input[wanted];
    if (other === undefined) return { kind: "missing" };
    // What a command reads is plain text to it: its format does not matter.
    return { kind: "source", source: shell.parse(sourceId(wanted), new SourceText(other)) };
  };
  return environmentOf(format.link(source, { surroundings: surroundingsOf(measured), resolve }));
}
