import { defineRule } from "../../findings/rule.ts";
import type { Mount } from "../../model/deployment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

const PLUGINS = "/usr/local/share/lua/5.1/kong/plugins";

/** Folders of the image that Kong cannot do without, with what is in them. */
const NEEDED: ReadonlyMap<string, string> = new Map([
  [PLUGINS, "every plugin that comes with Kong"],
  ["/usr/local/share/lua/5.1/kong", "the program of Kong"],
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
  summary: "A mount hides files of the image that Kong needs",
  severity: "warning",
  check({ unit, report }) {
    const { deployment } = unit;
    if (deployment?.imageFiles !== "stock") return;
    for (const mount of deployment.mounts?.items ?? []) {
      const hidden = NEEDED.get(mount.target);
      if (hidden === undefined || !hides(mount)) continue;
      report({
        at: mount.at,
        message: `This hides ${hidden} in ${quoted(mount.target)}: only what is mounted is found there.${mount.target === PLUGINS ? " Mount each plugin in a folder of its own below it, or name another folder in `lua_package_path`." : " Mount the files in a folder of their own."}`,
        fixes: [displayOnlyFix("Mount each plugin in a folder of its own")],
      });
    }
  },
});

/** Docker fills a new volume with what the image has at its place; a folder of the machine stays as it is. */
function hides({ kind }: Mount): boolean {
  return kind === "bind" || kind === "tmpfs";
}
