import type { ListenEntry, ListenProblemKind } from "../../../grammar/listen/listen-tree.ts";
import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import type { ListenFault } from "../support/listen/listen-fault.ts";
import { type FoundFault, listenFaults } from "../support/listen/listen-faults.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";
import { valueSpan } from "../support/value-items.ts";
import { meansOff } from "../support/words.ts";

/** What to say about a form. Only the first of an entry's problems is told. */
const ADVICE: Readonly<Partial<Record<ListenProblemKind, string>>> = {
  "missing-port": "Add a port after the address.",
  "missing-host": "Add an address before the port, such as `0.0.0.0` for every interface.",
  "missing-address": "Put flags after their address, separated by spaces, not commas.",
  "port-not-a-number": "The port must be a number.",
  "octet-out-of-range": "The numbers of an IPv4 address must be at most 255.",
  "incomplete-ipv4": "An IPv4 address has four numbers.",
  "unix-socket": "Kong does not support Unix sockets here.",
  url: "Remove the scheme and the path: an entry is `address:port` and flags.",
  quoted: "Remove the quotes.",
  semicolon: "Remove the semicolon.",
  "second-address": "Put a comma between the two addresses.",
  "blank-around-equals": "Remove the spaces around `=`.",
  "stray-equals": "Remove the `=`.",
};

/** Entries of a listener that are no address with a port. */
export default defineRule({
  summary: "Invalid listener entry",
  severity: "error",
  needs: ["*_listen", "*_ssl"],
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets"],
  claims: ["listen-entry", "listen-empty"],
  check(context) {
    const { reading, report } = context;
    for (const found of listenFaults(context, "form")) reportForm(found, context);
    for (const refusal of reading.refusals("listen-empty")) reportEmpty(refusal, context);
    for (const refusal of reading.refusals("listen-entry")) {
      if (refusal.assignment !== undefined) continue;
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${describeRefusal(context.catalog, refusal)} because of \`${refusal.property}\`, which this file does not set. Check the environment.`,
      });
    }
    if (inRange(context.catalog.base, { before: "0.13" })) checkSingleAddresses(context);
  },
});

function reportForm(
  { entry, listen, at }: FoundFault<Extract<ListenFault, { kind: "form" }>>,
  context: RuleContext,
): void {
  const [refusal] = listen.refusals(entry);
  const problem = entry.problems[0]?.kind;
  const { name } = listen.listener;
  const written = context.reading.assignment(name);
  if (
    written !== undefined &&
    meansOff(written.writtenValue) &&
    inRange(context.catalog.base, { since: "0.13" })
  ) {
    context.report({
      at,
      property: name,
      message: `${describeRefusal(context.catalog, refusal)}: \`${name}\` requires an address and a port, and ${quoted(written.writtenValue)} is not one. To open no port, use \`off\`.`,
      fixes: [setFix("Change to `off`", "unsafe", written, "off")],
    });
    return;
  }
  context.report({
    at,
    property: name,
    message: `${describeRefusal(context.catalog, refusal)}: this entry of \`${name}\` is not \`address:port\` with flags. ${adviceFor(entry, problem)}`,
    fixes: fixesFor(entry, problem, listen),
  });
}

function adviceFor({ address }: ListenEntry, problem: ListenProblemKind | undefined): string {
  if (problem === "missing-port" && /^on$/i.test(address?.hostText ?? ""))
    return "Use an address and a port: there is no value `on` for a listener.";
  return (problem === undefined ? undefined : ADVICE[problem]) ?? "For example, use `0.0.0.0:8000`.";
}

function fixesFor(entry: ListenEntry, problem: ListenProblemKind | undefined, listen: FoundFault["listen"]) {
  const second = entry.problems.find(({ kind }) => kind === "second-address");
  if (problem !== "second-address" || second === undefined)
    return [displayOnlyFix("Change to `address:port` and flags")];
  const before = listen.text({ start: entry.span.start, end: second.span.start }).trimEnd();
  return [
    {
      title: "Put a comma between the addresses",
      applicability: "unsafe" as const,
      edits: [
        {
          kind: "replace" as const,
          span: listen.place({ start: entry.span.start + before.length, end: second.span.start }),
          text: ", ",
        },
      ],
    },
  ];
}

function reportEmpty(refusal: Refusal, { catalog, report }: RuleContext): void {
  report({
    at: refusalPlace(refusal),
    property: refusal.property,
    message: `${describeRefusal(catalog, refusal)}: \`${refusal.property}\` is empty. Set an address${inRange(catalog.base, { since: "0.13" }) ? ", or `off`" : ""}, or remove the line to use the default.`,
  });
}

/** Kong 0.9 to 0.12 want one address and look at its end only; nginx refuses the rest. */
function checkSingleAddresses(context: RuleContext): void {
  const { reading, release, catalog, report } = context;
  for (const property of ["proxy_listen", "proxy_listen_ssl", "admin_listen", "admin_listen_ssl"]) {
    const assignment = reading.assignment(property);
    if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
      continue;
    const value = assignment.writtenValue;
    const refusal = reading.refusals("listen-entry").find((each) => each.assignment === assignment);
    const list = /[\s,]/.test(value);
    if (refusal === undefined && !list && !value.includes("://")) continue;
    report({
      at: valueSpan(assignment, 0, value.length),
      property,
      message: `${refusal === undefined ? `${describeRelease(release)} passes this on, and nginx refuses to start` : describeRefusal(catalog, refusal)}: \`${property}\` must be one \`address:port\`. ${list ? "Lists and flags are supported since Kong 0.13." : value === "off" ? "`off` is supported since Kong 0.13." : "For example, use `0.0.0.0:8000`."}`,
      fixes: [displayOnlyFix("Change to one `address:port`")],
      // Kong 0.13 takes lists, flags and `off`.
      dependsOnRelease: list || value === "off",
    });
  }
}
