import { wordTable } from "../../../grammar/text/word-table.ts";
import { compareVersions } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { jsonObject, valueItems, valueSpan } from "../support/value-items.ts";

/** Members of the session settings that have another name since 3.2. */
const RENAMED: Readonly<Record<string, string>> = wordTable({
  cookie_lifetime: "rolling_timeout",
  cookie_idletime: "idling_timeout",
  cookie_samesite: "cookie_same_site",
  cookie_httponly: "cookie_http_only",
});

/** Cookies of Kong Manager and the Dev Portal that leak, or that no browser sends back. */
export default defineRule({
  summary: "Insecure or outdated session cookie settings",
  severity: "warning",
  needs: ["admin_gui_session_conf", "portal_session_conf"],
  serving: true,
  releases: { oss: null, enterprise: { since: "0.35" } },
  check(context) {
    const { reading } = context;
    if (isDataPlane(reading)) return;
    const manager = reading.assignment("admin_gui_session_conf");
    if (manager !== undefined) {
      checkSession(manager, leavesMachine(reading), context);
      checkReturn(manager, context);
    }
    const portal = reading.assignment("portal_session_conf");
    const portalHost = (reading.text("portal_gui_host") ?? "").replace(/:\d+$/, "");
    if (portal !== undefined && reading.isOn("portal"))
      checkSession(
        portal,
        !reading.isOpaque("portal_gui_host") && hostReach(portalHost) !== "loopback",
        context,
      );
  },
});

/** Whether people open Kong Manager from elsewhere: by its URL where there is one, else by what it listens on. */
function leavesMachine(reading: Reading): boolean {
  if (reading.isOpaque("admin_gui_url") || reading.isOpaque("admin_gui_listen")) return false;
  const urls = reading.list("admin_gui_url").filter((url) => url !== "");
  const hosts =
    urls.length > 0
      ? urls.map((url) => /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#]+)/i.exec(url)?.[1] ?? "localhost")
      : listenersOf(reading, "admin_gui_listen").map(({ host }) => host);
  return hosts.some((host) => hostReach(host) !== "loopback");
}

/** The cookie is Secure by default, and over plain HTTP a browser never returns such a cookie to another machine. */
function checkReturn(session: Assignment, { reading, release, report }: RuleContext): void {
  if (!reading.mayBeSet("admin_gui_auth") || reading.isOpaque("admin_gui_auth")) return;
  const isOpenId = reading.text("admin_gui_auth") === "openid-connect";
  if (isOpenId && compareVersions(release.version, "3.6") >= 0) return;
  const settings = jsonObject(session);
  const url = reading.assignment("admin_gui_url");
  if (settings === undefined || settings.cookie_secure === false) return;
  if (url === undefined || url.opaque !== undefined) return;
  const plain = valueItems(url).find(({ text }) => {
    const host = /^http:\/\/(\[[^\]]*\]|[^/:?#\s]+)/i.exec(text)?.[1];
    return host !== undefined && hostReach(host) !== "loopback";
  });
  if (plain === undefined) return;
  report({
    at: session,
    property: session.property,
    message: `\`cookie_secure\` is true${settings.cookie_secure === true ? "" : " by default"}, so over \`http://\` the browser never sends the session cookie, and nobody can log in. Serve Kong Manager with TLS and change \`admin_gui_url\` to \`https://\`; only for a test, add \`"cookie_secure":false\`.`,
    related: [{ span: plain.span, message: "Kong Manager is opened here." }],
    fixes: [displayOnlyFix("Serve Kong Manager with TLS")],
  });
}

function checkSession(assignment: Assignment, isRemote: boolean, { release, report }: RuleContext): void {
  if (assignment.opaque !== undefined) return;
  const { property, writtenValue: value } = assignment;
  const insecure = /"cookie_secure"\s*:\s*(false)\b/.exec(value);
  if (insecure !== null && isRemote) {
    const end = insecure.index + insecure[0].length;
    const at = valueSpan(assignment, end - "false".length, end);
    report({
      at,
      property,
      message:
        "With `cookie_secure` set to false, browsers also send the session cookie over plain HTTP, where others can read and use it. Serve the page with TLS, and use `true`.",
      fixes: [replaceFix("Change to `true`", "unsafe", at, "true")],
    });
  }
  const storage = /"storage"\s*:\s*"(cookie)"/.exec(value);
  if (storage !== null) {
    const end = storage.index + storage[0].length - 1;
    const at = valueSpan(assignment, end - "cookie".length, end);
    report({
      at,
      property,
      severity: "info",
      message:
        "Kong cannot end a session that is stored only in the cookie: a copy still works after logout. Use `kong`.",
      fixes: [replaceFix("Change to `kong`", "unsafe", at, "kong")],
    });
  }
  if (compareVersions(release.version, "3.2") < 0) return;
  for (const { 1: member = "", index } of value.matchAll(/"([a-z_]+)"\s*:/g)) {
    const successor = RENAMED[member];
    if (successor === undefined) continue;
    const at = valueSpan(assignment, index + 1, index + 1 + member.length);
    report({
      at,
      property,
      message: `\`${member}\` was renamed to \`${successor}\` in Kong Enterprise 3.2. Use the new name, and check that the value still means the same.`,
      fixes: [replaceFix(`Rename to \`${successor}\``, "unsafe", at, successor)],
    });
  }
}
