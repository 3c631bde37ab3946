import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";

/** The format of Terraform and OpenTofu. */
export const TERRAFORM = defineFormat("terraform");

/** A cheap test without false negatives: can the text configure Kong? */
export function mayDeployKong(text: string): boolean {
  return /kong/i.test(text);
}

const NAMED = /\.(?:tf|tofu)(?:\.(?:example|sample|dist|template|tmpl|j2))?$/i;
const BLOCK =
  /^(?:(?:resource|data)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:variable|output|provider|module)[ \t]+"[^"\n]*"|terraform|locals)[ \t]*\{/m;

/** Whether a text is one of Terraform: by its name, or by blocks that only Terraform has. */
export function detectTerraform(path: string, sample: string): Certainty | undefined {
  if (NAMED.test(path)) return "named";
  return BLOCK.test(sample) ? "content" : undefined;
}
