import { knownReleases } from "../../schemas/catalog.ts";
import type { Release } from "../../schemas/release.ts";
import { defaultHost, type HostEnvironment } from "../../server/loader/host-environment.ts";
import { load } from "../../server/loader/load.ts";
import type { KongValue, Reading, Refusal } from "../../server/loader/reading.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readDotenv, readKongConf } from "../sources.ts";

/** An open-source release. */
export function oss(version: string): Release {
  return { edition: "oss", version };
}

/** A kong.conf as a unit. */
export function confUnit(text: string): ConfigUnit {
  return readKongConf(new SourceDocument("kong.conf", text));
}

/** A file of variables as a unit. */
export function envUnit(text: string): ConfigUnit {
  return readDotenv(new SourceDocument("kong.env", text));
}

/** What Kong makes of a kong.conf. */
export function readConf(text: string, version = "3.9.3", world: Partial<HostEnvironment> = {}): Reading {
  return load(confUnit(text), oss(version), { ...defaultHost, ...world });
}

/** The value that Kong ends up with. */
export function valueIn(reading: Reading, property: string): KongValue | undefined {
  return reading.properties.get(property)?.value;
}

/** What refusals are about: check, property and the characters in the source. */
export function guilt(reading: Reading): string[] {
  return reading
    .refusals()
    .map(
      ({ check, property, span }) =>
        `${check} ${property} ${span === undefined ? "-" : reading.unit.document.text.slice(span.start, span.end)}`,
    );
}

/** What is lost: reason and the characters in the source. */
export function lost({ unit, losses }: Reading): string[] {
  return losses.map(({ reason, span }) => `${reason} ${unit.document.text.slice(span.start, span.end)}`);
}

/** Every release that the facts hold. */
export const everyRelease: readonly Release[] = [...knownReleases("oss"), ...knownReleases("enterprise")].map(
  (known) => ({
    edition: known.edition,
    version: known.version,
  }),
);

/** The refusals that Kong itself would come to. */
export function reported(reading: Reading): readonly Refusal[] {
  return reading.refusals().filter((refusal) => refusal.reported);
}

/** A world in which some variables are set, and no other. */
export function withVariables(variables: Readonly<Record<string, string>>): Partial<HostEnvironment> {
  return { environment: new Map(Object.entries(variables)), environmentIsComplete: true };
}
