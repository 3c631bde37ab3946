import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** What Kong writes into its prefix at each start. */
const GENERATED = /^(?:nginx\.conf|nginx-[\w-]+\.conf|\.kong_env)$/;

/** A file that is copied or mounted where Kong writes one of its own. */
export default defineRule({
  summary: "File at a path where Kong writes its own",
  severity: "warning",
  needs: "deployment",
  check(context) {
    const { deployment } = context.unit;
    for (const { kind, text, at } of deployment?.steps ?? [])
      if (kind === "copy") reportAt(context, text, at);
    for (const { kind, target, at } of deployment?.mounts?.items ?? [])
      if (kind === "bind" || kind === "file") reportAt(context, target, at);
  },
});

function reportAt({ reading, report }: RuleContext, path: string, at: Location): void {
  const prefix = (reading.text("prefix") ?? "/usr/local/kong").replace(/\/+$/, "");
  const name = path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : "";
  if (!GENERATED.test(name)) return;
  report({
    at,
    message: `Kong writes ${quoted(path)} at every start and overwrites this file. Inject directives with \`nginx_…\` properties, or pass \`kong start\` a template with \`--nginx-conf\`.`,
    fixes: [displayOnlyFix("Inject directives with `nginx_…` properties")],
  });
}
