import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import { isSetElsewhere } from "../support/assignments.ts";
import { renameFix } from "../support/fixes.ts";
import { injectedDirectives, tablesToInject } from "../support/nginx/injected-directives.ts";
import { nginxHome } from "../support/nginx/nginx-home.ts";
import { quoted, quotedList } from "../support/quoting.ts";

/** Blocks of nginx as people name them. */
const BLOCKS: Readonly<Record<string, string>> = wordTable({
  main: "main",
  events: "events",
  http: "http",
  "http.server": "server",
  "http.location": "location",
  "http.upstream": "upstream",
  stream: "stream",
  "stream.server": "server (stream)",
  "stream.upstream": "upstream (stream)",
});

/** Directives that nginx does not take in the block into which their namespace goes. */
export default defineRule({
  summary: "Directive that is not allowed in the block it is injected into",
  severity: "error",
  needs: "directives",
  dependsOnRelease: true,
  tables: tablesToInject,
  check(context) {
    const { unit, catalog, tables, report } = context;
    if (tables.nginx === undefined) return;
    for (const { assignment, at, isNamed, prefix, name, context: block } of injectedDirectives(
      context,
      tables.nginx,
    )) {
      const known = block === undefined ? undefined : tables.nginx.directive(name, catalog.base);
      if (block === undefined || known === undefined || !known.built) continue;
      if (known.contexts.includes(block) || known.contexts.includes("*")) continue;
      const home = nginxHome(name, catalog, tables.nginx, block);
      const blocks = known.contexts.flatMap((each) => BLOCKS[each] ?? []);
      report({
        at,
        property: assignment.property,
        message: `${quoted(`${prefix}…`)} injects into the block ${quoted(BLOCKS[block] ?? block)}, where nginx does not allow ${quoted(name)} and refuses to start. ${home === undefined ? (blocks.length === 0 ? "Remove the line." : `It belongs in ${quotedList([...new Set(blocks)])}.`) : `Use ${quoted(home)}.`}`,
        fixes:
          home === undefined || !isNamed || isSetElsewhere(unit, home, assignment)
            ? []
            : [renameFix(`Rename to ${quoted(home)}`, "unsafe", assignment, home)],
      });
    }
  },
});
