import { memoizeObject } from "../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import { kongConf } from "../../formats/kong-conf/format.ts";
import { readUnit } from "../../formats/read-unit.ts";
import { load } from "../../loader/load.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { suiteOverride, suiteProperties } from "../../rules/support/nginx/suite-override.ts";

/**
 * The default of a property, to be written into a file; undefined where there is none, and where Kong does not take it from a
 * file: 2.1–2.8 refuse `client_max_body_size = 0`, and a cipher suite decides over the protocols that stand beside it.
 */
export function writtenDefault({ name, default: byDefault }: Property, catalog: Catalog): string | undefined {
  return byDefault === null || brokenDefaults(catalog).has(name) ? undefined : byDefault;
}

/**
 * Found out by giving Kong's loader files in which every default is written out: one with the properties that pass their
 * values on, and one with those that take them, which would otherwise stand before them.
 */
const brokenDefaults: (catalog: Catalog) => ReadonlySet<string> = memoizeObject((catalog) => {
  const properties = [...catalog.properties.values()];
  const targets = new Set(
    properties.flatMap(({ directives = [], deprecated, aliasOf }) => [
      ...directives,
      ...(deprecated?.replacements ?? []),
      ...(aliasOf === undefined ? [] : [aliasOf]),
    ]),
  );
  const takes = ({ name }: Property) => targets.has(name);
  return new Set([
    ...brokenIn(
      properties.filter((property) => !takes(property)),
      catalog,
    ),
    ...brokenIn(properties.filter(takes), catalog),
  ]);
});

function brokenIn(properties: readonly Property[], catalog: Catalog): readonly string[] {
  const written = properties.filter((property) => property.default !== null);
  const text = written.map(({ name, default: value }) => `${name} = ${value}\n`).join("");
  const unit = readUnit(new SourceDocument("kong.conf", text), kongConf);
  const reading = load(unit, catalog.release);
  const refused = reading.refusals().map(({ assignment, property }) => assignment?.property ?? property);
  const overridden = written.flatMap(({ name, default: value }) => {
    const override = suiteProperties.includes(name) ? suiteOverride(reading, name) : undefined;
    return override === undefined || override.value === value ? [] : [name];
  });
  return [...refused, ...overridden];
}
