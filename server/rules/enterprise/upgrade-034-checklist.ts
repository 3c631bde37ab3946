import type { Fix } from "../../findings/fix.ts";
import { defineRule, type NewFinding, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** The four settings that the upgrade page of Enterprise 0.34 asks for. */
export default defineRule({
  summary: "A setting that the checklist of Enterprise 0.34 asks for is missing or different",
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
      message: `Kong Manager 0.34 works on nodes with \`enforce_rbac = on\` only, not with ${quoted(value)}. Write \`on\`.`,
      fixes: [setTo("enforce_rbac", "on", reading)],
    });
  else if (written !== undefined)
    report({
      at: written,
      message:
        "The upgrade to 0.34 asks for `enforce_rbac = on`; without it everyone who reaches the Admin API is an administrator. Write `on`, and set `KONG_PASSWORD` before the migrations run.",
      fixes: [setTo("enforce_rbac", "on", reading)],
    });
  // With logins and no RBAC Kong does not start, which is another rule's to say.
  else if (!reading.mayBeSet("admin_gui_auth"))
    report({
      at: reading.unit.anchor,
      property: "enforce_rbac",
      message:
        "The upgrade to 0.34 asks for `enforce_rbac = on`, which is not in this file. Add it, unless the environment sets it, and set `KONG_PASSWORD` before the migrations run.",
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
      "The upgrade to 0.34 asks for `admin_gui_auth`: `basic-auth`, or `ldap-auth-advanced` (which the guide spells `ldap-auth`). Add it, unless the environment sets it, after every admin has basic-auth credentials and an e-mail address.",
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
    message: `${value === "" ? asksFor("portal_gui_protocol", written) : `${quoted(value)} is no protocol of the Dev Portal`}. Set \`http\` or \`https\`, as people call the Dev Portal${written === undefined ? ", unless the environment does" : ""}.`,
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
    message: `${asksFor("portal_gui_host", written)}. Set the host name under which people open the Dev Portal, with its port (the guide's example is \`localhost:8003\`)${written === undefined ? ", unless the environment does" : ""}.`,
    fixes: [setTo("portal_gui_host", "localhost:8003", reading)],
  });
}

function asksFor(property: string, written: Assignment | undefined): string {
  return `The upgrade to 0.34 asks for \`${property}\`, which is ${written === undefined ? "not in this file" : "empty here"}`;
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
