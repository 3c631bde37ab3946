import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { advise } from "../support/advise.ts";
import { listValue } from "../support/reading/list-value.ts";
import { textValue } from "../support/reading/text-value.ts";
import { winningAssignment } from "../support/reading/winning-assignment.ts";

/** Kong Manager with the Admin API closed. */
export default defineRule({
  summary: "Kong Manager is open although the Admin API, which it needs, is off",
  severity: "warning",
  releases: { oss: { since: "3.4.0" } },
  check({ reading, catalog, release, report }) {
    const manager = winningAssignment(reading, "admin_gui_listen");
    const [first] = listValue(reading, "admin_gui_listen");
    if (manager === undefined || first === undefined || first === "off") return;
    if (listValue(reading, "admin_listen")[0] !== "off" || textValue(reading, "role") === "data_plane")
      return;
    const admin = winningAssignment(reading, "admin_listen");
    report({
      at: manager,
      property: "admin_gui_listen",
      message: `Kong Manager works through the Admin API, which \`admin_listen = off\` closes${inRange(catalog.base, { since: "3.4" }) ? `, and ${describeRelease(release)} then leaves Kong Manager out` : ""}. Open \`admin_listen\`, or set \`admin_gui_listen = off\`.`,
      related: admin === undefined ? [] : [{ span: admin.span, message: "The Admin API is closed here" }],
      fixes: [advise("Open admin_listen, or set admin_gui_listen = off")],
    });
  },
});
