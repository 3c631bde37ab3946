import { parse } from "yaml";
import type { SourceTree } from "./source-tree.ts";
import { byVersion } from "./source-tree.ts";

/** The portal's reference of one Enterprise line, as it publishes it. */
export interface PortalReference {
  readonly params: Readonly<Record<string, PortalParameter>>;
  /** The file it stands in. */
  readonly path: string;
}

interface PortalParameter {
  readonly defaultValue: string | null;
  readonly description: string;
  readonly sectionTitle: string;
}

/** A plugin as the portal's hub describes it. */
export interface PortalPlugin {
  readonly name: string;
  /** The first line that has it. */
  readonly since: string;
  readonly isEnterprise: boolean;
}

const FOLDER = "app/_data/kong-conf";

/** The lines whose reference the portal has, in the order of the numbers. */
export function portalLines(tree: SourceTree): readonly string[] {
  return tree
    .list(FOLDER)
    .flatMap((path) => /\/(\d+\.\d+)\.json$/.exec(path)?.[1] ?? [])
    .sort(byVersion);
}

/** @throws Error where the file is missing or has another form than the portal's tool writes */
export function portalReference(tree: SourceTree, line: string): PortalReference {
  const path = `${FOLDER}/${line}.json`;
  const text = tree.read(path);
  if (text === undefined) throw new Error(`${tree.name} has no ${path}`);
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || !isRecord(value.params)) throw new Error(`${path} has no "params"`);
  const params = Object.entries(value.params).map(([name, parameter]): [string, PortalParameter] => {
    const { defaultValue, description, sectionTitle } = isRecord(parameter) ? parameter : {};
    if (typeof sectionTitle !== "string" || typeof description !== "string")
      throw new Error(`${path}: ${name} has no section or no description`);
    return [name, { defaultValue: valueText(defaultValue), description, sectionTitle }];
  });
  return { params: Object.fromEntries(params), path };
}

/** The reference writes a list item by item. */
function valueText(value: unknown): string | null {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : null;
}

/** The vendor's own plugins, by name. Those of other makers are no part of the package. */
export function portalPlugins(tree: SourceTree): readonly PortalPlugin[] {
  return tree.list("app/_kong_plugins").flatMap((path): PortalPlugin[] => {
    const name = /^app\/_kong_plugins\/([^/]+)\/index\.md$/.exec(path)?.[1];
    const front = name === undefined ? undefined : frontMatter(tree.read(path) ?? "");
    if (name === undefined || front === undefined || front.third_party === true) return [];
    const since = isRecord(front.min_version) ? front.min_version.gateway : undefined;
    if (front.publisher !== "kong-inc" || typeof since !== "string") return [];
    return [{ name, since, isEnterprise: typeof front.tier === "string" }];
  });
}

/** The OpenResty releases that lines ship, by line, where the changelog tells of a new one. */
export function openrestyBumps(tree: SourceTree): ReadonlyMap<string, string> {
  const bumps = new Map<string, string>();
  const changelog: unknown = JSON.parse(tree.read("app/_data/changelogs/gateway.json") ?? "{}");
  if (!isRecord(changelog)) return bumps;
  for (const [version, entries] of Object.entries(changelog)) {
    const line = /^(\d+\.\d+)\.0(?:\.0)?$/.exec(version)?.[1];
    const to = /Bumped `?openresty`? (?:from \S+ )?to `?(\d+(?:\.\d+)+)/i.exec(JSON.stringify(entries))?.[1];
    if (line !== undefined && to !== undefined) bumps.set(line, to);
  }
  return bumps;
}

function frontMatter(text: string): Readonly<Record<string, unknown>> | undefined {
  const [, yaml] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  const value: unknown = yaml === undefined ? undefined : parse(yaml);
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
