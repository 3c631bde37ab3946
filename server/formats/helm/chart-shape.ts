import { parseImageName, shortRepository } from "../images/image-name.ts";
import { readKongImage } from "../images/kong-image.ts";
import { CHART_KEYS, SHARED_KEYS } from "./detect.ts";
import { envScore } from "./env-score.ts";
import { foreignKeys } from "./foreign-keys.ts";
import type { HelmMap, HelmValue } from "./values.ts";

/** How sure it is that a map is the values of the chart `kong`. */
export function chartScore(values: HelmMap): number {
  if (isOtherProduct(values.entries.get("image"))) return 0;
  const own = ownScore(values);
  const env = envScore(values.entries.get("env"));
  const foreign = foreignKeys(values);
  // Charts of other people start Kong as well: from what Kong's chart does not have, only its own blocks and settings tell them apart.
  if (foreign.isAny && own === 0 && (foreign.inVariables || env < 2)) return 0;
  let score = own + env;
  for (const key of values.entries.keys()) if (SHARED_KEYS.has(key)) score++;
  return isKongImage(values.entries.get("image")) ? score + 2 : score;
}

/** Points for what nearly no other chart has. */
function ownScore({ entries }: HelmMap): number {
  let score = 0;
  for (const key of entries.keys()) if (CHART_KEYS.has(key)) score += 2;
  for (const key of ["proxy", "admin", "udpProxy", "manager", "status"])
    if (isListenerBlock(entries.get(key))) score += 2;
  return score;
}

/** From this score on, values are those of the chart, wherever they stand. */
export const SURE = 3;

/** A block of the chart for a listener: ports of the container under `http`, `tls` or `stream`. */
function isListenerBlock(block: HelmValue | undefined): boolean {
  if (block?.kind !== "map") return false;
  return ["http", "tls", "stream"].some((key) => {
    const part = block.entries.get(key);
    const entry = part?.kind === "list" ? part.items[0] : part;
    return entry?.kind === "map" && (entry.entries.has("containerPort") || entry.entries.has("servicePort"));
  });
}

/** The operator, the controller and others have charts with an `env` of their own. */
function isOtherProduct(image: HelmValue | undefined): boolean {
  const repository = image?.kind === "map" ? image.entries.get("repository") : undefined;
  return repository?.kind === "text" && readKongImage(repository.text).isKong === false;
}

function isKongImage(image: HelmValue | undefined): boolean {
  if (image?.kind !== "map") return false;
  const named = image.entries.get("unifiedRepoTag") ?? image.entries.get("repository");
  if (named?.kind !== "text") return false;
  const repository = shortRepository(parseImageName(named.text).repository);
  return /^kong(?:\/kong(?:-gateway)?)?$|\/kong-gateway$/.test(repository);
}
