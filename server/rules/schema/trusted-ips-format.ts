import { parseIp } from "../../../grammar/values/parse-ip.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

/** Entries of `trusted_ips` that are neither an address nor a network. */
export default refusalRule({
  summary: "`trusted_ips` entry that is neither an address nor a network",
  severity: "error",
  needs: ["trusted_ips"],
  layer: "value",
  releases: { oss: { since: "0.11" } },
  check: "trusted-ips",
  message: ({ text }) =>
    `${quoted(text)} is not an IP address, a network such as \`10.0.0.0/8\`, or \`unix:\`. ${advice(text)}`,
  checkAccepted({ reading, catalog, report }, refused) {
    const assignment = reading.assignment("trusted_ips");
    if (assignment === undefined || assignment.opaque !== undefined || refused.length > 0) return;
    // Before 2.3 Kong checks little or nothing; what is no network at all stops nginx.
    for (const { text, span } of valueItems(assignment)) {
      if (!/^[\d.]+\/\d*$|^[\da-f:]*:[\da-f:]*\/\d*$/i.test(text)) continue;
      // nginx reads a prefix with leading zeros as the number it is.
      if (parseIp(text.replace(/\/0+(?=\d)/, "/")) !== undefined) continue;
      report({
        at: span,
        property: "trusted_ips",
        message: `${describeRelease(catalog.release)} passes ${quoted(text)} on to nginx, which rejects it and refuses to start. ${advice(text)}`,
      });
    }
  },
});

function advice(text: string): string {
  const [address = "", prefix] = text.split("/");
  if (prefix !== undefined && parseIp(address) !== undefined)
    return prefix === ""
      ? "Add the length of the prefix after the slash, or remove the slash."
      : `The length of the prefix must be at most ${address.includes(":") ? 128 : 32}.`;
  return /^[a-z][a-z0-9.-]*$/i.test(text)
    ? "Host names are not resolved here: use their addresses."
    : "Correct the address.";
}
