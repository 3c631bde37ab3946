import type { CrossCheck } from "./cross-check.ts";

/** From 2.1 on the ports that `port_maps` names, whatever is written for it. */
const hostPorts: CrossCheck = {
  range: { since: "2.1" },
  reads: ["port_maps"],
  always: true,
  run(context) {
    context.derive("host_ports", [], "port_maps");
  },
};

/** Kong 0.9.0–0.9.6 forget the list once they have it among the plugins. */
const customPlugins: CrossCheck = {
  range: { before: "0.9.7" },
  reads: ["custom_plugins"],
  always: true,
  run(context) {
    context.derive("custom_plugins", undefined, "custom_plugins");
  },
};

/** An empty path, rather than none, keeps the path that is compiled in away. */
const nativeModules: CrossCheck = {
  range: {},
  reads: ["lua_package_cpath"],
  always: true,
  run(context) {
    if (context.value("lua_package_cpath") === undefined) context.rewrite("lua_package_cpath", "");
  },
};

/** Values that Kong replaces by its own. */
export const substitutionChecks: readonly CrossCheck[] = [hostPorts, customPlugins, nativeModules];
