import type { WorkspaceEdit } from "vscode-languageserver";
import { isTargetFormat } from "../../../convert/conversion.ts";
import { convertUnit } from "../../../convert/convert-unit.ts";
import { TARGETS, targetNamed } from "../../../formats/targets.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { formatName } from "../../../model/format-id.ts";
import type { ClientSupport } from "../../client-support.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import type { FeatureContext } from "../../feature.ts";
import { analysisAt } from "../../support/unit-at.ts";
import { pathOfUri } from "../../uri.ts";
import { newFileEdit } from "./new-file-edit.ts";
import type { ActionPlan, PlannedAction } from "./planned-action.ts";

/**
 * The process at an offset as a new file of each other format. Only for clients that make files and ask for an edit once it is wanted: to
 * convert takes time.
 */
export function conversionActions(
  { analysis, uri }: DocumentAnalysis,
  offset: number,
  client: ClientSupport,
): readonly PlannedAction[] {
  if (!client.codeActionResolvesEdit || !client.versionedEdits || !client.createsFiles) return [];
  const { unit } = analysisAt(analysis, offset);
  if (/^untitled:/i.test(uri) || !isAt(unit, offset) || !hasSettings(unit)) return [];
  const own = formatName(unit.format.id);
  return TARGETS.filter(({ name }) => name !== own).map(({ name, title }) => ({
    title: `Convert to ${title}`,
    kind: "refactor",
    plan: { kind: "convert", target: name, unit: unit.id },
  }));
}

/** In a file of Kong's own every line is about the process. */
function isAt({ format, extent, document }: ConfigUnit, offset: number): boolean {
  const isInside = extent.source === document.path && extent.start <= offset && offset <= extent.end;
  return format.owns || isInside;
}

function hasSettings({ assignments }: ConfigUnit): boolean {
  return assignments.some(({ origin, value }) => origin.kind === "written" && value.kind === "text");
}

/** The new file with the converted process, beside the document; undefined where there is nothing to convert any more. */
export async function conversionEdit(
  { target: name, unit: id }: Extract<ActionPlan, { kind: "convert" }>,
  { analysis, uri }: DocumentAnalysis,
  context: FeatureContext,
): Promise<WorkspaceEdit | undefined> {
  const target = targetNamed(name);
  const format = await target?.load();
  const found = analysis.units.find(({ unit }) => unit.id === id);
  if (target === undefined || format === undefined || !isTargetFormat(format) || found === undefined)
    return undefined;
  const { unit, release } = found;
  const conversion = convertUnit(analysis.linked, unit, { target: format, keepsSecrets: false, release });
  if (conversion === undefined) return undefined;
  return newFileEdit(await freeUri(uri, target.fileName, context), conversion.text, context.client);
}

const MOST_NAMES = 100;

/** A name beside a document that no file has, as far as that can be told: `compose.yaml`, `compose-2.yaml`. */
async function freeUri(uri: string, fileName: string, { isFile }: FeatureContext): Promise<string> {
  const dot = fileName.indexOf(".");
  for (let number = 1; number <= MOST_NAMES; number++) {
    const name = number === 1 ? fileName : `${fileName.slice(0, dot)}-${number}${fileName.slice(dot)}`;
    const candidate = uri.replace(/[^/]*$/, encodeURIComponent(name));
    const path = pathOfUri(candidate);
    if (path === undefined || isFile === undefined || !(await isFile(path))) return candidate;
  }
  return uri.replace(/[^/]*$/, encodeURIComponent(`converted-${fileName}`));
}
