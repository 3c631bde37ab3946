import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";
import { mentionsVault } from "../support/vaults.ts";

/** Where Kong Manager finds the Admin API: the names of today and of before 3.4. */
const API_ADDRESSES = ["admin_gui_api_url", "admin_api_uri"];
/** A scheme without a host: `https://`, `http://:8001`, `https:///api`. */
const NO_HOST = /^https?:\/\/(?=[:/?#]|$)/i;
const HTTP_HOST = /^http:\/\/(\[[^\]]*\]|[^/:?#\s]+)/i;
/** The ports on which the Admin API listens by default. */
const ADMIN_PORT = /^https?:\/\/(?:\[[^\]]*\]|[^/:?#\s]+):(8001|8444)(?:[/?#]|$)/i;

/** Addresses at which the browser does not find the Admin API. */
export default defineRule({
  summary: "API address that Kong Manager or the Dev Portal cannot use",
  severity: "warning",
  needs: [...API_ADDRESSES, "portal_api_url"],
  serving: true,
  layer: "value",
  releases: { enterprise: { since: "0.32" }, oss: { since: "3.4" } },
  check(context) {
    const { reading, catalog } = context;
    if (isDataPlane(reading)) return;
    for (const property of API_ADDRESSES) {
      const api = reading.assignment(property);
      if (api === undefined || catalog.property(property) === undefined) continue;
      if (api.opaque !== undefined || mentionsVault(api.writtenValue)) continue;
      if (NO_HOST.test(api.writtenValue)) reportNoHost(api, context);
      else reportMixed(api, context);
    }
    reportPortal(context);
  },
});

function reportNoHost(api: Assignment, { report }: RuleContext): void {
  report({
    at: api,
    property: api.property,
    message: `${quoted(api.property)} has no host, so Kong Manager cannot call the Admin API and its pages stay empty. Use the full URL at which browsers reach the Admin API, such as \`https://admin.example.com:8444\`.`,
    fixes: [displayOnlyFix("Change to the full URL of the Admin API")],
  });
}

/** Browsers block `http` calls of an `https` page, except to this machine. */
function reportMixed(api: Assignment, { reading, report }: RuleContext): void {
  const host = HTTP_HOST.exec(api.writtenValue)?.[1];
  if (host === undefined || hostReach(host) === "loopback") return;
  const manager = reading.assignment("admin_gui_url");
  if (manager === undefined || manager.opaque !== undefined) return;
  const secure = valueItems(manager).find(({ text }) => /^https:\/\//i.test(text));
  if (secure === undefined) return;
  report({
    at: api,
    property: api.property,
    message: `Kong Manager is opened with \`https\`, and browsers block the \`http\` calls of such a page: it stays empty. Serve the Admin API with TLS, and use \`https://\` here.`,
    related: [{ span: secure.span, message: "Kong Manager is opened here." }],
    fixes: [setFix("Change to `https://`", "unsafe", api, api.writtenValue.replace(/^http:/i, "https:"))],
  });
}

/** The API of the Dev Portal has ports of its own. */
function reportPortal({ reading, catalog, report }: RuleContext): void {
  const property = "portal_api_url";
  const assignment = reading.assignment(property);
  if (assignment === undefined || assignment.opaque !== undefined) return;
  const port = ADMIN_PORT.exec(assignment.writtenValue)?.[1];
  if (port === undefined || catalog.property(property) === undefined) return;
  report({
    at: assignment,
    property,
    severity: "info",
    message: `Port ${quoted(port)} is the default of the Admin API, but the Dev Portal calls its own API, on port \`8004\` or \`8447\` by default. Use the address of that API, unless your Dev Portal API listens here.`,
  });
}
