import { defineRule } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** Words that a shell gives a meaning, alone or, for `;`, at the end of a word. */
const OPERATOR = /^(?:&&|\|\|?|;|&|>>?|2>&1)$|[^;\\];$/;

/** Operators of a shell in a command that no shell reads. */
export default defineRule({
  summary: "Command with shell operators that no shell runs",
  severity: "warning",
  needs: "deployment",
  check({ unit, report }) {
    const { deployment } = unit;
    const command = deployment?.command;
    if (deployment === undefined || command === undefined || deployment.entrypoint !== undefined) return;
    // The entrypoint of an image that is not Kong's may be a shell.
    if (deployment.imageFiles !== "stock" && deployment.steps === undefined) return;
    const [program = ""] = command.value;
    if (!/^(?:\S*\/)?kong$/.test(program)) return;
    const index = command.value.findIndex((word) => OPERATOR.test(word));
    const word = command.value[index];
    if (word === undefined) return;
    const operator = /^[^;]+;$/.test(word) ? ";" : word;
    const first = command.value
      .slice(0, index + (operator === word ? 0 : 1))
      .join(" ")
      .replace(/;$/, "");
    report({
      at: operatorPlace(unit.document.text, command.at, unit.document.path, operator),
      message: `No shell runs this command: \`${operator}\` and everything after it are arguments of ${quoted(first)}. Put the commands into \`sh -c "…"\`.`,
      fixes: [displayOnlyFix("Put the commands into `sh -c`")],
    });
  },
});

/** The operator within the command; the whole command where it cannot be found. */
function operatorPlace(text: string, at: Location, source: string, operator: string): Location {
  if (at.source !== source) return at;
  const start = text.slice(at.start, at.end).indexOf(operator);
  return start < 0
    ? at
    : { source: at.source, start: at.start + start, end: at.start + start + operator.length };
}
