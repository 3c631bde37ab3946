import type { RuleContext } from "../../findings/rule.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Entries of `port_maps` that are no pair of ports, or that speak of a port on which Kong does not listen. */
export default refusalRule({
  summary: "Invalid `port_maps` entry, or one for a port that Kong does not listen on",
  severity: "error",
  needs: ["port_maps"],
  layer: "value",
  check: "port-maps",
  message: ({ text }) =>
    `${quoted(text)} is not a pair of ports. Use \`outer:inner\`, both from 1 to 65535, such as \`80:8000\`.`,
  checkAccepted: reportUnheard,
});

/** Both listeners must be known: one that is not may be on any port. */
function reportUnheard({ reading, report }: RuleContext): void {
  const assignment = reading.assignment("port_maps");
  if (assignment === undefined || assignment.opaque !== undefined) return;
  const listens = ["proxy_listen", "stream_listen"];
  if (listens.some((name) => reading.isOpaque(name))) return;
  const listeners = listens.flatMap((name) => listenersOf(reading, name));
  // Nothing listens here at all: the ports belong to another node.
  if (listeners.length === 0 || listeners.every(({ source }) => source === undefined)) return;
  const heard = new Set(listeners.map(({ port }) => port));
  if (heard.has(undefined)) return;
  for (const { text, span } of valueItems(assignment)) {
    const inner = /^\d+\s*:\s*(\d+)$/.exec(text)?.[1];
    if (inner === undefined || heard.has(Number(inner))) continue;
    report({
      at: span,
      property: "port_maps",
      severity: "warning",
      message: `Neither \`proxy_listen\` nor \`stream_listen\` listens on ${quoted(inner)}, so this pair is never used. The second number is Kong's own port.`,
    });
  }
}
