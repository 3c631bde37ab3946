import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { writtenListens } from "../support/listen/written-listens.ts";

/** Ports that browsers, load balancers and Kong's own defaults take for TLS, with what they are for. */
const TLS_PORTS: Readonly<Record<string, string>> = wordTable({
  "443": "HTTPS",
  "8443": "HTTPS of the proxy",
  "8444": "HTTPS of the Admin API",
  "8445": "HTTPS of Kong Manager",
  "8446": "HTTPS of the Dev Portal",
  "8447": "HTTPS of the Dev Portal API",
});

/** Ports known for TLS that are opened without it. */
export default defineRule({
  summary: "A port that is known for TLS has no flag `ssl`",
  severity: "warning",
  layer: "policy",
  yieldsTo: ["listen/port-clash"],
  releases: { oss: { since: "0.13.0" } },
  check(context) {
    for (const { listener, entries, off, place } of writtenListens(context)) {
      if (off || listener.subsystem !== "http" || listener.name.startsWith("cluster_")) continue;
      for (const { address, flags, problems, span } of entries) {
        const use = TLS_PORTS[address?.portText ?? ""];
        if (address?.port === undefined || use === undefined || problems.length > 0) continue;
        if (flags.some(({ nameText }) => nameText.toLowerCase() === "ssl")) continue;
        context.report({
          at: place(address.port),
          property: listener.name,
          message: `Port ${address.portText} is the one of ${use}, but without the flag \`ssl\` it speaks plain HTTP here. Add \`ssl\`, or use a plain port.`,
          fixes: [
            {
              title: "Add the flag ssl",
              applicability: "unsafe",
              edits: [{ kind: "replace", span: place({ start: span.end, end: span.end }), text: " ssl" }],
            },
          ],
        });
      }
    }
  },
});
