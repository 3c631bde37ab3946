import { memoizeText } from "../../../grammar/text/memoize.ts";
import { inRange } from "../../../schemas/release.ts";
import lists from "./cipher-lists.json" with { type: "json" };

/** What a suite sets: property and value, undefined for one that it unsets. */
export type CipherSuite = readonly (readonly [property: string, value: string | undefined])[];

/**
 * The named cipher suites of a release, after Mozilla's recommendations: its version 4 in Kong 0.10.3–1.5, 5 in
 * 2.0–3.5, 5.7 from 3.6 on; `fips` from 2.7 on.
 */
export const cipherSuitesOf: (version: string) => ReadonlyMap<string, CipherSuite> = memoizeText(suitesOf);

function suitesOf(version: string): ReadonlyMap<string, CipherSuite> {
  if (inRange(version, { before: "2.0" }))
    return new Map(
      (["modern", "intermediate", "old"] as const).map((name) => [
        name,
        [["ssl_ciphers", lists[`${name}4`]]],
      ]),
    );
  const intermediate = inRange(version, { before: "3.6" }) ? lists.intermediate5 : lists["intermediate5.7"];
  const suites = new Map([
    ["modern", suite(version, "TLSv1.3", undefined, "off", undefined)],
    ["intermediate", suite(version, "TLSv1.2 TLSv1.3", intermediate, "off", "ffdhe2048")],
    ["old", suite(version, "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", lists.old5, "on", "kept")],
  ]);
  if (inRange(version, { since: "2.7" }))
    suites.set("fips", suite(version, "TLSv1.2", lists.fips, "on", undefined));
  return suites;
}

/** @param group the DH parameters the suite brings; `kept`: it leaves them as they are */
function suite(
  version: string,
  protocols: string,
  ciphers: string | undefined,
  preferServer: string,
  group: string | "kept" | undefined,
): CipherSuite {
  const subsystems = inRange(version, { before: "2.1" }) ? ["http"] : ["http", "stream"];
  const sets: (readonly [string, string | undefined])[] = [["ssl_ciphers", ciphers]];
  for (const subsystem of subsystems) {
    sets.push([`nginx_${subsystem}_ssl_protocols`, protocols]);
    sets.push([`nginx_${subsystem}_ssl_prefer_server_ciphers`, preferServer]);
  }
  if (group !== "kept" && inRange(version, { since: "2.3" }))
    for (const property of ["ssl_dhparam", "nginx_http_ssl_dhparam", "nginx_stream_ssl_dhparam"])
      sets.push([property, group]);
  return sets;
}
