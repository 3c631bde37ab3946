import { memoizeObjectText } from "../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import type { NginxTable } from "../../../schemas/nginx/nginx-table.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { assignmentsNamed, isSetElsewhere } from "../support/assignments.ts";
import { renameFix } from "../support/fixes.ts";
import { injectedDirectives, tablesToInject } from "../support/nginx/injected-directives.ts";
import { laterNamespace } from "../support/nginx/later-namespace.ts";
import { quoted } from "../support/quoting.ts";

/** An editor asks again at every key; looking through all directives takes a millisecond. */
const nearest = memoizeObjectText((table: NginxTable, question: string) => {
  const [base = "", block = "", name = ""] = question.split(" ");
  return table.nearest(name, block, base);
});

/** Injected names that the nginx of the release does not know. */
export default defineRule({
  summary: "Unknown nginx directive",
  severity: "error",
  needs: "directives",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    const { unit, catalog, tables, report } = context;
    if (tables.nginx === undefined) return;
    // A module that is loaded brings directives that no table knows.
    if (assignmentsNamed(unit, "nginx_main_load_module").length > 0) return;
    for (const { assignment, at: place, isNamed, prefix, name, context: block } of injectedDirectives(
      context,
      tables.nginx,
    )) {
      if (block === undefined) continue;
      const start = place.end - name.length;
      const at =
        isNamed && sameLength(assignment.writtenName, assignment.property) ? { ...place, start } : place;
      const known = tables.nginx.directive(name, catalog.base);
      if (known?.built === true || isOfNewerNginx(tables.nginx, catalog, name)) continue;
      if (known !== undefined || tables.nginx.knownAnywhere(name)) {
        // With its module it would be refused as well, in a block that it is not for.
        const isElsewhere =
          known !== undefined && !known.contexts.includes(block) && !known.contexts.includes("*");
        report({
          at,
          property: assignment.property,
          ...(isElsewhere ? {} : { severity: "warning" as const }),
          message: `The nginx of ${describeRelease(catalog.release)} does not have the directive ${quoted(name)}, and refuses to start unless you use your own build. Remove it, or use a directive of this nginx.`,
        });
        continue;
      }
      const later = isNamed ? laterNamespace(assignment.property, prefix, catalog) : undefined;
      if (later !== undefined) {
        const comes = describeRelease(later.comes);
        report({
          at,
          property: assignment.property,
          message: `${describeRelease(catalog.release)} reads this as the directive ${quoted(name)}, which does not exist, so its nginx refuses to start. ${comes} is the first release with a namespace ${quoted(`${later.prefix}…`)}. Remove the line, or use that release.`,
        });
        continue;
      }
      const [near] = nearest(tables.nginx, `${catalog.base} ${block} ${name}`);
      // `nginx_proxy_buffer_size`: the namespace was taken for the beginning of the name.
      const whole = `${prefix.replace(/^nginx_/, "")}${name}`;
      const isWhole = tables.nginx.directive(whole, catalog.base)?.contexts.includes(block) === true;
      const meant = isWhole ? whole : near;
      const property = meant === undefined ? undefined : prefix + meant;
      report({
        at,
        property: assignment.property,
        message: `nginx has no directive ${quoted(name)}, so Kong's nginx refuses to start. ${meant === undefined ? "Remove the line." : `Did you mean ${quoted(isWhole && isNamed ? prefix + meant : meant)}?`}`,
        fixes:
          property === undefined || !isNamed || isSetElsewhere(unit, property, assignment)
            ? []
            : [renameFix(`Rename to ${quoted(property)}`, "unsafe", assignment, property)],
        dependsOnRelease: false,
      });
    }
  },
});

function sameLength(written: string, property: string): boolean {
  return written.length === property.length || written.length === property.length + "KONG_".length;
}

/** Enterprise lines after the last open-source one ship a newer nginx than that. */
function isOfNewerNginx(table: NginxTable, { nginx }: Catalog, name: string): boolean {
  const since = table.nginxSince(name);
  return since !== undefined && nginx !== undefined && compareVersions(since, nginx) <= 0;
}
