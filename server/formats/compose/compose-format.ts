import type { SourceFormat } from "../format.ts";
import { variableOfProperty } from "../shared/variable-name.ts";
import { COMPOSE, type ComposeSource, detectCompose, parseCompose } from "./compose-source.ts";
import { cursorInCompose } from "./cursor.ts";
import { linkCompose } from "./link.ts";
import { statementInCompose, suppressInCompose } from "./suppression.ts";
import { writeCompose } from "./write.ts";

/** A service may be Kong by what another file says: the base that it extends, a file that is included, a Dockerfile. */
const MAY_CONFIGURE = /kong|\b(?:extends|include|build)\b/i;

/** Compose files: services that run Kong in containers. */
export const composeFormat: SourceFormat<ComposeSource> = {
  id: COMPOSE,
  name: "a Compose file",
  languages: ["dockercompose", "yaml"],
  owns: false,
  detect: detectCompose,
  mayConfigureKong: (text) => MAY_CONFIGURE.test(text),
  parse: parseCompose,
  link: linkCompose,
  write: writeCompose,
  spell: variableOfProperty,
  suppression: suppressInCompose,
  cursor: cursorInCompose,
  statementAt: statementInCompose,
};
