import { wordTable } from "../../grammar/text/word-table.ts";
import { ErrorCodes, ResponseError } from "./protocol.ts";

type Members = Readonly<Record<string, unknown>>;

/** What the parameters of a request have to hold, by the words of a message. */
const needs = {
  "`textDocument.uri`": ({ textDocument }: Members) => isRecord(textDocument) && isText(textDocument.uri),
  "`position`": ({ position }: Members) => isPosition(position),
  "`positions`": ({ positions }: Members) => Array.isArray(positions) && positions.every(isPosition),
  "`range`": ({ range }: Members) => isRange(range),
  "`options`": ({ options }: Members) => isRecord(options),
  "`ch`": ({ ch }: Members) => isText(ch),
  "`context`": ({ context }: Members) => isRecord(context),
  "`context.diagnostics`": ({ context }: Members) => isRecord(context) && areDiagnostics(context.diagnostics),
  "`context.only`": ({ context }: Members) => isRecord(context) && isAbsentOr(areTexts, context.only),
  "`label`": ({ label }: Members) => isText(label),
  "`title`": ({ title }: Members) => isText(title),
  "`query`": ({ query }: Members) => isText(query),
  "`previousResultId`": ({ previousResultId }: Members) => isAbsentOr(isText, previousResultId),
  "`previousResultIds`": ({ previousResultIds }: Members) => arePreviousIds(previousResultIds),
  "`command`": ({ command }: Members) => isText(command),
  "`capabilities`": ({ capabilities }: Members) => isRecord(capabilities),
  "`workspaceFolders`": ({ workspaceFolders }: Members) => isAbsentOr(areFolders, workspaceFolders),
  "`arguments`": ({ arguments: given }: Members) => isAbsentOr(Array.isArray, given),
} as const satisfies Record<string, (params: Members) => boolean>;

type Need = keyof typeof needs;

const DOCUMENT = ["`textDocument.uri`"] as const;
const PLACE = ["`textDocument.uri`", "`position`"] as const;
const PART = ["`textDocument.uri`", "`range`"] as const;

/** Of each method that answers from its parameters. */
const needsOf: Readonly<Record<string, readonly Need[]>> = wordTable({
  initialize: ["`capabilities`", "`workspaceFolders`"],
  "textDocument/completion": PLACE,
  "completionItem/resolve": ["`label`"],
  "textDocument/hover": PLACE,
  "textDocument/signatureHelp": PLACE,
  "textDocument/inlayHint": PART,
  "textDocument/codeAction": [...PART, "`context.diagnostics`", "`context.only`"],
  "codeAction/resolve": ["`title`"],
  "textDocument/codeLens": DOCUMENT,
  "textDocument/documentSymbol": DOCUMENT,
  "textDocument/foldingRange": DOCUMENT,
  "textDocument/selectionRange": [...DOCUMENT, "`positions`"],
  "textDocument/documentHighlight": PLACE,
  "textDocument/references": [...PLACE, "`context`"],
  "textDocument/definition": PLACE,
  "textDocument/documentLink": DOCUMENT,
  "textDocument/formatting": [...DOCUMENT, "`options`"],
  "textDocument/rangeFormatting": [...PART, "`options`"],
  "textDocument/onTypeFormatting": [...PLACE, "`ch`", "`options`"],
  "textDocument/semanticTokens/full": DOCUMENT,
  "textDocument/semanticTokens/full/delta": [...DOCUMENT, "`previousResultId`"],
  "textDocument/semanticTokens/range": PART,
  "textDocument/diagnostic": [...DOCUMENT, "`previousResultId`"],
  "workspace/diagnostic": ["`previousResultIds`"],
  "workspace/symbol": ["`query`"],
  "workspace/executeCommand": ["`command`", "`arguments`"],
});

/**
 * Refuses parameters that a method cannot be answered with, so that features may take them as the protocol has them.
 * @throws ResponseError `InvalidParams`
 */
export function checkParams(method: string, params: unknown): void {
  const missing = missingIn(method, params);
  if (missing === undefined) return;
  throw new ResponseError(ErrorCodes.InvalidParams, `${method} cannot be answered without ${missing}`);
}

/** Whether a method can be answered with parameters. */
export function hasParams(method: string, params: unknown): boolean {
  return missingIn(method, params) === undefined;
}

function missingIn(method: string, params: unknown): string | undefined {
  if (!isRecord(params)) return "its parameters";
  return needsOf[method]?.find((need) => !needs[need](params));
}

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

/** Some clients write null for what they leave out. */
function isAbsentOr(check: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || value === null || check(value);
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

function isRange(value: unknown): boolean {
  return isRecord(value) && isPosition(value.start) && isPosition(value.end);
}

function areDiagnostics(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => isRecord(each) && isRange(each.range));
}

function areFolders(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => isRecord(each) && isText(each.uri));
}

function arePreviousIds(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((each) => isRecord(each) && isText(each.uri) && isText(each.value))
  );
}
