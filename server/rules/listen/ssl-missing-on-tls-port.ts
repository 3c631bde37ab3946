import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { clientPorts, type Expectation } from "../support/listen/client-ports.ts";
import { writtenListens } from "../support/listen/written-listens.ts";

/** Ports that browsers, load balancers and Kong's own defaults take for TLS, with what they are for. */
const TLS_PORTS: Readonly<Record<string, string>> = wordTable({
  "443": "HTTPS",
  "8443": "HTTPS for the proxy",
  "8444": "HTTPS for the Admin API",
  "8445": "HTTPS for Kong Manager",
  "8446": "HTTPS for the Dev Portal",
  "8447": "HTTPS for the Dev Portal API",
});

const TLS: Expectation = Object.freeze({
  scheme: "https",
  isKnownFor: (port: number) => TLS_PORTS[String(port)] !== undefined,
});

/** Ports known for TLS that are opened without it. */
export default defineRule({
  summary: "Conventional TLS port without `ssl`",
  severity: "warning",
  needs: ["*_listen"],
  serving: true,
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
        if (clientPorts(context.unit, Number(address.portText), TLS).length === 0) continue;
        context.report({
          at: place(address.port),
          property: listener.name,
          message: `Port ${address.portText} is conventionally ${use}, but without \`ssl\` it serves plain HTTP. Add \`ssl\`, or use a plain port.`,
          fixes: [
            {
              title: "Add `ssl`",
              applicability: "unsafe",
              edits: [{ kind: "replace", span: place({ start: span.end, end: span.end }), text: " ssl" }],
            },
          ],
        });
      }
    }
  },
});
