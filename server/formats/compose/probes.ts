import type { Listed, Probe } from "../../model/deployment.ts";
import { splitCommand } from "../shared/split-command.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference } from "../yaml/tree.ts";
import type { ServiceDefinition } from "./definition.ts";
import { isTrue } from "./mounted.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

const NONE: Listed<Probe> = { items: [], isComplete: true };
const UNKNOWN: Listed<Probe> = { items: [], isComplete: false };

/** The health check of a service; that of the image is not among them. */
export function readProbes({ fields }: ServiceDefinition, run: ComposeRun): Listed<Probe> {
  const owned = fields.get("healthcheck");
  if (owned === undefined || owned.node.kind !== "mapping") return NONE;
  const { file, node } = owned;
  const entries = new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
  const test = entries.get("test");
  if (test === undefined || isTrue(entries.get("disable"))) return NONE;
  const at = locationOf(file, test);
  if (test.kind !== "sequence") {
    // A text is for a shell.
    const text = textOfNode(run, file, test);
    return text === undefined ? UNKNOWN : { items: [shellProbe(text, at)], isComplete: true };
  }
  const words = test.items.map((item) => textOfNode(run, file, dereference(item.value)));
  const known = words.filter((word) => word !== undefined);
  const [form, ...command] = known;
  if (known.length < words.length) return UNKNOWN;
  if (form === "CMD-SHELL") return { items: [shellProbe(command.join(" "), at)], isComplete: true };
  if (form !== "CMD") return NONE;
  return {
    items: [{ role: "health", test: { kind: "command", words: command, isShell: false }, at }],
    isComplete: true,
  };
}

function shellProbe(text: string, at: Probe["at"]): Probe {
  return { role: "health", test: { kind: "command", words: splitCommand(text), isShell: true }, at };
}
