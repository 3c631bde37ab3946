import type { CodeLens, Command } from "vscode-languageserver";
import { describeRelease } from "../../../schemas/release.ts";
import type { DocumentFeature } from "../feature.ts";
import { overridesOf } from "../support/overrides.ts";
import { lossOf } from "../support/what-kong-reads.ts";

/** Commands of editors that let their user choose the release of a document, which the argument names: `{ uri }`. */
export const SELECT_RELEASE = ["kong-lint.selectRelease", "kong-lint.chooseRelease"] as const;

/**
 * The release that a document is checked for, above its first line, and the lines that the environment of its settings overrides. An
 * environment file that merely is in the same folder may belong to another Kong: hovers mention it, and no lens does.
 */
export const codeLens: DocumentFeature<"textDocument/codeLens"> = async (document, _params, context) => {
  const { analysis, positions, settings, uri } = document;
  if (!settings.editor.codeLens) return [];
  const { unit, release } = analysis;
  const overrides = await overridesOf(document, context);
  const lenses = unit.assignments.flatMap((assignment): CodeLens[] => {
    const override = overrides.get(assignment.property);
    const reason = lossOf(analysis, assignment)?.reason;
    const isRead = reason === undefined || !PASSED_OVER.has(reason);
    if (override === undefined || override.source !== undefined || !isRead) return [];
    const { line } = positions.position(assignment.nameSpan.start);
    return [lens(line, text(`The environment sets ${override.variable}, which overrides this line`))];
  });
  const title = `${describeRelease(release.release)} (${release.reason})`;
  const command = SELECT_RELEASE.find((each) => context.client.commands.has(each));
  const top = [lens(0, command === undefined ? text(title) : { title, command, arguments: [{ uri }] })];
  const count = lenses.length;
  if (count > 0)
    top.push(lens(0, text(`The environment overrides ${count === 1 ? "1 line" : `${count} lines`}`)));
  return [...top, ...lenses];
};

/** Lines that say nothing to Kong, whatever the environment holds. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  "unknown-key",
  "hidden-by-section",
  "not-an-assignment",
  "overridden-by-later-line",
  "overridden-by-layer",
]);

function lens(line: number, command: Command): CodeLens {
  return { range: { start: { line, character: 0 }, end: { line, character: 0 } }, command };
}

/** A lens without a command is a text to read. */
function text(title: string): Command {
  return { title, command: "" };
}
