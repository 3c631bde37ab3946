import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { type WrittenListen, writtenListens } from "../support/listen/written-listens.ts";

const FLAG = "proxy_protocol";

/** Halves of the PROXY protocol: a listener that expects it, a client address that is taken from it. */
export default defineRule({
  summary: "PROXY protocol that is only partly configured",
  severity: "warning",
  needs: ["*_listen", "real_ip_header"],
  serving: true,
  layer: "policy",
  check(context) {
    if (inRange(context.catalog.base, { before: "0.13" })) return;
    checkHeader(context);
    for (const listen of writtenListens(context)) if (!listen.off) checkListener(listen, context);
  },
});

/** `real_ip_header = proxy_protocol` takes the address from a protocol that no listener speaks. */
function checkHeader({ reading, report }: RuleContext): void {
  const header = reading.assignment("real_ip_header");
  if (header === undefined || reading.text("real_ip_header") !== FLAG || reading.isOpaque("proxy_listen"))
    return;
  const proxies = listenersOf(reading, "proxy_listen");
  if (proxies.length === 0 || proxies.some(({ flags }) => flags.has(FLAG))) return;
  report({
    at: header,
    property: "real_ip_header",
    message:
      "No address of `proxy_listen` has the flag `proxy_protocol`, so there is no PROXY protocol header to read client addresses from. Add the flag to the addresses that the load balancer uses.",
    fixes: [displayOnlyFix("Add `proxy_protocol` to `proxy_listen`")],
  });
}

function checkListener({ listener, entries, place }: WrittenListen, { reading, report }: RuleContext): void {
  const [flag] = entries.flatMap(({ address, flags }) =>
    address === undefined ? [] : flags.filter(({ nameText }) => nameText === FLAG),
  );
  if (flag === undefined) return;
  const at = place(flag.span);
  if (listener.name === "admin_listen" || listener.name === "status_listen") {
    report({
      at,
      property: listener.name,
      message: `With \`proxy_protocol\`, \`${listener.name}\` rejects every client that does not use this protocol, including health checks and \`curl\`. Remove the flag.`,
      fixes: [displayOnlyFix("Remove `proxy_protocol`")],
    });
    return;
  }
  if (listener.name !== "proxy_listen") return;
  const missing = missingHalf({ reading });
  if (missing === undefined) return;
  report({
    at,
    property: listener.name,
    message: `The load balancer sends the client's address in the PROXY protocol, but ${missing}, so Kong sees the load balancer as the client. Change that (here or in the environment).`,
    fixes: [displayOnlyFix("Set `real_ip_header = proxy_protocol` and `trusted_ips`")],
  });
}

function missingHalf({ reading }: Pick<RuleContext, "reading">): string | undefined {
  const header = !reading.isOpaque("real_ip_header") && reading.text("real_ip_header") !== FLAG;
  const trusted = !reading.isOpaque("trusted_ips") && reading.list("trusted_ips").length === 0;
  if (header && trusted) return "`real_ip_header` is not `proxy_protocol` and `trusted_ips` is empty";
  if (header) return "`real_ip_header` is not `proxy_protocol`";
  return trusted ? "`trusted_ips` is empty" : undefined;
}
