import { append } from "../../../grammar/text/large-lists.ts";
import type { LinkContext, Resolved } from "../../model/format.ts";
import { type Location, locate, type UnitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { envFileAssignment } from "../env-file/assignments.ts";
import { statementsOfFile } from "../env-file/file-for-unit.ts";
import { readerId } from "../env-file/readers.ts";
import { environmentFileLayer } from "../shared/layers.ts";
import type { Problems } from "../shared/problems.ts";
import { lacked } from "../shared/unresolved.ts";
import type { UnitVariable } from "./environment.ts";
import type { Setting, SystemdSource } from "./systemd-source.ts";

/** One `EnvironmentFile=`. */
export interface FileReference {
  readonly source: SystemdSource;
  readonly setting: Setting;
}

/** What the files of a unit bring. */
export interface FileVariables {
  readonly variables: readonly UnitVariable[];
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  readonly draws: readonly Source[];
}

/** Reads the files in order; later ones win, and all of them win over `Environment=`. */
export function readFiles(
  references: readonly FileReference[],
  context: LinkContext,
  problems: Problems,
  unit: UnitId,
): FileVariables {
  const variables: UnitVariable[] = [];
  const open: { what: string; at: Location | undefined }[] = [];
  const draws: Source[] = [];
  for (const { source, setting } of references) {
    const at = locate(source.document.path, setting.valueSpan);
    const optional = setting.value.text.startsWith("-");
    const path = optional ? setting.value.text.slice(1) : setting.value.text;
    if (!path.startsWith("/")) {
      problems.add(unit, {
        kind: "word-lost",
        at,
        before: setting.value.text,
        detail: "systemd ignores a file whose path is not absolute, quotes included",
      });
      continue;
    }
    const paths = /[*?[]/.test(path) ? context.list?.(path, source) : [path];
    if (paths === undefined || path.includes("%")) {
      open.push({ what: `the files \`${path}\` are not known`, at });
      continue;
    }
    for (const each of paths) {
      const reference = { role: "layer", path: each, reader: readerId("systemd"), optional, at } as const;
      const resolved = context.resolve(reference, source);
      if (resolved.kind === "source") {
        draws.push(resolved.source);
        append(variables, variablesIn(resolved.source, each, problems, unit));
        continue;
      }
      open.push({ what: `\`${each}\` ${describe(resolved)}`, at });
      if (resolved.kind === "missing" && !optional)
        problems.add(unit, { at, before: each, ...lacked(resolved, "systemd does not start the unit") });
    }
  }
  return { variables, open, draws };
}

function describe({ kind }: Exclude<Resolved, { kind: "source" }>): string {
  return kind === "missing" ? "is not in the workspace" : "was not read";
}

/** systemd fills in no variables in a file. */
const UNSET = { state: "unset" } as const;

function variablesIn(source: Source, path: string, problems: Problems, unit: UnitId): UnitVariable[] {
  const reading = { reader: "systemd", tool: "systemd", lookup: () => UNSET, problems, unit } as const;
  const layer = environmentFileLayer(`EnvironmentFile ${path}`);
  return statementsOfFile(source, reading).map((statement) => ({
    name: statement.name,
    pieces: statement.pieces ?? [],
    assignment: envFileAssignment(source, statement, layer),
  }));
}
