import { catalogFor } from "../../../../schemas/catalog.ts";
import { perCatalog } from "../per-catalog.ts";

/** The plugins that `bundled` stands for; of Enterprise at least those of the open-source release below it. */
export const bundledPlugins = perCatalog((catalog): ReadonlySet<string> => {
  const own =
    catalog.bundledPlugins ?? catalogFor({ edition: "oss", version: catalog.base }).bundledPlugins ?? [];
  return new Set(own);
});
