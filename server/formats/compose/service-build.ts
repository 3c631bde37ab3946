import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import { unresolved } from "../shared/unresolved.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** What is known of the image that `build:` makes. */
interface Build {
  /** The last stage of the Dockerfile, where it is known to run Kong. */
  readonly unit: LinkedUnit | undefined;
  readonly source: Source | undefined;
  /** Why more is not known. */
  readonly why: string | undefined;
}

/** What the Dockerfile of `build:` makes; undefined where the service builds nothing. */
export function buildOf(
  { fields }: ServiceDefinition,
  run: ComposeRun,
  context: LinkContext,
): Build | undefined {
  const build = fields.get("build");
  if (build === undefined) return undefined;
  const { file, node } = build;
  const unknown = (why: string): Build => ({ unit: undefined, source: undefined, why });
  const settings =
    node.kind === "mapping"
      ? new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]))
      : new Map([["context", node]]);
  const text = (key: string, fallback: string): string | undefined =>
    settings.has(key) ? textOfNode(run, file, settings.get(key)) : fallback;
  if (settings.has("dockerfile_inline")) return unknown("the Dockerfile is inside the Compose file");
  const folder = text("context", ".");
  const name = text("dockerfile", "Dockerfile");
  if (folder === undefined || name === undefined)
    return unknown("the path of the Dockerfile is known at run time only");
  const path = joinPath(folder, name);
  const at = locationOf(file, settings.get("dockerfile") ?? settings.get("context") ?? node);
  const resolved = context.resolve(
    { role: "image", path, reader: undefined, optional: false, at },
    file.base,
  );
  if (resolved.kind !== "source") return unknown(`the Dockerfile \`${path}\` ${unresolved(resolved)}`);
  const { source } = resolved;
  const target = text("target", context.surroundings.target ?? "");
  const linked = source.format.link(source, {
    ...context,
    surroundings: {
      ...context.surroundings,
      ...(target === undefined || target === "" ? {} : { target }),
      buildArguments: new Map([
        ...(context.surroundings.buildArguments ?? []),
        ...buildArguments(file, settings.get("args"), run),
      ]),
    },
  });
  const unit = linked.units.at(-1);
  const why = unit === undefined ? `what the Dockerfile \`${path}\` makes is unknown` : undefined;
  return { unit, source, why };
}

function buildArguments(
  file: Owned["file"],
  args: Owned["node"] | undefined,
  run: ComposeRun,
): [string, string][] {
  if (args?.kind === "mapping")
    return entriesOf(args).entries.flatMap(({ key, pair }) => {
      const value = textOfNode(run, file, dereference(pair.value));
      return value === undefined ? [] : [[key, value] as [string, string]];
    });
  if (args?.kind !== "sequence") return [];
  return args.items.flatMap((item) => {
    const text = textOfNode(run, file, dereference(item.value)) ?? "";
    const sign = text.indexOf("=");
    return sign < 0 ? [] : [[text.slice(0, sign), text.slice(sign + 1)] as [string, string]];
  });
}

function joinPath(folder: string, name: string): string {
  if (name.startsWith("/") || folder === "." || folder === "./" || folder === "") return name;
  return `${folder.replace(/\/+$/, "")}/${name}`;
}
