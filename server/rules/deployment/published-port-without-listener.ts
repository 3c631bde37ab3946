import type { Catalog } from "../../../schemas/catalog.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { PublishedPort } from "../../model/deployment.ts";
import { listenerPort } from "../support/deployment/port-fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { addressText, listenTexts, speaksTls } from "../support/listen/listen-text.ts";
import {
  certainListeners,
  isServed,
  isSurelyFree,
  propertyOfPort,
  publishedListeners,
} from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A port of the container that is published, and on which nothing in Kong listens. */
export default defineRule({
  summary: "Published port without a listener in Kong",
  severity: "warning",
  needs: "deployment",
  serving: true,
  check(context) {
    const { unit, reading, catalog, report } = context;
    for (const { port, number, listeners } of publishedListeners(unit, reading, catalog)) {
      if (listeners.length > 0 || !isSurelyFree(number, unit, reading, catalog)) continue;
      const property = propertyOfPort(number, catalog);
      report({
        at: port.at,
        ...(property === undefined ? {} : { property }),
        message: messageOf(number, property, context),
        fixes: fixesOf(port, number, property, context),
        related: relatedOf(property, context),
      });
    }
  },
});

function messageOf(port: number, property: string | undefined, { reading }: RuleContext): string {
  const says = `Port ${port} of the container is published, but Kong does not listen on it, so connections fail.`;
  if (property === undefined) return `${says} Publish a port on which Kong listens.`;
  const role = reading.text("role");
  if (!isServed(property, role))
    return `${says} A node with \`role = ${role}\` opens no listener of ${quoted(property)}. Do not publish it.`;
  return reading.isWritten(property)
    ? `${says} ${quoted(property)} replaces the default, which has this port. Add the port to ${quoted(property)}, or do not publish it.`
    : `${says} Set ${quoted(property)}, or do not publish the port.`;
}

/**
 * The listener that was meant: the one with the port of the host, else the only one of the property whose default has the port, with TLS as
 * there. A port that is published already is not meant.
 */
function fixesOf(
  port: PublishedPort,
  number: number,
  property: string | undefined,
  { unit, reading, catalog }: RuleContext,
): readonly Fix[] {
  const published = new Set(unit.deployment?.ports.map(({ containerPort }) => containerPort));
  const open = (certainListeners(unit, reading, catalog) ?? []).filter(
    (listener) =>
      listener.port !== undefined &&
      !listener.flags.has("udp") &&
      !published.has(listener.port) &&
      hostReach(listener.host) !== "loopback",
  );
  const isTls = isTlsByDefault(number, property, catalog);
  const own = open.filter((each) => each.property === property && each.ssl === isTls);
  const meant = open.find((each) => each.port === port.hostPort) ?? (own.length === 1 ? own[0] : undefined);
  return meant?.port === undefined ? [] : listenerPort(unit, port, meant.port);
}

/** Whether the default of a property speaks TLS on a port; undefined where there is no such default. */
function isTlsByDefault(port: number, property: string | undefined, catalog: Catalog): boolean | undefined {
  const text = property === undefined ? undefined : catalog.property(property)?.default;
  const entry = listenTexts(text ?? "").find((each) => addressText(each).endsWith(`:${port}`));
  return entry === undefined ? undefined : speaksTls(entry);
}

/** What keeps Kong from the port: the role of the node, or the setting that replaces the default. */
function relatedOf(property: string | undefined, { reading }: RuleContext) {
  if (property === undefined) return [];
  const isRole = !isServed(property, reading.text("role"));
  const assignment = reading.assignment(isRole ? "role" : property);
  if (assignment === undefined) return [];
  const message = isRole ? "The role of the node." : "This setting replaces the default.";
  return [{ span: assignment.span, message }];
}
