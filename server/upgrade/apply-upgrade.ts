import type { Release } from "../../schemas/release.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { analyze } from "../workspace/analyze.ts";
import { type FixResult, fixDocument } from "../workspace/fix-document.ts";

/** Applies every safe fix that the new release asks for; what needs a decision stays as it is. */
export function applyUpgrade(
  linked: LinkedSource,
  from: Release,
  to: Release,
  read: (text: string) => LinkedSource,
): Promise<FixResult> {
  return fixDocument(
    linked,
    { read, analyze: (each) => analyze(each, { release: { flag: to }, from }) },
    false,
  );
}
