import type { Catalog } from "../../../schemas/catalog.ts";
import { catalogFor, knownReleases } from "../../../schemas/catalog.ts";
import { compareVersions, describeRelease, type Release } from "../../../schemas/release.ts";
import { misspeltProperty } from "../../../schemas/suggest/misspelt-property.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSetElsewhere } from "../support/assignments.ts";
import { isKongEnvDump } from "../support/documents.ts";
import { writtenKeys } from "../support/names.ts";
import { tablesToInject } from "../support/nginx/injected-directives.ts";
import { nginxHome } from "../support/nginx/nginx-home.ts";
import { quoted } from "../support/quoting.ts";

/** Names that look like an injected directive and go nowhere: Kong drops them like any unknown name. */
export default defineRule({
  summary: "Unknown nginx injection prefix, so that Kong ignores the line",
  severity: "error",
  needs: ["nginx_*"],
  layer: "policy",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    if (isKongEnvDump(context.unit)) return;
    for (const { assignment, status } of writtenKeys(context, "nginx-namespace")) {
      const { property } = assignment;
      const comes = firstWith(`nginx_${status.namespace}_`, context.catalog);
      const home = homeOf(property, status.directive, context);
      // Some properties only look like a directive, such as `nginx_worker_processes`.
      const meant = home === undefined ? misspeltProperty(context.catalog, property) : undefined;
      const name = home ?? meant;
      context.report({
        at: assignment.nameSpan,
        property,
        message: `${describeRelease(context.catalog.release)} does not inject ${quoted(`nginx_${status.namespace}_…`)} and silently ignores this line${comes === undefined ? "" : ` (supported since ${describeRelease(comes)})`}. ${advice(home, meant)}`,
        fixes: name === undefined ? [] : rename(assignment, name, context),
        ...(comes === undefined ? { dependsOnRelease: false } : {}),
      });
    }
    reportIgnored(context);
  },
});

/** Names inside a namespace that Kong leaves out on purpose, because it has a property of its own for them. */
function reportIgnored({ unit, catalog, report }: RuleContext): void {
  for (const assignment of unit.assignments) {
    const { property } = assignment;
    if (!property.startsWith("nginx_") || assignment.section !== undefined) continue;
    const namespace = catalog.dynamicPrefixOf(property);
    const name = property.slice(namespace?.prefix.length ?? 0);
    if (namespace?.ignore.includes(name) !== true || catalog.property(property) !== undefined) continue;
    // A property of that name writes the directive, and reads what is set here.
    if (catalog.property(name)?.directives?.includes(property) === true) continue;
    report({
      at: assignment.nameSpan,
      property,
      message: `${describeRelease(catalog.release)} does not inject ${quoted(name)}, so this line has no effect. Use ${quoted(name.startsWith("upstream_keepalive") ? "upstream_keepalive_pool_size" : name)} and the related properties instead.`,
    });
  }
}

/** The first release of the edition in which names with a prefix are injected, where it is a later one. */
function firstWith(prefix: string, { release }: Catalog): Release | undefined {
  return knownReleases(release.edition).find(
    (each) =>
      compareVersions(each.version, release.version) > 0 &&
      catalogFor(each).dynamicPrefixes.some((namespace) => namespace.prefix === prefix),
  );
}

function homeOf(property: string, directive: string, { catalog, tables }: RuleContext): string | undefined {
  if (tables.nginx === undefined) return undefined;
  const whole = property.slice("nginx_".length);
  return nginxHome(directive, catalog, tables.nginx) ?? nginxHome(whole, catalog, tables.nginx);
}

function advice(home: string | undefined, meant: string | undefined): string {
  if (meant !== undefined) return `Did you mean ${quoted(meant)}?`;
  return home === undefined
    ? "Remove it, or use a namespace of this release."
    : `In this release, use ${quoted(home)}.`;
}

function rename(assignment: Assignment, home: string, { unit }: RuleContext) {
  if (isSetElsewhere(unit, home, assignment)) return [];
  return [
    {
      title: `Rename to ${quoted(home)}`,
      applicability: "unsafe" as const,
      edits: [{ kind: "rename" as const, assignment, property: home }],
    },
  ];
}
