import { describeRelease } from "../../../schemas/release.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";

const MAX_LABELS = 10;
const MAX_LENGTH = 63;

/** Labels of a data plane that Kong refuses. */
export default refusalRule({
  summary: "Invalid data plane label",
  severity: "error",
  needs: ["cluster_dp_labels"],
  layer: "value",
  releases: { oss: { since: "3.3" }, enterprise: { since: "3.3" } },
  check: "data-plane-labels",
  dependsOnRelease: true,
  message: reason,
});

function reason({ text, assignment }: Refusal, { reading, catalog }: RuleContext): string {
  if (reading.text("role") !== "data_plane")
    return `only a node with \`role = data_plane\` has labels in ${describeRelease(catalog.release)}. Remove the line, or set the role.`;
  const count = assignment === undefined ? 0 : valueItems(assignment).length;
  if (count > MAX_LABELS)
    return `at most ${MAX_LABELS} labels are allowed, and there are ${count}. Remove some.`;
  const colon = text.indexOf(":");
  if (colon < 0) return `the label ${quoted(text)} has no colon. Use \`key:value\`.`;
  const key = text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (/^(?:kong|konnect|insomnia|mesh|kic)/i.test(key))
    return `the prefix of the key ${quoted(key)} is reserved by Kong (\`kong\`, \`konnect\`, \`insomnia\`, \`mesh\`, \`kic\`). Choose another key.`;
  if (key.length > MAX_LENGTH || value.length > MAX_LENGTH)
    return `the ${key.length > MAX_LENGTH ? "key" : "value"} of a label may have at most ${MAX_LENGTH} characters. Shorten it.`;
  if (key === "" || value === "")
    return `the label ${quoted(text)} has no ${key === "" ? "key" : "value"}. Use \`key:value\`.`;
  return `the label ${quoted(text)} contains an invalid character. Key and value must begin and end with a letter or digit, with only letters, digits, \`-\`, \`_\` and \`.\` between.`;
}
