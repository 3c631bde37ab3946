import type { Fix } from "../../findings/fix.ts";
import { defineRule, type NewFinding, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** The four settings that the upgrade page of Enterprise 0.34 asks for. */
export default defineRule({
  summary: "Setting that Enterprise 0.34 requires and that is missing or different",
  severity: "warning",
  layer: "policy",
  requiresRelease: "named",
  releases: { oss: null, enterprise: { since: "0.34", before: "0.35" } },
  check(context) {
    checkRbac(context);
    checkLogin(context);
    const isPortalOn = context.reading.isOn("portal") || context.reading.isOpaque("portal");
    // The URL of 0.33 holds both, and the rule about it splits it.
    if (context.unit.assignments.some(isPortalUrl)) return;
    checkProtocol(context, isPortalOn);
    checkHost(context, isPortalOn);
  },
});

function isPortalUrl({ property, section, writtenValue }: Assignment): boolean {
  return (
    property === "portal_gui_url" && section === undefined && /^https?:\/\/[^/\s]+\/?$/i.test(writtenValue)
  );
}

function checkRbac({ reading, report }: RuleContext): void {
  if (reading.isOpaque("enforce_rbac")) return;
  const written = reading.assignment("enforce_rbac");
  const value = reading.text("enforce_rbac") ?? "";
  if (value === "on") return;
  if (written !== undefined && (value === "entity" || value === "both"))
    report({
      at: written,
      message: `Kong Manager 0.34 requires \`enforce_rbac = on\` and does not work with ${quoted(value)}. Use \`on\`.`,
      fixes: [setTo("enforce_rbac", "on", reading)],
    });
  else if (written !== undefined)
    report({
      at: written,
      message:
        "The upgrade to 0.34 requires `enforce_rbac = on`; without it, everyone who reaches the Admin API is an administrator. Use `on`, and set `KONG_PASSWORD` before the migrations run.",
      fixes: [setTo("enforce_rbac", "on", reading)],
    });
  // With logins and no RBAC Kong does not start, which is another rule's to say.
  else if (!reading.mayBeSet("admin_gui_auth"))
    report({
      at: reading.unit.anchor,
      property: "enforce_rbac",
      message:
        "The upgrade to 0.34 requires `enforce_rbac = on`, which this file does not set. Set it (here or in the environment), and set `KONG_PASSWORD` before the migrations run.",
      fixes: [setTo("enforce_rbac", "on", reading)],
    });
}

function checkLogin({ reading, report }: RuleContext): void {
  // A value that is none of the release belongs to the rule about values.
  if (reading.mayBeSet("admin_gui_auth")) return;
  const isServed =
    listenersOf(reading, "admin_gui_listen").length > 0 || reading.isOpaque("admin_gui_listen");
  const written = reading.assignment("admin_gui_auth");
  report({
    at: written ?? reading.unit.anchor,
    property: "admin_gui_auth",
    ...(isServed ? {} : { severity: "info" as const }),
    message:
      "The upgrade to 0.34 requires `admin_gui_auth`: `basic-auth`, or `ldap-auth-advanced` (which the guide calls `ldap-auth`). Set it (here or in the environment) after every admin has basic-auth credentials and an email address.",
    fixes: [setTo("admin_gui_auth", "basic-auth", reading)],
  });
}

function checkProtocol({ reading, report }: RuleContext, isPortalOn: boolean): void {
  if (reading.isOpaque("portal_gui_protocol")) return;
  const written = reading.assignment("portal_gui_protocol");
  const value = reading.text("portal_gui_protocol") ?? "";
  if (value === "http" || value === "https") return;
  const likely = listenersOf(reading, "portal_gui_listen").some(({ ssl }) => ssl) ? "https" : "http";
  report({
    at: written ?? reading.unit.anchor,
    property: "portal_gui_protocol",
    ...portalSeverity(isPortalOn, written),
    message: `${value === "" ? asksFor("portal_gui_protocol", written) : `${quoted(value)} is not a protocol of the Dev Portal`}. Set it${written === undefined ? " (here or in the environment)" : ""} to \`http\` or \`https\`, whichever people use to open the Dev Portal.`,
    fixes: [setTo("portal_gui_protocol", likely, reading)],
  });
}

function checkHost({ reading, report }: RuleContext, isPortalOn: boolean): void {
  if (reading.mayBeSet("portal_gui_host")) return;
  const written = reading.assignment("portal_gui_host");
  report({
    at: written ?? reading.unit.anchor,
    property: "portal_gui_host",
    ...portalSeverity(isPortalOn, written),
    message: `${asksFor("portal_gui_host", written)}. Set it${written === undefined ? " (here or in the environment)" : ""} to the host name at which people open the Dev Portal, with its port (the guide's example is \`localhost:8003\`).`,
    fixes: [setTo("portal_gui_host", "localhost:8003", reading)],
  });
}

function asksFor(property: string, written: Assignment | undefined): string {
  return `The upgrade to 0.34 requires \`${property}\`, which ${written === undefined ? "this file does not set" : "is empty here"}`;
}

/** Without a Dev Portal its two settings are worth knowing, and no more; with one, an empty value is sure to be wrong. */
function portalSeverity(isPortalOn: boolean, written: Assignment | undefined): Pick<NewFinding, "severity"> {
  if (!isPortalOn) return { severity: "info" };
  return written?.writtenValue === "" ? { severity: "error" } : {};
}

function setTo(property: string, value: string, reading: Reading): Fix {
  const written = reading.assignment(property);
  return {
    title: `Set \`${property} = ${value}\``,
    applicability: "unsafe",
    edits: [
      written === undefined
        ? { kind: "insert", property, value, after: undefined }
        : { kind: "set", assignment: written, value },
    ],
  };
}
