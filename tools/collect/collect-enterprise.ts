import type {
  CollectedFacts,
  CollectedListener,
  CollectedPrefix,
  CollectedProperty,
} from "../facts/collected-facts.ts";
import type { CollectedRelease, Provenance } from "./collected-release.ts";
import { type Decisions, decidedType, holdsIn, matches } from "./decisions.ts";
import { openrestyBumps, type PortalReference, portalPlugins, portalReference } from "./portal.ts";
import { byVersion, type SourceTree } from "./source-tree.ts";
import { valuesInText } from "./values-in-text.ts";

type SourcedProperty = CollectedProperty & { readonly sources: Provenance };

/** What one property of the reference is read with. */
interface Reading {
  readonly line: string;
  readonly base: CollectedFacts;
  readonly reference: PortalReference;
  readonly decisions: Decisions;
  readonly prefixes: readonly CollectedPrefix[];
  /** Takes one line for a person. */
  readonly undecided: (question: string) => void;
}

/**
 * Collects the facts of an Enterprise line from the developer portal. Enterprise's loader is not public: what its
 * open-source base knows is taken from there, the rest is inferred from the reference and marked so.
 * @param base the facts of the open-source release that the line is built on
 * @throws Error where the portal has no reference of the line
 */
export function collectEnterprise(
  portal: SourceTree,
  line: string,
  base: CollectedFacts,
  decisions: Decisions,
): CollectedRelease {
  const reference = portalReference(portal, line);
  const undecided: string[] = [];
  const prefixes = prefixesOf(base, line, decisions);
  const reading: Reading = {
    line,
    base,
    reference,
    decisions,
    prefixes,
    undecided: (question) => undecided.push(question),
  };
  const properties: Record<string, SourcedProperty> = {};
  for (const name of Object.keys(reference.params)) properties[name] = documentedProperty(reading, name);
  for (const [name, facts] of Object.entries(carriedProperties(portal, reading))) properties[name] ??= facts;
  for (const [name, property] of Object.entries(base.properties))
    if (properties[name] === undefined && !isDropped(name, line, decisions))
      properties[name] = {
        ...fromBase(property, base.version),
        fromOssBase: true,
        sources: baseSource(base),
      };
  for (const { name, facts, why, ...span } of decisions.elsewhere)
    if (holdsIn(span, line)) properties[name] ??= { ...facts, sources: { documented: why } };

  const plugins = portalPlugins(portal).filter(({ since }) => byVersion(since, line) <= 0);
  const sorted = Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    facts: {
      version: line,
      edition: "enterprise",
      source: portal.name,
      basedOnOss: base.version,
      ...nginxOf(portal, line, base),
      properties: sorted,
      dynamicPrefixes: prefixes,
      deprecatedPrefixes: base.deprecatedPrefixes ?? [],
      listenProperties: listenersOf(base, sorted),
      bundledPlugins: null,
      bundledPluginsOssBase: base.bundledPlugins ?? [],
      cataloguedPlugins: plugins.map(({ name }) => name).sort(),
      bundledVaults: base.bundledVaults ?? [],
      vaultsWithDocumentedProperties: documentedVaults(reading),
    },
    undecided,
  };
}

