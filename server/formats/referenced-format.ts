import type { Reference, SourceFormat } from "../model/format.ts";
import { dotenv } from "./dotenv/format.ts";
import { kongConf } from "./kong-conf/format.ts";
import { loadDockerfileFormat, loadHelmFormat } from "./registry.ts";

/**
 * The format in which the source of a reference is read: the one who refers to a file says what it is.
 * @param from the format of the text that refers to it
 */
export async function referencedFormat(role: Reference["role"], from: SourceFormat): Promise<SourceFormat> {
  switch (role) {
    case "layer":
    case "interpolation":
      return dotenv;
    case "definition":
      return from;
    case "values":
      return loadHelmFormat();
    case "file-channel":
      return kongConf;
    case "image":
      return loadDockerfileFormat();
  }
}

/** Whether two references read a file in the same way. */
export function readingOf(role: Reference["role"]): Reference["role"] {
  return role === "interpolation" ? "layer" : role;
}

/** As its reader has it, for those who ask for the variables of a file themselves; other formats stay as they are. */
export async function asEnvironment(format: SourceFormat): Promise<SourceFormat> {
  if (format.id !== dotenv.id) return format;
  return (await import("./env-file/env-file-format.ts")).envFileFormat;
}
