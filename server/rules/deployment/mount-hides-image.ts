import { defineRule } from "../../findings/rule.ts";
import type { Mount } from "../../model/deployment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

const PLUGINS = "/usr/local/share/lua/5.1/kong/plugins";

/** Folders of the image that Kong cannot do without, with what is in them. */
const NEEDED: ReadonlyMap<string, string> = new Map([
  [PLUGINS, "all bundled plugins of Kong"],
  ["/usr/local/share/lua/5.1/kong", "Kong itself"],
  ["/usr/local/share/lua/5.1", "Kong and its libraries"],
  ["/usr/local/share/lua", "Kong and its libraries"],
  ["/usr/local/lib/lua/5.1", "libraries of Kong"],
  ["/usr/local/lib/lua", "libraries of Kong"],
  ["/usr/local/openresty", "nginx"],
  ["/usr/local/bin", "the command `kong`"],
  ["/usr/local", "Kong and nginx"],
]);

/** A mount over a folder of the image that Kong needs. */
export default defineRule({
  summary: "Mount that hides files that Kong needs",
  severity: "warning",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    if (deployment?.imageFiles !== "stock") return;
    for (const mount of deployment.mounts?.items ?? []) {
      const hidden = NEEDED.get(mount.target);
      if (hidden === undefined || !hides(mount)) continue;
      report({
        at: mount.at,
        message: `This mount hides ${hidden} in ${quoted(mount.target)}: the container finds only the mounted files there.${mount.target === PLUGINS ? " Mount each plugin in its own folder below it, or add another folder to `lua_package_path`." : " Mount the files in a separate folder."}`,
        fixes: [displayOnlyFix("Mount each plugin in its own folder")],
      });
    }
  },
});

/** Docker fills a new volume with what the image has at its place; a folder of the machine stays as it is. */
function hides({ kind }: Mount): boolean {
  return kind === "bind" || kind === "tmpfs";
}
