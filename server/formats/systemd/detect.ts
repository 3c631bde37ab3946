import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { MENTIONS_KONG } from "../shared/kong-variable.ts";

/** The format of systemd's units and drop-ins. */
export const SYSTEMD = defineFormat("systemd");

const NAMED =
  /(?:\.service|\.service\.d\/[^/]+\.conf)(?:\.(?:j2|jinja2?|tpl|tmpl|gotmpl|erb|template|example|sample|dist))*$/i;
const SECTION = /^\[(?:Unit|Service|Install)\][ \t]*\r?$/m;

/** Whether a text is a unit of systemd: by its name, or by its sections. */
export function detectSystemd(path: string, sample: string): Certainty | undefined {
  if (sample.startsWith("#!")) return undefined;
  if (NAMED.test(path)) return "named";
  return SECTION.test(sample) && /^(?:ExecStart|Environment|EnvironmentFile)[ \t]*=/m.test(sample)
    ? "content"
    : undefined;
}

/** A cheap test without false negatives: can the text configure Kong? */
export function mayStartKong(text: string): boolean {
  return MENTIONS_KONG.test(text);
}
