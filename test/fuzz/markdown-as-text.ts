import { register } from "node:module";

/** The pages of rules are imported as texts, which Node does not do by itself. */
const HOOKS = `
import { readFileSync } from "node:fs";
export async function load(url, context, next) {
  if (!url.endsWith(".md")) return next(url, context);
  const text = readFileSync(new URL(url), "utf8");
  return { format: "module", shortCircuit: true, source: "export default " + JSON.stringify(text) };
}`;

register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
