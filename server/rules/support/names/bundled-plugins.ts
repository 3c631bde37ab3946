import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import { type Catalog, catalogFor } from "../../../../schemas/catalog.ts";

/** The plugins that `bundled` stands for; of Enterprise at least those of the open-source release below it. */
export const bundledPlugins = memoizeObject((catalog: Catalog): ReadonlySet<string> => {
  const own =
    catalog.bundledPlugins ?? catalogFor({ edition: "oss", version: catalog.base }).bundledPlugins ?? [];
  return new Set(own);
});
