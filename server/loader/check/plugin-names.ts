import { hasNumbers } from "../lua/lua-value.ts";
import type { CrossCheck } from "./cross-check.ts";

/**
 * Kong 0.10–3.1 take the blanks off every name, and break on a number among them, which only a text with the reader's
 * delimiter can bring into a list.
 */
function namesAreText(property: string, since: string): CrossCheck {
  return {
    range: { since, before: "3.2" },
    reads: [property],
    run(context) {
      if (hasNumbers(context.value(property)))
        context.refuse({ check: "split-by-delimiter", property, crash: true });
    },
  };
}

export const pluginNameChecks: readonly CrossCheck[] = [
  namesAreText("plugins", "0.14"),
  namesAreText("custom_plugins", "0.10"),
];
