import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import type { ListenFault } from "../support/listen/listen-fault.ts";
import { type FoundFault, listenFaults } from "../support/listen/listen-faults.ts";
import { writtenListens } from "../support/listen/written-listens.ts";
import { describeRefusal } from "../support/refusals.ts";

type Ipv6Fault = FoundFault<Extract<ListenFault, { kind: "ipv6" }>>;

/** IPv6 addresses that Kong or nginx does not read as such. */
export default defineRule({
  summary: "IPv6 address that Kong or nginx does not accept",
  severity: "error",
  needs: ["*_listen", "*_ssl"],
  layer: "value",
  check(context) {
    for (const found of listenFaults(context, "ipv6")) {
      context.report({
        at: found.at,
        property: found.listen.listener.name,
        message: message(found, context),
        fixes: [
          displayOnlyFix(
            found.fault.why === "zone" ? "Remove the zone of the address" : "Change to `[address]:port`",
          ),
        ],
      });
    }
    reportSharedPorts(context);
  },
});

function message({ fault, entry, listen }: Ipv6Fault, { catalog, release }: RuleContext): string {
  const refusal = listen.refusals(entry)[0];
  const outcome = refusal === undefined ? "nginx refuses to start" : describeRefusal(catalog, refusal);
  switch (fault.why) {
    case "brackets":
      return `${outcome}: an IPv6 address must be in brackets, followed by the port. Use \`[address]:port\`.`;
    case "zone":
      return `${outcome}: an address with a zone (\`%\` and the name of an interface) is not supported. Remove the zone, or use \`[::]\`.`;
    case "port":
      return `${outcome}: a port must follow the brackets. Use \`[address]:port\`.`;
    case "mapped":
      return `${outcome}: an IPv6 address with an IPv4 part is not supported. Use only the IPv4 address, or write all groups in hexadecimal.`;
    case "0.13":
      return `${describeRelease(release)} passes IPv6 addresses to nginx without their brackets, and nginx refuses to start. Use an IPv4 address, or upgrade to Kong 0.14.`;
  }
}

/** `[::]:8000 ipv6only=off` takes the IPv4 port as well. */
function reportSharedPorts(context: RuleContext): void {
  for (const { listener, entries, off, place, text } of writtenListens(context)) {
    if (off || listener.subsystem !== "http") continue;
    const both = entries.find(
      ({ address, flags }) =>
        address?.hostText === "[::]" &&
        flags.some(({ nameText, argumentText }) => nameText === "ipv6only" && argumentText === "off"),
    );
    const plain = entries.find(
      ({ address }) =>
        (address?.hostText === "0.0.0.0" || address?.hostText === "*") &&
        address.portText === both?.address?.portText,
    );
    const flag = both?.flags.find(({ nameText }) => nameText === "ipv6only");
    if (flag === undefined || plain === undefined) continue;
    context.report({
      at: place(flag.span),
      property: listener.name,
      message: `With \`ipv6only=off\` this address also uses the IPv4 port of \`${text(plain.span)}\`: nginx refuses to start. Remove one of the two.`,
    });
  }
}
