import type { Carrier, ConfigUnit } from "../model/config-unit-old.ts";
import type { SourceDocument } from "../model/source-document.ts";
import { readDotenv } from "./dotenv/read-dotenv.ts";
import { readKongConf } from "./kong-conf/read-kong-conf.ts";

/** Reads a source with the reader of its carrier. */
export function readUnit(document: SourceDocument, carrier: Carrier): ConfigUnit {
  switch (carrier) {
    case "kong-conf":
      return readKongConf(document);
    case "dotenv":
      return readDotenv(document);
  }
}
