import { parse } from "yaml";
import type { Lifecycle, LifecycleFile, SecurityFix } from "../../schemas/lifecycle/lifecycle-file.ts";
import { byVersion, type SourceTree } from "./source-tree.ts";

const SUPPORT = "app/_data/support/gateway.yml";
const ENTERPRISE_CHANGELOG = "app/_data/changelogs/gateway.json";
const OSS_CHANGELOGS = ["CHANGELOG.md", "CHANGELOG-OLD.md"];

/**
 * Collects what the vendor publishes of the life of its releases: until when Enterprise lines are supported, and which
 * releases its changelogs say fix which vulnerability. A date that is not settled yet is left out.
 * @param kong Kong's source, for the open-source changelogs; without it those fixes are missing
 */
export function collectLifecycle(portal: SourceTree, kong: SourceTree | undefined): LifecycleFile {
  const enterprise = supportedLines(portal);
  const fixes = new Map<string, { oss: string[]; enterprise: string[] }>();
  const add = (edition: "oss" | "enterprise", version: string, text: string) => {
    for (const [id] of text.matchAll(/\bCVE-\d{4}-\d{4,}\b/g)) {
      const known = fixes.get(id) ?? { oss: [], enterprise: [] };
      if (!known[edition].includes(version)) known[edition].push(version);
      fixes.set(id, known);
    }
  };
  for (const [version, text] of enterpriseEntries(portal)) add("enterprise", version, text);
  for (const [version, text] of ossEntries(kong)) add("oss", version, text);
  const sorted = [...fixes].sort(([a], [b]) => byVersion(a, b));
  return {
    sources: [
      `Kong/developer.konghq.com ${SUPPORT}`,
      `Kong/developer.konghq.com ${ENTERPRISE_CHANGELOG}`,
      ...(kong === undefined ? [] : OSS_CHANGELOGS.map((path) => `Kong/kong ${path}`)),
    ],
    enterprise,
    fixes: Object.fromEntries(
      sorted.map(([id, found]): [string, SecurityFix] => [
        id,
        { oss: found.oss.sort(byVersion), enterprise: found.enterprise.sort(byVersion) },
      ]),
    ),
  };
}

function supportedLines(portal: SourceTree): Record<string, Lifecycle> {
  const rows: unknown = parse(portal.read(SUPPORT) ?? "[]");
  const lines = (Array.isArray(rows) ? rows : []).flatMap((row: unknown): [string, Lifecycle][] => {
    const { release, release_date, eol, sunset, lts } = isRecord(row) ? row : {};
    const facts = {
      ...(isDay(release_date) && { released: release_date }),
      ...(isDay(eol) && { endOfSupport: eol }),
      ...(isDay(sunset) && { endOfSunset: sunset }),
      ...(lts === true && { lts: true as const }),
    };
    return typeof release === "string" && Object.keys(facts).length > 0 ? [[release, facts]] : [];
  });
  return Object.fromEntries(lines.sort(([a], [b]) => byVersion(a, b)));
}

function enterpriseEntries(portal: SourceTree): [version: string, text: string][] {
  const changelog: unknown = JSON.parse(portal.read(ENTERPRISE_CHANGELOG) ?? "{}");
  if (!isRecord(changelog)) return [];
  // Entries of three numbers are those of the open-source release that the line is built on.
  return Object.entries(changelog)
    .filter(([version]) => /^\d+(?:\.\d+){3}$/.test(version))
    .map(([version, entries]) => [version, JSON.stringify(entries)]);
}

function ossEntries(kong: SourceTree | undefined): [version: string, text: string][] {
  return OSS_CHANGELOGS.flatMap((path) => {
    const text = kong?.read(path) ?? "";
    return text.split(/^## +/m).flatMap((part): [string, string][] => {
      const version = /^\[?v?(\d+\.\d+\.\d+)\]?/.exec(part)?.[1];
      return version === undefined ? [] : [[version, part]];
    });
  });
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
