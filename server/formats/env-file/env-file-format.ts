import type { SourceFormat } from "../format.ts";
import { MENTIONS_KONG, variableOfProperty } from "../shared/variable-name.ts";
import { cursorInEnvFile } from "./cursor.ts";
import { detectEnvFile } from "./detect.ts";
import { ENV_FILE, type EnvFileSource, parseEnvFile } from "./env-file.ts";
import { linkEnvFile } from "./link.ts";
import { statementOfEnvFile, suppressInEnvFile } from "./suppression.ts";
import { writeEnvFile } from "./write.ts";

/** Environment files: `NAME=value` by the line, read by seven programs in as many ways. */
export const envFileFormat: SourceFormat<EnvFileSource> = {
  id: ENV_FILE,
  name: "an environment file",
  languages: ["dotenv", "kong-dotenv"],
  owns: false,
  detect: detectEnvFile,
  mayConfigureKong: (text) => MENTIONS_KONG.test(text),
  parse: parseEnvFile,
  link: linkEnvFile,
  write: writeEnvFile,
  spell: variableOfProperty,
  suppression: suppressInEnvFile,
  cursor: cursorInEnvFile,
  statementAt: statementOfEnvFile,
};
