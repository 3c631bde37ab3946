import { type Catalog, catalogFor } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** Defaults whose change opens, closes or weakens something, or that clients notice. */
const GRAVE =
  /(?:_listen$|_ssl_verify$|_certificate_verify$|^ssl_|^lua_ssl_|^untrusted_lua$|^headers$|^worker_consistency$|^vitals$|^nginx_user$|^plugins$)/;

/** A property that is new, and whose default is not what Kong did before it. */
interface Arrival {
  readonly property: string;
  /** What Kong does with the default and did not do before. */
  readonly effect: string;
  /** The value under which Kong does as before. */
  readonly asBefore: string;
  readonly severity: "warning" | "info";
}

/** From Kong's change log and the defaults of the releases in which they came. */
const ARRIVALS: readonly Arrival[] = [
  {
    property: "admin_gui_listen",
    effect: "opens Kong Manager on every interface",
    asBefore: "off",
    severity: "warning",
  },
  {
    property: "status_listen",
    effect: "opens the Status API",
    asBefore: "off",
    severity: "warning",
  },
  {
    property: "untrusted_lua",
    effect: "runs the Lua code of serverless plugins in a sandbox",
    asBefore: "on",
    severity: "warning",
  },
  {
    property: "router_flavor",
    effect: "matches routes with a new router",
    asBefore: "traditional",
    severity: "warning",
  },
  {
    property: "allow_debug_header",
    effect: "no longer answers the request header `Kong-Debug` with the names of route and service",
    asBefore: "on",
    severity: "info",
  },
  {
    property: "headers_upstream",
    effect: "sends upstreams the header `X-Kong-Request-Id`",
    asBefore: "off",
    severity: "info",
  },
];

/** Properties that the file does not set, and whose default the upgrade changes. */
export default defineRule({
  summary: "Default value that changes with the upgrade",
  severity: "info",
  needs: "upgrade",
  check(context) {
    const { reading, catalog, from, release, report } = context;
    if (from === undefined) return;
    const before = catalogFor(from);
    for (const arrival of ARRIVALS) reportArrival(arrival, before, context);
    const renamed = new Set(
      context.unit.assignments.map(({ property }) => before.property(property)?.deprecated?.replacement),
    );
    for (const property of catalog.properties.values()) {
      const { name } = property;
      const old = before.property(name);
      if (old === undefined || !property.documented || !old.documented) continue;
      const then = defaultOf(old, before);
      if (
        reading.isWritten(name) ||
        renamed.has(name) ||
        isInert(name, context) ||
        plain(then) === plain(property.default)
      )
        continue;
      report({
        at: reading.unit.anchor,
        property: name,
        severity: GRAVE.test(name) ? "warning" : "info",
        message: `\`${name}\` is not set here, and its default changes from ${shown(then)} in ${describeRelease(before.release)} to ${shown(property.default)} in ${describeRelease(release)}. Set it (here or in the environment) to keep the old value.`,
        fixes: pin(then, property),
      });
    }
  },
});

function reportArrival(arrival: Arrival, before: Catalog, context: RuleContext): void {
  const { property: name, effect, asBefore, severity } = arrival;
  const { reading, catalog, release, report } = context;
  const property = catalog.property(name);
  if (property === undefined || before.property(name) !== undefined || reading.isWritten(name)) return;
  if (plain(property.default) === "" || property.default === asBefore || isInert(name, context)) return;
  report({
    at: reading.unit.anchor,
    property: name,
    severity,
    message: `\`${name}\` is new and not set here: with its default ${shown(property.default)}, ${describeRelease(release)} ${effect}. Set it to \`${asBefore}\` (here or in the environment) to keep the behavior of ${describeRelease(before.release)}.`,
    fixes: pin(asBefore, property),
  });
}

/** Settings of a datastore or a role that this node does not have. */
function isInert(name: string, { reading }: RuleContext): boolean {
  const database = reading.text("database");
  if (name.startsWith("cassandra_")) return database !== "cassandra";
  if (name.startsWith("pg_")) return database !== undefined && database !== "postgres";
  if (name.startsWith("cluster_")) return (reading.text("role") ?? "traditional") === "traditional";
  if (name.startsWith("portal_")) return reading.text("portal") !== "on";
  return name.startsWith("wasm_") && reading.text("wasm") !== "on";
}

/** Kong 0.12 and before kept the address of the TLS port apart; together both are what a listener says today. */
function defaultOf({ name, default: value }: Property, catalog: Catalog): string | null {
  const tls = catalog.property(`${name}_ssl`)?.default;
  return value === null || tls == null || !name.endsWith("_listen") ? value : `${value}, ${tls} ssl`;
}

/** Notation does not count: blanks in lists, capitals, the words for nothing. */
function plain(value: string | null): string {
  const text = (value ?? "")
    .replace(/\s*,\s*/g, ",")
    .trim()
    .toLowerCase();
  return text === "none" || text === "nil" ? "" : text;
}

function shown(value: string | null): string {
  return plain(value) === "" ? "no value" : quoted(value ?? "");
}

function pin(value: string | null, property: Property): readonly Fix[] {
  if (value === null || plain(value) === "") return [];
  if (property.enum !== undefined && !property.enum.includes(value)) return [];
  // Another rule advises against such a value, so that the two fixes would undo each other.
  if (property.deprecatedValues?.includes(value))
    return [displayOnlyFix(`Set ${quoted(`${property.name} = ${value}`)} to keep the old value`)];
  return [
    {
      title: `Set ${quoted(`${property.name} = ${value}`)} to keep the old value`,
      applicability: "unsafe",
      edits: [{ kind: "insert", property: property.name, value, after: undefined }],
    },
  ];
}
