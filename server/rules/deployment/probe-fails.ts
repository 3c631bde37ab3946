import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Probe } from "../../model/deployment.ts";
import { type ProbeRequest, probeRequest } from "../support/deployment/probe-request.ts";
import { flagOf, processKind } from "../support/deployment/process-kind.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { certainListeners, isSurelyFree } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A health check or a probe that no healthy Kong passes. */
export default defineRule({
  summary: "Health check that Kong does not answer",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { unit, reading, catalog } = context;
    const { deployment } = unit;
    if (deployment?.probes === undefined || deployment.probes.items.length === 0) return;
    if (processKind(deployment) !== "start") return;
    const self = deployment.neighbors?.items.find(({ kong }) => kong?.unit === unit.id);
    const names = self?.hosts ?? new Set<string>([]);
    const listeners = certainListeners(unit, reading, catalog);
    for (const probe of deployment.probes.items) {
      const request = probeRequest(probe, names);
      if (request !== undefined && listeners !== undefined) reportRequest(context, probe, request, listeners);
      else reportPrefix(context, probe);
    }
  },
});

function reportRequest(
  { unit, reading, catalog, report }: RuleContext,
  { at, role }: Probe,
  { scheme, isInside, port, path }: ProbeRequest,
  listeners: readonly Listener[],
): void {
  const what = role === "health" ? "This health check" : `This ${role} probe`;
  const asked = listeners.filter(
    (listener) => listener.port === port && (isInside || hostReach(listener.host) !== "loopback"),
  );
  const [first] = asked;
  if (first === undefined) {
    if (!isSurelyFree(port, unit, reading, catalog)) return;
    const isLoopback = listeners.some((listener) => listener.port === port);
    report({
      at,
      message: isLoopback
        ? `${what} uses port ${port}, where Kong listens only on the loopback address, so it always fails. Bind \`0.0.0.0\` there.`
        : `${what} uses port ${port}, on which Kong does not listen, so it always fails. Use a port on which Kong listens.`,
    });
    return;
  }
  if (!asked.some(({ ssl }) => ssl === (scheme === "https"))) {
    report({
      at,
      property: first.property,
      message: `${what} uses \`${scheme}\`, but the listener of port ${port} is ${quoted(first.text)}, ${first.ssl ? "with" : "without"} TLS, so it always fails. Use \`${first.ssl ? "https" : "http"}\`.`,
    });
  } else if (
    /^\/status(?:\/ready)?\/?$/.test(path) &&
    asked.every(({ property }) => property.startsWith("proxy_listen"))
  )
    report({
      at,
      severity: "info",
      property: first.property,
      message: `${what} requests ${quoted(path)} from the proxy, but this path belongs to the Status API and the Admin API: without a route for it, the proxy answers 404. Set \`status_listen\`, and use its port.`,
    });
}

/** `kong health` looks into the prefix that it is told, or that the environment says. */
function reportPrefix({ unit, reading, report }: RuleContext, { test, at }: Probe): void {
  const { deployment } = unit;
  if (test.kind !== "command" || deployment === undefined || reading.isOpaque("prefix")) return;
  const line = test.words.join(" ");
  if (!/^(?:\S*\/)?kong health(?: |$)/.test(line)) return;
  const assignment = reading.assignment("prefix");
  const common = assignment?.channel === "environment" ? assignment.writtenValue : "/usr/local/kong";
  const started = flagOf(deployment.command?.value ?? [], "-p", "--prefix") ?? common;
  const asked = flagOf(test.words, "-p", "--prefix") ?? common;
  if (!started.startsWith("/") || started.replace(/\/+$/, "") === asked.replace(/\/+$/, "")) return;
  report({
    at,
    severity: "info",
    property: "prefix",
    message: `\`kong health\` looks in the prefix ${quoted(asked)}, but Kong runs in ${quoted(started)}, so the container is always unhealthy. Set \`KONG_PREFIX\`, which both read.`,
  });
}
