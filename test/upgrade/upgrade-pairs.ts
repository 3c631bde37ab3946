import { readFileSync } from "node:fs";
import { parseRelease, type Release } from "../../schemas/release.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readKongConf } from "../sources.ts";

/** An upgrade that has a configuration among the fixtures: `<from>-to-<to>.conf`. */
export interface UpgradePair {
  readonly name: string;
  readonly from: Release;
  readonly to: Release;
}

export const pairs: readonly UpgradePair[] = [
  pair("enterprise-0.33-to-0.34", "enterprise@0.33", "enterprise@0.34"),
  pair("oss-0.12-to-0.13", "oss@0.12", "oss@0.13"),
  pair("oss-0.14-to-1.0", "oss@0.14", "oss@1.0"),
  pair("oss-2.8-to-3.4", "oss@2.8", "oss@3.4"),
  pair("enterprise-2.8-to-3.10", "enterprise@2.8", "enterprise@3.10"),
];

function pair(name: string, from: string, to: string): UpgradePair {
  return { name, from: release(from), to: release(to) };
}

export function release(text: string): Release {
  const parsed = parseRelease(text);
  if (parsed === undefined) throw new Error(`${text} is no release`);
  return parsed;
}

export function readUnit(text: string): ConfigUnit {
  return readKongConf(new SourceDocument("kong.conf", text));
}

export function fixture({ name }: UpgradePair): ConfigUnit {
  return readUnit(readFileSync(new URL(`./fixtures/${name}.conf`, import.meta.url), "utf8"));
}
