import type { Severity } from "../../../server/findings/finding.ts";

/** Troubles that people report again and again, with names, ports and releases of our own. */
export type Told = readonly [release: string, text: string, place: `${number} ${Severity} ${string}`];

/** The same kinds where nothing is wrong: what no finding may say. */
export type Silent = readonly [release: string, text: string, says: RegExp];

/** By what they are about. */
export type Troubles = Readonly<
  Record<string, { readonly told: readonly Told[]; readonly silent: readonly Silent[] }>
>;
