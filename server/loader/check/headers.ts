import { lowerAscii } from "../lua/ascii-case.ts";
import type { CrossCheck } from "./cross-check.ts";
import { checkItems } from "./networks.ts";

/** Tokens of a release in any case, except `off`. */
function headerTokens(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    run(context) {
      const tokens = context.model.catalog.property(property)?.itemEnum ?? [];
      const allowed = new Set(tokens.filter((token) => token !== "off").map((token) => token.toLowerCase()));
      checkItems(
        context,
        "headers",
        property,
        (text) => (text === "off" || allowed.has(lowerAscii(text)) ? "fits" : "refused"),
        "text",
      );
    },
  };
}

export const headerChecks: readonly CrossCheck[] = [
  headerTokens("headers", "0.14"),
  headerTokens("headers_upstream", "3.5"),
];
