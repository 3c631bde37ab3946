import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease, inRange, type Release } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** Kong Manager with the Admin API closed. */
export default defineRule({
  summary: "Kong Manager is enabled but the Admin API it needs is off",
  severity: "warning",
  needs: ["admin_gui_listen"],
  serving: true,
  layer: "value",
  releases: { oss: { since: "3.4.0" } },
  check({ reading, catalog, release, report }) {
    const manager = reading.assignment("admin_gui_listen");
    const [first] = reading.list("admin_gui_listen");
    if (manager === undefined || first === undefined || first === "off") return;
    if (reading.list("admin_listen")[0] !== "off" || reading.text("role") === "data_plane") return;
    const admin = reading.assignment("admin_listen");
    report({
      at: manager,
      property: "admin_gui_listen",
      message: `Kong Manager uses the Admin API, which \`admin_listen = off\` turns off${consequence(catalog, release)}. Set an address in \`admin_listen\`, or set \`admin_gui_listen = off\`.`,
      related:
        admin === undefined ? [] : [{ span: admin.span, message: "The Admin API is turned off here." }],
      fixes: [displayOnlyFix("Set an address in `admin_listen`, or set `admin_gui_listen = off`")],
    });
  },
});

/** What becomes of Kong Manager: Kong 3.4 serves its pages all the same. */
function consequence({ base }: Catalog, release: Release): string {
  if (inRange(base, { since: "3.5" }))
    return `, and ${describeRelease(release)} then does not serve Kong Manager`;
  return inRange(base, { since: "3.4" }) ? ": its pages open, but find no Admin API" : "";
}