function documentedProperty(reading: Reading, name: string): SourcedProperty {
  const { base, reference, decisions, line, prefixes } = reading;
  const parameter = reference.params[name];
  const known = knownToLoader(base.properties[name]);
  const written = spelledLike(writtenDefault(parameter?.defaultValue ?? null), known?.default ?? null);
  const facts =
    known === undefined ? inferredFacts(reading, name, written) : sharedFacts(reading, name, known);
  const namespace = prefixes
    .map(({ prefix }) => prefix)
    .filter((prefix) => name.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  const decided = decisions.facts.filter((entry) => matches(entry.name, name) && holdsIn(entry, line));
  const more = decisions.moreItems.filter((entry) => entry.name === name && holdsIn(entry, line));
  const items = [...(facts.itemEnum ?? []), ...more.flatMap((entry) => entry.items)];
  return Object.assign(
    {
      ...facts,
      ...(items.length > 0 && { itemEnum: [...new Set(items)] }),
      ...defaultFacts(written, known),
      section: parameter?.sectionTitle ?? null,
      documented: true,
      hidden: false,
      ...(namespace !== undefined && { dynamicPrefix: namespace }),
      sources: { documented: `${reference.path} ${name}`, ...(known && { type: baseSource(base).base }) },
    },
    ...decided.map((entry) => entry.facts),
  );
}

/** A reference of `<pg_port>` names another property, whose value Kong uses; the property itself is unset. */
function defaultFacts(
  written: string | null,
  known: CollectedProperty | undefined,
): Pick<CollectedProperty, "default" | "defaultSource" | "documentedDefault"> {
  // Where Enterprise only repeats what the open-source reference says beside the loader, the loader is right.
  if (known?.documentedDefault !== undefined && written === (known.documentedDefault ?? null))
    return {
      default: known.default ?? null,
      defaultSource: "oss-loader",
      ...(written?.toLowerCase() !== known.default?.toLowerCase() && {
        documentedDefault: known.documentedDefault,
      }),
    };
  if (written !== null && /^<.*>$/.test(written))
    return { default: null, defaultSource: "reference", documentedDefault: written };
  return { default: written, defaultSource: "reference" };
}

/** The reference of the base lists a few names that its loader drops; of those nothing is known. */
function knownToLoader(property: CollectedProperty | undefined): CollectedProperty | undefined {
  const isKnown = property?.defaultSource === "loader" || property?.dynamicPrefix !== undefined;
  return isKnown ? property : undefined;
}

/** The reference gives lists item by item; where the items are those of the base, so is the spelling. */
function spelledLike(written: string | null, known: string | null): string | null {
  const items = (text: string | null) => text?.split(/\s*,\s*/).join(",");
  return items(written) === items(known) ? known : written;
}

function writtenDefault(text: string | null): string | null {
  const value = text?.trim() ?? "";
  return value === "" || value === '""' || value === "NONE" ? null : value;
}

/** What the base's loader knows, and a set that the reference widens. */
function sharedFacts(reading: Reading, name: string, known: CollectedProperty): CollectedProperty {
  const facts = fromBase(known, reading.base.version);
  const listed = valuesInText(reading.reference.params[name]?.description ?? "");
  const set = known.enum;
  if (set === undefined || listed === undefined || listed.values.every((value) => set.includes(value)))
    return facts;
  reading.undecided(
    `${name}: the reference lists ${listed.values.join(", ")}, the loader of Kong ${reading.base.version} ${set.join(", ")}`,
  );
  return {
    ...facts,
    enum: listed.values,
    enumSource: "reference text",
    inferred: true,
    ...(listed.deprecated !== undefined && { deprecated: { replacement: null, value: listed.deprecated } }),
  };
}

/** A property of the base without what the reference says anew. */
function fromBase(property: CollectedProperty, base: string): CollectedProperty {
  const {
    sources: _,
    documentedDefault: __,
    ...facts
  } = property as CollectedProperty & {
    readonly sources?: Provenance;
  };
  const source = property.typeSource === "implicit" ? `oss-implicit ${base}` : `oss-loader ${base}`;
  // A default that only the reference of the base has is none of its loader; Enterprise's loader is not known so well.
  return { ...facts, typeSource: source, defaultSource: "oss" };
}

function inferredFacts(reading: Reading, name: string, written: string | null): CollectedProperty {
  const twin = /^pg_ro_(.+)$/.exec(name)?.[1];
  if (twin !== undefined && reading.reference.params[`pg_${twin}`] !== undefined) {
    const like = inferredFacts(
      { ...reading, undecided: () => undefined },
      `pg_${twin}`,
      writtenDefault(reading.reference.params[`pg_${twin}`]?.defaultValue ?? null),
    );
    return { ...like, typeSource: `rule: same as pg_${twin}` };
  }
  const { decisions } = reading;
  const secret =
    decisions.sensitive.includes(name) ||
    (/(?:_password|_secret|_token|_cert_key|_secret_id|_access_key)$/.test(name) &&
      !decisions.notSensitive.includes(name));
  return {
    ...inferredType(reading, name, written),
    inferred: true,
    ...(secret && { sensitive: true, sensitiveInferred: true }),
  };
}

function inferredType(reading: Reading, name: string, written: string | null): CollectedProperty {
  switch (decidedType(reading.decisions, name)) {
    case "number":
      return { type: "number", typeSource: "rule: number by name" };
    case "switch":
      return { type: "boolean", typeSource: "rule: switch by name" };
    case "list":
      return { type: "array", typeSource: "rule: list by name" };
    case "json":
      return { type: "string", typeSource: "rule: JSON by name", format: "json" };
    case "log":
      return { type: "string", typeSource: "rule: log path" };
    case undefined:
      break;
  }
  const listed = valuesInText(reading.reference.params[name]?.description ?? "");
  const isSwitch = listed?.values.every((value) => /^(?:on|off|true|false)$/.test(value)) ?? true;
  if (listed !== undefined && !isSwitch)
    return {
      type: "string",
      typeSource: "rule: values listed in the text",
      enum: listed.values,
      enumSource: "reference text",
    };
  if (written === "on" || written === "off") return { type: "boolean", typeSource: "rule: on/off default" };
  if (written !== null && /^-?\d+(?:\.\d+)?$/.test(written))
    return { type: "number", typeSource: "rule: numeric default" };
  reading.undecided(`${name}: taken for text, for lack of another sign`);
  return { type: "string", typeSource: "rule: no other sign" };
}

/** Portal and Vitals left the package after 3.4 and stay usable for earlier buyers. */
function carriedProperties(portal: SourceTree, reading: Reading): Record<string, SourcedProperty> {
  const { from, beginning } = reading.decisions.carried;
  if (byVersion(reading.line, from) <= 0) return {};
  const reference = portalReference(portal, from);
  const earlier: Reading = { ...reading, reference, line: from, undecided: () => undefined };
  return Object.fromEntries(
    Object.keys(reference.params)
      .filter((name) => beginning.some((start) => name.startsWith(start)))
      .map((name) => {
        const { documented: _, ...facts } = documentedProperty(earlier, name);
        return [name, { ...facts, documented: false, carriedFrom: from }];
      }),
  );
}

function prefixesOf(base: CollectedFacts, line: string, decisions: Decisions): readonly CollectedPrefix[] {
  return [
    ...(base.dynamicPrefixes ?? []).filter(({ prefix }) => !isDropped(prefix, line, decisions)),
    ...decisions.prefixes
      .filter((entry) => holdsIn(entry, line))
      .map(({ prefix, injectsInto }) => ({ prefix, injectsInto, ignore: [], inferred: true })),
  ];
}

function isDropped(name: string, line: string, decisions: Decisions): boolean {
  return decisions.dropped.some((entry) => name.startsWith(entry.beginning) && holdsIn(entry, line));
}

/** The base's listeners, and names that end like one, which have the flags of an HTTP listener. */
function listenersOf(
  base: CollectedFacts,
  properties: Readonly<Record<string, CollectedProperty>>,
): Record<string, CollectedListener> {
  const known = base.listenProperties ?? {};
  const flags = known.proxy_listen?.flags ?? [];
  const more = Object.keys(properties).filter(
    (name) => name.endsWith("_listen") && known[name] === undefined,
  );
  return {
    ...known,
    ...Object.fromEntries(more.map((name) => [name, { subsystem: "http" as const, flags, inferred: true }])),
  };
}

/** The vaults that have properties of their own, `vault_<name>_…`, and the bundled ones. */
function documentedVaults({ reference, base, decisions, line }: Reading): string[] {
  const names = Object.keys(reference.params).flatMap((name) => {
    const rest = /^vault_(.+)$/.exec(name)?.[1];
    if (rest === undefined) return [];
    const long = decisions.vaults.find((vault) => rest.startsWith(`${vault}_`));
    return (long ?? rest.split("_")[0] ?? "").replaceAll("_", "-");
  });
  const more = decisions.moreVaults.filter((entry) => holdsIn(entry, line)).map(({ name }) => name);
  return [...new Set([...names, ...more, ...(base.bundledVaults ?? [])])].sort();
}

/** The nginx of the newest bump since the base, or that of the base. */
function nginxOf(portal: SourceTree, line: string, base: CollectedFacts): { nginx?: string } {
  const bump = [...openrestyBumps(portal)]
    .filter(([since]) => byVersion(since, line) <= 0 && byVersion(since, base.version) > 0)
    .sort(([a], [b]) => byVersion(a, b))
    .at(-1);
  const nginx = bump?.[1].split(".").slice(0, 3).join(".") ?? base.nginx;
  return nginx === undefined ? {} : { nginx };
}

function baseSource(base: CollectedFacts): { readonly base: string } {
  return { base: `Kong ${base.version}` };
}
