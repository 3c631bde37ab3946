import type { Assignment } from "../../model/assignment.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { splitCommand } from "../shared/split-command.ts";
import { unresolved } from "../shared/unresolved.ts";
import { dereference } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import type { OwnedMount } from "./mounted.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** What a kong.conf that is mounted brings, and what a command may add. */
export interface Mounts {
  readonly assignments: readonly Assignment[];
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  readonly draws: readonly Source[];
}

/** Where Kong finds its file by itself, in this order. */
const DEFAULT_FILES = ["/etc/kong/kong.conf", "/etc/kong.conf"];

/** Follows a mounted kong.conf: the one that the command names, or one where Kong looks by itself. */
export function readMounts(
  definition: ServiceDefinition,
  mounted: readonly OwnedMount[],
  run: ComposeRun,
  context: LinkContext,
): Mounts {
  const command = commandText(definition, run);
  const open = command.exports
    ? [{ what: "the command of the service sets variables of its own", at: command.at }]
    : [];
  const wanted = command.file === undefined ? DEFAULT_FILES : [command.file];
  for (const target of wanted) {
    const mount = mounted.find((each) => each.target === target || target.startsWith(`${each.target}/`));
    if (mount === undefined) continue;
    const inside = target.slice(mount.target.length);
    const at = locationOf(mount.owned.file, mount.owned.node);
    if (mount.source === undefined || !/^[./~]/.test(mount.source))
      return {
        assignments: [],
        open: [...open, { what: `what is mounted at \`${mount.target}\` is not known`, at }],
        draws: [],
      };
    const path = mount.source.replace(/\/+$/, "") + inside;
    const isFolder = inside !== "";
    const resolved = context.resolve(
      { role: "file-channel", path, reader: undefined, optional: isFolder, at },
      mount.owned.file.base,
    );
    if (resolved.kind === "missing" && isFolder) continue;
    if (resolved.kind !== "source")
      return {
        assignments: [],
        open: [...open, { what: `\`${path}\` ${unresolved(resolved)}`, at }],
        draws: [],
      };
    const { units } = resolved.source.format.link(resolved.source, context);
    const assignments = units.flatMap((unit) => unit.assignments.filter(({ channel }) => channel === "file"));
    return { assignments, open, draws: [resolved.source] };
  }
  if (command.file !== undefined)
    return {
      assignments: [],
      open: [...open, { what: `\`${command.file}\` is a file of the image`, at: command.at }],
      draws: [],
    };
  return { assignments: [], open, draws: [] };
}

function commandText(
  { fields }: ServiceDefinition,
  run: ComposeRun,
): { readonly file: string | undefined; readonly exports: boolean; readonly at: Location | undefined } {
  const parts = ["entrypoint", "command"].flatMap((field) => {
    const owned = fields.get(field);
    return owned === undefined ? [] : [owned];
  });
  const text = parts.map((owned) => wordsOf(owned, run)).join(" ");
  const [first] = parts;
  const words = splitCommand(text);
  const flag = words.findIndex((word) => word === "-c" || word === "--conf");
  const isShell = /(?:^|\/)(?:ba|da|a)?sh$/.test(words[0] ?? "");
  const file = flag > 0 && !isShell ? words[flag + 1] : undefined;
  return {
    file,
    exports: /\bKONG_[A-Z0-9_]+=/.test(text) || (isShell && /(?:\s-c\s|--conf\s)\S*kong\.conf/.test(text)),
    at: first === undefined ? undefined : locationOf(first.file, first.node),
  };
}

function wordsOf({ file, node }: Owned, run: ComposeRun): string {
  if (node.kind !== "sequence") return textOfNode(run, file, node) ?? "";
  return node.items.map((item) => textOfNode(run, file, dereference(item.value)) ?? "").join(" ");
}
