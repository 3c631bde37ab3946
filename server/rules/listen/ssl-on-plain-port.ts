import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { clientPorts, type Expectation } from "../support/listen/client-ports.ts";
import { writtenListens } from "../support/listen/written-listens.ts";

/** Ports that clients and health checks take for plain HTTP, and the TLS port beside each. */
const PLAIN_PORTS: Readonly<Record<string, string>> = wordTable({
  "80": "443",
  "8000": "8443",
  "8001": "8444",
  "8002": "8445",
  "8003": "8446",
  "8004": "8447",
});

const PLAIN: Expectation = Object.freeze({
  scheme: "http",
  isKnownFor: (port: number) => PLAIN_PORTS[String(port)] !== undefined,
});

/** TLS on a port that is known for plain HTTP. */
export default defineRule({
  summary: "Conventional HTTP port with `ssl`",
  severity: "warning",
  needs: ["*_listen"],
  serving: true,
  layer: "policy",
  releases: { oss: { since: "0.13.0" } },
  check(context) {
    for (const { listener, entries, off, place } of writtenListens(context)) {
      if (off || listener.subsystem !== "http" || listener.name.startsWith("cluster_")) continue;
      for (const { address, flags, problems } of entries) {
        const tlsPort = PLAIN_PORTS[address?.portText ?? ""];
        const flag = flags.find(({ nameText }) => nameText === "ssl");
        if (address?.port === undefined || tlsPort === undefined || flag === undefined || problems.length > 0)
          continue;
        const [port] = clientPorts(context.unit, Number(address.portText), PLAIN);
        if (port === undefined) continue;
        context.report({
          at: place(flag.span),
          property: listener.name,
          message: `Clients expect plain HTTP on port ${port}, but with \`ssl\` they get error 400. Use port ${tlsPort}, or remove the flag.`,
          fixes: [displayOnlyFix(`Use port \`${tlsPort}\`, or remove \`ssl\``)],
        });
      }
    }
  },
});
