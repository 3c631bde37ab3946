import { inRange, type VersionRange } from "../../../schemas/release.ts";
import { hasNumbers, isTable } from "../lua/lua-value.ts";
import { absolutePath } from "./absolute-path.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** A path that Kong makes absolute without asking whether it is set. */
function requiredPath(property: string, range: VersionRange, unless?: string): CrossCheck {
  return {
    range,
    reads: [property],
    always: true,
    run(context) {
      const path = context.text(property);
      if (context.unset(property)) context.refuse({ check: "unset", property, crash: true });
      else if (path !== undefined && path !== unless)
        context.rewrite(property, absolutePath(path, context.model.base));
    },
  };
}

/** A certificate and its key become absolute together; from 3.1 on only those that exist, the others being PEM text. */
function pairOfPaths(prefix: string, since: string): CrossCheck {
  const names = [`${prefix}_cert`, `${prefix}_cert_key`];
  return {
    range: { since },
    reads: names,
    run(context) {
      if (names.every((name) => context.value(name) !== undefined))
        for (const name of names) makeAbsolute(context, name);
    },
  };
}

function optionalPaths(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    always: true,
    run: (context) => makeAbsolute(context, property),
  };
}

function makeAbsolute(context: CheckContext, property: string): void {
  const value = context.value(property);
  if (hasNumbers(value)) context.refuse({ check: "numeric-path", property, crash: true });
  const always = inRange(context.model.base, { before: "3.1" });
  const absolute = (path: string) =>
    always || context.exists(path) ? absolutePath(path, context.model.base) : path;
  if (typeof value === "string") context.rewrite(property, absolute(value));
  else if (isTable(value)) context.rewrite(property, (context.list(property) ?? []).map(absolute));
}

const prefix = (range: VersionRange) => requiredPath("prefix", range);

/** Kong 3.4 on works out the prefix before it looks at users and listeners. */
export const earlyPathChecks: readonly CrossCheck[] = [prefix({ since: "3.4" })];

/** Paths that become absolute when everything is right. */
export const pathChecks: readonly CrossCheck[] = [
  prefix({ before: "3.4" }),
  requiredPath("go_pluginserver_exe", { since: "2.0", before: "2.3" }),
  requiredPath("go_plugins_dir", { since: "2.0", before: "2.3" }, "off"),
  pairOfPaths("ssl", "0.9"),
  pairOfPaths("admin_ssl", "0.10"),
  pairOfPaths("client_ssl", "0.10.3"),
  pairOfPaths("cluster", "2.0"),
  pairOfPaths("status_ssl", "2.3"),
  pairOfPaths("admin_gui_ssl", "3.4"),
  optionalPaths("cluster_ca_cert", "2.1"),
  optionalPaths("lua_ssl_trusted_certificate", "2.0"),
];
