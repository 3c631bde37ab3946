import type { Release } from "../../schemas/release.ts";
import { analyse } from "../engine/lint.ts";
import { type FixResult, fixDocument } from "../fixes/fix-document.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";

/** Applies every safe fix that the new release asks for; what needs a decision stays as it is. */
export function applyUpgrade(
  unit: ConfigUnit,
  from: Release,
  to: Release,
  read: (text: string) => ConfigUnit,
): Promise<FixResult> {
  return fixDocument(
    unit,
    { read, analyse: (each) => analyse(each, { release: { flag: to }, from }) },
    false,
  );
}
