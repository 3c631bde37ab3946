import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Placed } from "../../model/deployment.ts";
import { replaceFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { certainListeners, isSurelyFree } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** `https://127.0.0.1:8444`, in its parts. */
const LOOPBACK_URL = /^(https?):\/\/(?:127(?:\.\d+){3}|localhost|\[::1\])(?::(\d{1,5}))?\/?$/i;

/** The address at which a controller in the same pod looks for the Admin API, and does not find it. */
export default defineRule({
  summary: "Ingress controller that looks for the Admin API where Kong does not listen",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { unit, reading, catalog } = context;
    const urls = unit.deployment?.adminUrls ?? [];
    // What completes the container may set the listener.
    if (urls.length === 0 || (unit.absence.kind === "open" && !reading.isWritten("admin_listen"))) return;
    const listeners = certainListeners(unit, reading, catalog);
    if (listeners === undefined) return;
    for (const url of urls) checkUrl(url, listeners, context);
  },
});

function checkUrl(url: Placed<string>, listeners: readonly Listener[], context: RuleContext): void {
  const [whole, scheme = "", digits] = LOOPBACK_URL.exec(url.value) ?? [];
  if (whole === undefined) return;
  const isTls = scheme.toLowerCase() === "https";
  const port = Number(digits ?? (isTls ? 443 : 80));
  const here = listeners.filter((listener) => listener.port === port && !listener.flags.has("udp"));
  // The pod has the address of a listener that is bound to none of its own.
  if (here.some(({ host }) => !/^(?:any|loopback)$/.test(hostReach(host)))) return;
  if (context.reading.text("role") === "data_plane") {
    reportDataPlane(url, context);
    return;
  }
  const fault = faultOf(port, isTls, here, context);
  if (fault === undefined) return;
  const admin = listeners.filter(({ property }) => property === "admin_listen");
  const meant = admin.find(({ ssl }) => ssl === isTls) ?? admin[0];
  const better = meant?.port === undefined ? undefined : urlOf(meant, url.value);
  context.report({
    at: url.at,
    property: "admin_listen",
    message: `${fault}, so the controller cannot configure Kong. ${better === undefined ? "Set `admin_listen`." : `Use ${quoted(better)}.`}`,
    related: meant?.source === undefined ? [] : [{ span: meant.source.span, message: "The Admin API." }],
    fixes: better === undefined ? [] : fixesOf(url, better, context),
  });
}

/** Whatever its settings say. */
function reportDataPlane({ at }: Placed<string>, { reading, report }: RuleContext): void {
  const role = reading.assignment("role");
  report({
    at,
    property: "role",
    message:
      "Kong opens no Admin API with `role = data_plane`, so the controller cannot configure it. Remove the controller from this pod: the control plane configures Kong.",
    related: role === undefined ? [] : [{ span: role.span, message: "The role." }],
  });
}

/** Why the Admin API does not answer at a port; undefined where it does, and where that is not certain. */
function faultOf(
  port: number,
  isTls: boolean,
  here: readonly Listener[],
  { unit, reading, catalog }: RuleContext,
): string | undefined {
  const [first] = here;
  if (first === undefined)
    return isSurelyFree(port, unit, reading, catalog)
      ? `Kong does not listen on port ${port} here`
      : undefined;
  const admin = here.filter(({ property }) => property === "admin_listen");
  const [own] = admin;
  if (own === undefined) return `Port ${port} is one of ${quoted(first.property)}, and not of the Admin API`;
  if (admin.some(({ ssl }) => ssl === isTls)) return undefined;
  return `The Admin API listens on ${quoted(own.text)}, ${own.ssl ? "with" : "without"} TLS`;
}

/** The address of a listener, with the host that is written already. */
function urlOf({ ssl, port }: Listener, written: string): string {
  const host = /^https?:\/\/(\[[^\]]*\]|[^:/]+)/i.exec(written)?.[1] ?? "127.0.0.1";
  return `${ssl ? "https" : "http"}://${host}:${port}`;
}

function fixesOf({ value, at }: Placed<string>, better: string, { unit }: RuleContext) {
  const { path, text } = unit.document;
  const isPlain = at.source === path && text.slice(at.start, at.end) === value;
  return isPlain ? [replaceFix(`Change to ${quoted(better)}`, "unsafe", at, better)] : [];
}
