import { smallestEdit } from "../../../grammar/text/smallest-edit.ts";
import { span } from "../../../grammar/text/span.ts";
import { parseRelease } from "../../../schemas/release.ts";
import { linkSource } from "../../formats/read-unit.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { applyUpgrade } from "../../upgrade/apply-upgrade.ts";
import { planUpgrade } from "../../upgrade/plan-upgrade.ts";
import { upgradeMarkdown } from "../../upgrade/upgrade-markdown.ts";
import { type ServerCommand, textOf } from "./server-command.ts";

/** What an upgrade does to a document: the plan as Markdown, and what `kong-lint upgrade --write` would change, as one edit. */
export const upgrade: ServerCommand = async (wanted, analysisOf) => {
  const document = await analysisOf(textOf(wanted, "uri"));
  const from = parseRelease(textOf(wanted, "from"));
  const to = parseRelease(textOf(wanted, "to"));
  if (document === undefined || from === undefined || to === undefined) return null;
  const { linked } = document.analysis;
  const { format } = linked.source;
  const { path, text } = linked.source.document;
  const read = (changed: string) => linkSource(format.parse(new SourceDocument(path, changed)));
  const plan = await planUpgrade(linked, from, to);
  const fixed = await applyUpgrade(linked, from, to, read);
  const edit = smallestEdit(text, span(0, text.length), fixed.text);
  return {
    report: upgradeMarkdown(plan),
    applied: fixed.applied,
    items: plan.items.length,
    version: document.version,
    edits: fixed.text === text ? [] : [document.positions.textEdit(edit)],
  };
};
