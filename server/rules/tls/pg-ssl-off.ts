import { defineRule, type NewFinding, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";

/** A connection to a datastore: where to, and the switches of its TLS. */
interface Connection {
  readonly database: string;
  readonly host: string;
  readonly ssl: string;
  readonly verify: string;
}

const CONNECTIONS: readonly Connection[] = [
  { database: "postgres", host: "pg_host", ssl: "pg_ssl", verify: "pg_ssl_verify" },
  { database: "postgres", host: "pg_ro_host", ssl: "pg_ro_ssl", verify: "pg_ro_ssl_verify" },
  {
    database: "cassandra",
    host: "cassandra_contact_points",
    ssl: "cassandra_ssl",
    verify: "cassandra_ssl_verify",
  },
];

/** Names that stay within one machine, one compose project or one cluster. */
const NEARBY_NAME = /^[^.]+$|(?:^|\.)(?:local|localdomain|docker|internal|svc|svc\..*)\.?$/i;

/** Datastore connections without TLS, or with TLS that trusts anyone. */
export default defineRule({
  summary: "Database connection without TLS",
  severity: "warning",
  needs: ["pg_*", "cassandra_*", "database"],
  layer: "policy",
  beside: ["syntax/hash-in-value"],
  check(context) {
    const { reading, catalog } = context;
    for (const connection of CONNECTIONS) {
      if (reading.text("database") !== connection.database || !catalog.knows(connection.ssl)) continue;
      if (reading.isOpaque(connection.ssl)) continue;
      if (reading.isOn(connection.ssl)) checkVerification(connection, context);
      else checkClearText(connection, context);
    }
  },
});

function checkClearText({ host, ssl, verify }: Connection, { reading, report }: RuleContext): void {
  const inert = reading.assignment(verify);
  if (inert !== undefined && reading.isOn(verify)) {
    report({
      at: inert,
      message: `\`${verify}\` has no effect while \`${ssl}\` is off: the connection is in plain text. Set \`${ssl} = on\`.`,
      fixes: [switchOn(ssl, inert, reading)],
    });
    return;
  }
  const hostAssignment = reading.assignment(host);
  const exposed = reading.list(host).find((each) => reaches(each) !== undefined);
  const switchedOff = reading.assignment(ssl);
  const at = switchedOff ?? hostAssignment;
  if (at === undefined || exposed === undefined) return;
  report({
    at,
    property: ssl,
    ...(reaches(exposed) === "private" ? { severity: "info" as const } : {}),
    message: `Passwords and every secret that Kong stores cross the network to ${quoted(exposed)} in plain text while \`${ssl}\` is off. Set \`${ssl} = on\` and \`${verify} = on\`${switchedOff === undefined ? " (here or in the environment)" : ""}.`,
    fixes: [
      switchOn(ssl, at, reading),
      displayOnlyFix(`Set \`${ssl} = on\`, \`${verify} = on\` and \`lua_ssl_trusted_certificate\``),
    ],
  });
}

function checkVerification({ ssl, verify }: Connection, { reading, report }: RuleContext): void {
  const off = reading.assignment(verify);
  if (off === undefined || off.writtenValue === "" || reading.value(verify) !== false) return;
  report({
    at: off,
    severity: "info",
    message: `With \`${ssl} = on\` and \`${verify} = off\`, Kong does not verify the server's certificate. Set \`${verify} = on\`, with the authority's certificate in \`lua_ssl_trusted_certificate\`.`,
    fixes: [displayOnlyFix(`Set \`${verify} = on\``)],
  });
}

/** Where a host lies, if TLS is worth having on the way there. */
function reaches(host: string): "private" | "public" | undefined {
  if (host.includes("/") || host.startsWith("unix:")) return undefined;
  const reach = hostReach(host);
  if (reach === "name") return NEARBY_NAME.test(host) ? undefined : "public";
  return reach === "private" || reach === "public" ? reach : undefined;
}

function switchOn(
  ssl: string,
  after: Assignment,
  reading: RuleContext["reading"],
): NonNullable<NewFinding["fixes"]>[number] {
  const assignment = reading.assignment(ssl);
  return {
    title: `Set \`${ssl} = on\``,
    applicability: "unsafe",
    edits: [
      assignment === undefined
        ? { kind: "insert", property: ssl, value: "on", after }
        : { kind: "set", assignment, value: "on" },
    ],
  };
}
