import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { MENTIONS_KONG } from "../shared/kong-variable.ts";

/** The format of Nomad's jobs. */
export const NOMAD = defineFormat("nomad");

const NAMED = /\.nomad(?:\.hcl)?(?:\.(?:j2|tpl|tmpl|tftpl|template|example|sample))*$/i;
const JOB = /^[ \t]*job[ \t]+"[^"\n]*"[ \t]*\{/m;

/** Whether a text is a job of Nomad: by its name, or by the block that it begins with. */
export function detectNomad(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path)) return "named";
  return JOB.test(sample) ? "content" : undefined;
}

/** A cheap test without false negatives: can the text configure Kong? */
export function mayScheduleKong(text: string): boolean {
  return MENTIONS_KONG.test(text);
}
