import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of Dockerfiles. */
export const DOCKERFILE = defineFormat("dockerfile");

const NAMED =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[._-][^/]*|\d*)|[^/]+\.(?:dockerfile|containerfile))$/i;
const IGNORE_FILE = /\.dockerignore$|\.(?:md|txt|ya?ml|json|sh|lua|py)$/i;
/** A line is matched in one way only: where there are two ways, the time doubles with every line. */
const CONTENT = /^(?:[^\S\n]*(?:#[^\n]*|ARG[ \t][^\n]*)?\n)*[ \t]*FROM[ \t]+\S+/i;

/** A cheap test without false negatives: can the text make an image of Kong? */
export function mayBuildKong(text: string): boolean {
  return /kong/i.test(text) && /from/i.test(text);
}

/** Whether a text is a Dockerfile: by its name, or by a `FROM` that instructions follow. */
export function detectDockerfile(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path) && !IGNORE_FILE.test(path)) return "named";
  return CONTENT.test(sample.slice(0, 4000)) &&
    /^[ \t]*(?:ENV|RUN|COPY|CMD|ENTRYPOINT|USER|ADD)[ \t]/im.test(sample)
    ? "content"
    : undefined;
}
