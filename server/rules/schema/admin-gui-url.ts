import { defineRule } from "../../engine/rule.ts";
import { advise } from "../support/advise.ts";
import { quoted } from "../support/quoted.ts";
import { refusalPlace } from "../support/refusal-place.ts";
import { refusalsOf } from "../support/refusals-of.ts";
import { refuses } from "../support/refuses.ts";

/** Addresses of Kong Manager without a scheme: Kong breaks on them. */
export default defineRule({
  summary: "`admin_gui_url` is no full URL, on which Kong breaks",
  severity: "error",
  claims: ["admin-gui-url"],
  dependsOnRelease: true,
  yieldsTo: [
    "syntax/trailing-comma",
    "syntax/quoted-value",
    "syntax/hash-leading-value",
    "syntax/invisible-characters",
    "env/quotes-in-value",
    "vault/unavailable",
    "vault/reference-syntax",
    "syntax/list-separator",
  ],
  check({ reading, catalog, report }) {
    for (const refusal of refusalsOf(reading, "admin-gui-url")) {
      const meant = /^[a-z0-9.-]+(?::\d+)?(?:\/\S*)?$/i.test(refusal.text)
        ? `https://${refusal.text}`
        : undefined;
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${refuses(catalog, refusal)} that names nothing: ${refusal.text === "" ? "an entry is empty" : `${quoted(refusal.text)} has no scheme or no host`}. Write the whole address, such as ${quoted(meant ?? "https://manager.example.com:8445")}.`,
        fixes: meant === undefined ? [] : [advise(`Write ${meant}, or with http://`)],
      });
    }
  },
});
