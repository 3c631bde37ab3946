import { newestRelease } from "../../schemas/catalog.ts";
import type { Edition, Release } from "../../schemas/release.ts";

/** The newest release that the data has, where a flag asks for it: `latest`, `newest`, `enterprise@latest`. */
export function newestNamed(text: string, edition: Edition = "oss"): Release | undefined {
  const match = /^(?:(oss|enterprise)@)?(?:latest|newest)$/i.exec(text);
  if (match === null) return undefined;
  const named = match[1]?.toLowerCase();
  return newestRelease(named === "oss" || named === "enterprise" ? named : edition);
}
