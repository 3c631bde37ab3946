import type { Fix, SemanticEdit } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { lastAssignment } from "../support/assignments.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import { valueSpan } from "../support/value-items.ts";
import { mentionsVault } from "../support/vaults.ts";

/** A connection string of other programs, in parts; also a host with a port. */
const CONNECTION_STRING =
  /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:(?<user>[^:@\s/]*)(?<password>:[^@\s]*)?@)?(?<host>\[[0-9a-f:]+\]|[^\s/:@,?]+)(?::(?<port>\d+))?(?:\/(?<database>[^\s/?]*))?(?:\?\S*)?$/i;

/** More than a host name where Kong wants one. */
export default defineRule({
  summary: "`pg_host` is not just a host name",
  severity: "error",
  needs: ["pg_*"],
  layer: "value",
  check({ unit, reading, catalog, report }) {
    if (!reading.isOpaque("database") && reading.text("database") !== "postgres") return;
    for (const prefix of ["pg_", "pg_ro_"]) {
      const host = reading.assignment(`${prefix}host`);
      if (host !== undefined && host.opaque === undefined) {
        const wrong = wrongPart(host.writtenValue);
        if (wrong !== undefined)
          report({
            at: wrong.hasPassword ? host.nameSpan : valueSpan(host, wrong.start, wrong.end),
            property: host.property,
            message: `\`${host.property}\` must be a single host, and Kong looks up this whole text as one name: ${wrong.what}. ${wrong.canMove ? `Move the rest to \`${prefix}port\`, \`${prefix}user\` and \`${prefix}database\`` : "Use one host name or address"}.`,
            fixes: splitFix(host, prefix, reading),
          });
      }
      const port = lastAssignment(unit, `${prefix}port`);
      const number =
        port === undefined ? undefined : /^[a-z]+:\/\/[^\s/]*?:(\d+)\/?$/i.exec(port.writtenValue)?.[1];
      if (port === undefined || port.opaque !== undefined || !port.writtenValue.includes("://")) continue;
      if (mentionsVault(port.writtenValue)) continue;
      if (!catalog.knows(port.property)) continue;
      report({
        at: port,
        message: `\`${port.property}\` must be a number, so Kong reads no port from this URL. Kubernetes sets such variables for a service of this name. Use the number of the port.`,
        fixes:
          number === undefined
            ? [displayOnlyFix("Change to the port number")]
            : [setFix(`Change to \`${number}\``, "unsafe", port, number)],
      });
    }
  },
});

interface WrongPart {
  readonly start: number;
  readonly end: number;
  readonly what: string;
  /** Whether other properties are for what is too much. */ readonly canMove: boolean;
  readonly hasPassword: boolean;
}

/** The part of a value that is no host, and what it is. */
function wrongPart(value: string): WrongPart | undefined {
  const part = (start: number, end: number, what: string): WrongPart => ({
    start,
    end,
    what,
    canMove: /[@]|:\/\/|:\d+$/.test(value),
    hasPassword: /:[^@/\s]+@/.test(value),
  });
  if (value.startsWith("unix:") || value.startsWith("{vault:")) return undefined;
  if (value.includes("://")) return part(0, value.length, "it is a connection string");
  const at = value.indexOf("@");
  if (at >= 0) return part(0, at + 1, "it has a user before the host");
  const comma = value.indexOf(",");
  if (comma >= 0) return part(comma, value.length, "it is a list of hosts");
  const blank = value.search(/\s/);
  if (blank >= 0) return part(blank, value.length, "host names cannot contain spaces");
  const slash = value.indexOf("/");
  if (slash >= 0)
    return part(slash, value.length, slash === 0 ? "it is a path" : "it has a path after the host");
  const port = /^(?:[^:]+|\[[^\]]*\])(:\d+)$/.exec(value)?.[1];
  return port === undefined
    ? undefined
    : part(value.length - port.length, value.length, `it has the port \`${port.slice(1)}\` after the host`);
}

/** The parts at their own properties. A password is never carried along: where there is one, there is no edit. */
function splitFix(host: Assignment, prefix: string, reading: Reading): readonly Fix[] {
  const parts = CONNECTION_STRING.exec(host.writtenValue)?.groups;
  if (parts?.host === undefined || parts.password !== undefined)
    return [
      displayOnlyFix(
        `Keep only the host, and move the rest to \`${prefix}port\`, \`${prefix}user\` and \`${prefix}database\``,
      ),
    ];
  const edits: SemanticEdit[] = [
    { kind: "set", assignment: host, value: parts.host.replace(/^\[(.*)\]$/, "$1") },
  ];
  for (const [name, value] of [
    ["port", parts.port],
    ["user", parts.user],
    ["database", parts.database],
  ] as const) {
    const property = `${prefix}${name}`;
    if (value === undefined || value === "" || value === reading.text(property)) continue;
    const written = reading.assignment(property);
    edits.push(
      written === undefined
        ? { kind: "insert", property, value, after: host }
        : { kind: "set", assignment: written, value },
    );
  }
  return [{ title: `Change to \`${parts.host}\` and move the rest`, applicability: "unsafe", edits }];
}
