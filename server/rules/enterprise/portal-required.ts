import { compareVersions } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";
import { jsonObject, valueSpan } from "../support/value-items.ts";

const HOST = "portal_gui_host";
const PROTOCOL = "portal_gui_protocol";

/** The addresses and the session that a Dev Portal needs. */
export default defineRule({
  summary: "Dev Portal host or session settings that are missing or wrong",
  severity: "warning",
  needs: ["portal"],
  serving: true,
  yieldsTo: ["enterprise/upgrade-034-checklist", "enterprise/admin-gui-auth-value"],
  releases: { oss: null, enterprise: { since: "0.34", before: "3.5" } },
  check(context) {
    const { reading, report, release } = context;
    if (!reading.isOn("portal")) return;
    const host = reading.assignment(HOST);
    if (host !== undefined && host.opaque === undefined && host.writtenValue !== "") checkHost(host, context);
    // In 0.34 the checklist asks for it.
    if (!reading.isWritten(HOST) && compareVersions(release.version, "0.35") >= 0)
      report({
        at: reading.unit.anchor,
        property: HOST,
        message: `With \`portal = on\` and no \`${HOST}\`, links in the Dev Portal point to \`${reading.text(HOST) ?? "127.0.0.1:8003"}\`, which is the reader's own machine. Set it (here or in the environment) to the host name at which people open the Dev Portal.`,
        fixes: [displayOnlyFix(`Set \`${HOST}\` to the host name of the Dev Portal`)],
      });
    for (const property of [HOST, PROTOCOL]) checkEmpty(property, context);
    checkProtocol(context);
    checkSession(context);
  },
});

/** An empty value takes the default away: links then have no host, or no protocol. */
function checkEmpty(property: string, { reading, catalog, report }: RuleContext): void {
  const written = reading.assignment(property);
  if (written === undefined || written.opaque !== undefined || written.writtenValue !== "") return;
  if (!catalog.knows(property)) return;
  report({
    at: written,
    property,
    severity: "error",
    message: `\`${property}\` is empty, so links in the Dev Portal have no ${property === HOST ? "host" : "protocol"}. ${property === HOST ? "Use the host name at which people open it" : "Use `http` or `https`"}.`,
    fixes: [
      displayOnlyFix(
        property === HOST ? "Change to the host name of the Dev Portal" : "Change to `http` or `https`",
      ),
    ],
  });
}

function checkHost(host: Assignment, { reading, report }: RuleContext): void {
  const value = host.writtenValue;
  const [, scheme = "", rest = ""] = /^(https?:\/\/)?(.*)$/i.exec(value) ?? [];
  const slash = rest.indexOf("/");
  if (scheme !== "" || slash >= 0) {
    const bare = (slash < 0 ? rest : rest.slice(0, slash)).trim();
    const protocol = reading.assignment(PROTOCOL);
    const named = scheme.toLowerCase().replace("://", "");
    report({
      at: scheme !== "" ? valueSpan(host, 0, scheme.length) : valueSpan(host, slash, value.length),
      property: HOST,
      severity: "error",
      message: `\`${HOST}\` must be just a host with a port, because Kong adds the protocol: links become ${quoted(`${reading.text(PROTOCOL) ?? "http"}://${value}`)}. Use ${quoted(bare)}${scheme === "" ? "" : `, and \`${PROTOCOL} = ${named}\``}.`,
      fixes:
        bare === ""
          ? []
          : [
              {
                title: `Change to \`${bare}\``,
                applicability: "unsafe",
                edits: [
                  { kind: "set", assignment: host, value: bare },
                  ...(scheme === "" || protocol !== undefined
                    ? []
                    : [{ kind: "insert", property: PROTOCOL, value: named, after: host } as const]),
                ],
              },
            ],
    });
    return;
  }
  const name = value.replace(/:\d*$/, "");
  if (reading.isOn("portal_gui_use_subdomains") && (hostReach(name) !== "name" || !name.includes(".")))
    report({
      at: host,
      message: `With \`portal_gui_use_subdomains = on\` each workspace is a subdomain, and ${quoted(name)} cannot have any. Use a host name with a wildcard entry in the DNS.`,
      fixes: [displayOnlyFix("Change to a host name with a wildcard entry in the DNS")],
    });
}

/** The protocol of the links against what listens. */
function checkProtocol({ reading, report }: RuleContext): void {
  if (reading.isOpaque(PROTOCOL) || reading.isOpaque("portal_gui_listen")) return;
  const protocol = reading.text(PROTOCOL);
  if (protocol !== "http" && protocol !== "https") return;
  const listeners = listenersOf(reading, "portal_gui_listen");
  const written = reading.assignment(PROTOCOL);
  const host = reading.assignment(HOST);
  const at = written ?? host;
  if (at === undefined || listeners.length === 0) return;
  const wantsTls = protocol === "https";
  const port = Number(/:(\d+)$/.exec(reading.text(HOST) ?? "")?.[1]);
  const meant = listeners.find((listener) => listener.port === port);
  if (
    meant !== undefined &&
    meant.ssl !== wantsTls &&
    !listeners.some((each) => each.port === port && each.ssl === wantsTls)
  )
    report({
      at,
      property: PROTOCOL,
      message: `Links use \`${protocol}://\` with port ${port}, where \`portal_gui_listen\` serves ${meant.ssl ? "TLS" : "plain HTTP"}. Use the port of an entry ${wantsTls ? "with" : "without"} \`ssl\`, or the other protocol.`,
      fixes: [
        displayOnlyFix(`Change to \`${wantsTls ? "http" : "https"}\`, or to the port of the other listener`),
      ],
    });
}

function checkSession({ reading, catalog, report }: RuleContext): void {
  const auth = reading.assignment("portal_auth");
  if (auth === undefined || auth.opaque !== undefined || !catalog.knows("portal_session_conf")) return;
  if (auth.writtenValue === "" || auth.writtenValue === "openid-connect") return;
  const session = reading.assignment("portal_session_conf");
  const value = jsonObject(session);
  if (reading.mayBeSet("portal_session_conf") && (value === undefined || typeof value.secret === "string"))
    return;
  report({
    at: session ?? auth,
    property: "portal_session_conf",
    message: `\`portal_auth\` needs \`portal_session_conf\` with a \`secret\` that is a string; without it, no developer can log in. Set it (here or in the environment).`,
    fixes: [displayOnlyFix('Set `portal_session_conf = {"secret":"…"}` with 32 random bytes')],
  });
}
