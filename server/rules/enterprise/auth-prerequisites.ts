import { compareVersions } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { jsonObject, valueSpan } from "../support/value-items.ts";

const AUTH = "admin_gui_auth";
const RBAC = "enforce_rbac";
const SESSION = "admin_gui_session_conf";
const CONF = "admin_gui_auth_conf";
const COMPLEXITY = "admin_gui_auth_password_complexity";

/** Logins of Kong Manager without what they need, and what belongs to logins without them. */
export default defineRule({
  summary: "Kong Manager authentication without its required settings",
  severity: "error",
  needs: [AUTH, CONF, SESSION, COMPLEXITY],
  layer: "value",
  releases: { oss: null, enterprise: { since: "0.33" } },
  dependsOnRelease: true,
  check(context) {
    const { reading } = context;
    if (reading.isOpaque(AUTH)) return;
    if (reading.mayBeSet(AUTH)) {
      checkRbac(context);
      checkCompanions(context);
      checkSession(context);
      checkClaim(context);
    } else if (!isDataPlane(reading)) checkOrphans(context);
  },
});

function checkRbac({ reading, report }: RuleContext): void {
  if (reading.isOpaque(RBAC) || !["off", "false", ""].includes(reading.text(RBAC) ?? "")) return;
  const auth = reading.assignment(AUTH);
  const off = reading.assignment(RBAC);
  const at = off ?? auth?.nameSpan;
  if (at === undefined) return;
  const insert = (property: string, value: string): Fix => ({
    title: `Set \`${property} = ${value}\``,
    applicability: "unsafe",
    edits: [
      off === undefined
        ? { kind: "insert", property, value, after: auth }
        : { kind: "set", assignment: off, value },
    ],
  });
  report({
    at,
    property: RBAC,
    message: `Kong refuses to start: \`${RBAC}\` must be on when \`${AUTH}\` is set, because logins protect nothing without it. Set \`${RBAC} = on\`${off === undefined ? " (here or in the environment)" : ""}.`,
    fixes: [insert(RBAC, "on")],
  });
}

/** Settings that the chosen way to log in cannot do without. */
function checkCompanions({ reading, catalog, release, report }: RuleContext): void {
  const auth = reading.assignment(AUTH);
  if (auth === undefined) return;
  const plugin = reading.text(AUTH);
  const isOpenId = plugin === "openid-connect";
  const needsSession = !isOpenId || compareVersions(release.version, "3.6") < 0;
  if (needsSession && catalog.knows(SESSION) && !reading.mayBeSet(SESSION))
    report({
      at: auth.nameSpan,
      property: SESSION,
      ...(!isOpenId && compareVersions(release.version, "1.5") >= 0 ? {} : { severity: "warning" as const }),
      message: `${isOpenId ? "Before Kong Enterprise 3.6, `openid-connect` also" : `\`${AUTH}\``} needs \`${SESSION}\` with your own secret; without it, nobody can log in. Set it (here or in the environment).`,
      fixes: [displayOnlyFix(`Set \`${SESSION} = {"secret":"…","storage":"kong"}\` with 32 random bytes`)],
    });
  if ((plugin === "ldap-auth-advanced" || isOpenId) && !reading.mayBeSet(CONF))
    report({
      at: auth.nameSpan,
      property: CONF,
      severity: "warning",
      message: `\`${plugin}\` needs \`${CONF}\`, which configures its server and is not set. Set it (here or in the environment).`,
      fixes: [displayOnlyFix(`Set \`${CONF}\``)],
    });
  const complexity = reading.assignment(COMPLEXITY);
  if (complexity !== undefined && plugin !== "basic-auth")
    report({
      at: complexity.nameSpan,
      property: COMPLEXITY,
      severity: "warning",
      message: `\`${COMPLEXITY}\` applies to passwords that Kong stores, and with \`${plugin ?? ""}\` it stores none. Remove the line.`,
      fixes: [removal(complexity)],
    });
}

function checkSession({ reading, release, report }: RuleContext): void {
  const session = reading.assignment(SESSION);
  if (session === undefined) return;
  if (reading.text(AUTH) === "openid-connect" && compareVersions(release.version, "3.6") >= 0) {
    report({
      at: session.nameSpan,
      property: SESSION,
      severity: "warning",
      message: `Since Kong Enterprise 3.6, \`openid-connect\` ignores \`${SESSION}\`. Put the \`session_\` settings into \`${CONF}\`.`,
      fixes: [displayOnlyFix(`Move the settings into \`${CONF}\``)],
    });
    return;
  }
  const value = jsonObject(session);
  if (value === undefined || (typeof value.secret === "string" && value.secret !== "")) return;
  report({
    at: session,
    severity: "warning",
    message: `\`${SESSION}\` has no \`secret\`, and the documentation requires one that is a string. Add 32 random bytes as \`secret\`.`,
    fixes: [displayOnlyFix("Add a `secret`")],
  });
}

/** The claim that names the admin: `admin_claim` since 2.7. */
function checkClaim({ reading, release, report }: RuleContext): void {
  const conf = reading.assignment(CONF);
  if (reading.text(AUTH) !== "openid-connect" || compareVersions(release.version, "2.7") < 0) return;
  const value = jsonObject(conf);
  if (conf === undefined || value?.consumer_claim === undefined || value.admin_claim !== undefined) return;
  const name = '"consumer_claim"';
  const start = conf.writtenValue.indexOf(name);
  report({
    at: start < 0 ? conf.nameSpan : valueSpan(conf, start + 1, start + name.length - 1),
    property: CONF,
    severity: "info",
    message:
      "Since Kong Enterprise 2.7, Kong Manager finds an admin by `admin_claim`, and `consumer_claim` is only for earlier releases. Add `admin_claim` with the claim that contains the name of the admin.",
    fixes: [displayOnlyFix("Add `admin_claim`")],
  });
}

/** Settings of logins that are not switched on. */
function checkOrphans({ reading, report }: RuleContext): void {
  for (const property of [CONF, SESSION]) {
    const assignment = reading.assignment(property);
    if (assignment === undefined || assignment.writtenValue === "") continue;
    report({
      at: assignment.nameSpan,
      property,
      message: `\`${property}\` belongs to \`${AUTH}\`, which is not set: Kong Manager does not require a login. Set \`${AUTH}\` (here or in the environment), or remove the line.`,
      fixes: [removal(assignment)],
    });
  }
}

function removal(assignment: Assignment): Fix {
  return removeFix("Remove the line", "unsafe", assignment);
}
