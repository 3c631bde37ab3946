import { nginxArguments } from "../../../../grammar/values/nginx-arguments.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import { inRange } from "../../../../schemas/release.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { isLeftOut } from "./left-out-blocks.ts";
import type { WrittenLog } from "./logs.ts";

/** `log_format name` after another directive in one value. */
const FURTHER = /[;}]\s*log_format\s+["']?([^\s"';]+)/g;
const INCLUDE = /^nginx_(?:http|stream)_include$/;
const FURTHER_INCLUDE = /;\s*include\s/;

/** The formats that a part of nginx has, in lower case: nginx ignores the case of their names. */
export interface LogFormats {
  readonly names: ReadonlySet<string>;
  /** Those that an access log in the block itself, `nginx_http_access_log`, may name. */
  readonly inBlock: ReadonlySet<string>;
}

/** The formats of a block; undefined where a file that is included or a value of run time may define more. */
export function logFormats(
  block: WrittenLog["block"],
  unit: ConfigUnit,
  reading: Reading,
  catalog: Catalog,
): LogFormats | undefined {
  const prefix = `nginx_${block}_`;
  const written: string[] = [];
  for (const { property, writtenValue, opaque } of unit.assignments) {
    if (!property.startsWith(prefix)) continue;
    if (INCLUDE.test(property) || FURTHER_INCLUDE.test(writtenValue)) return undefined;
    const isFormat = property === `${prefix}log_format`;
    if (opaque !== undefined && isFormat) return undefined;
    const first = isFormat ? nginxArguments(writtenValue).arguments[0]?.text : undefined;
    if (first !== undefined) written.push(first);
    for (const [, name = ""] of writtenValue.matchAll(FURTHER)) written.push(name);
  }
  const own = block === "stream" ? ["basic"] : ["combined"];
  // Kong writes the directives of a namespace by name, so that `access_log` comes before `log_format`.
  const isSorted = inRange(catalog.base, { since: "2.1" });
  return {
    names: asSet([...own, ...afterInjected(block, reading, catalog), ...written]),
    inBlock: asSet(isSorted ? own : [...own, ...written]),
  };
}

function asSet(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

/** The format that Kong's template defines after what is injected into the http block. */
function afterInjected(block: WrittenLog["block"], reading: Reading, { base }: Catalog): readonly string[] {
  const isThere = block === "http" && inRange(base, { since: "3.5" }) && !isLeftOut("nginx_proxy_", reading);
  return isThere ? ["kong_log_format"] : [];
}
