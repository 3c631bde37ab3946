import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import { type Span, span } from "../../../../grammar/text/span.ts";
import { nginxArguments } from "../../../../grammar/values/nginx-arguments.ts";
import { isVaultReference } from "../../../../grammar/values/parse-vault-reference.ts";
import type { Property } from "../../../../schemas/property.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { type Assignment, valuePlace } from "../../../model/assignment.ts";
import { valueItems } from "../../../rules/support/value-items.ts";
import type { SemanticToken } from "../../feature.ts";
import type { SemanticModifier, SemanticType } from "../../semantic-legend.ts";
import { isSecret } from "../../support/redaction.ts";
import { lossOf } from "../../support/what-kong-reads.ts";
import { onLines } from "./on-lines.ts";

/** A part of a written value, and what it is. */
interface Part {
  readonly place: Span;
  readonly type: SemanticType;
}

const SWITCHES = new Set(["on", "off", "true", "false"]);
/** A number, a size, a time. */
const NUMBER = /^[+-]?(?:0x[\da-fA-F]+|\d+(?:\.\d+)?)(?:ms|[kKmMgGsmhdwMy])?$/;

/** The tokens of a value by the type of its property. */
export function valueTokens(assignment: Assignment, analysis: Analysis): SemanticToken[] {
  const { writtenValue, property } = assignment;
  if (writtenValue === "") return [];
  const { text } = analysis.unit.document;
  const definition = analysis.catalog.property(property);
  const modifiers: SemanticModifier[] = [];
  if (isSecret(property, analysis) && !isVaultReference(writtenValue)) modifiers.push("readonly");
  if (lossOf(analysis, assignment) !== undefined) modifiers.push("modification");
  else if (definition?.default === writtenValue) modifiers.push("defaultLibrary");
  if (assignment.opaque !== undefined) modifiers.push("abstract");
  return partsOf(assignment, definition, analysis).flatMap(({ place, type }) =>
    onLines(text, valuePlace(assignment, place)).map((part) => ({ span: part, type, modifiers })),
  );
}

function partsOf(assignment: Assignment, definition: Property | undefined, analysis: Analysis): Part[] {
  const { writtenValue: value, property, opaque } = assignment;
  const { catalog } = analysis;
  const whole = (type: SemanticType): Part[] => [{ place: span(0, value.length), type }];
  if (opaque !== undefined) return whole("string");
  if (isVaultReference(value)) return whole("macro");
  if (isSecret(property, analysis)) return whole("string");
  if (catalog.listenProperties.has(property)) return parseListen(value).entries.flatMap(listenParts);
  if (definition === undefined && catalog.dynamicPrefixOf(property)?.injects === true)
    return directiveParts(value);
  switch (definition?.type) {
    case "array":
      return valueItems(assignment)
        .filter((item) => item.text !== "")
        .map(({ text, offset }) => ({
          place: span(offset, offset + text.length),
          type: itemType(text, property, definition),
        }));
    case "boolean":
    case "ngx_boolean":
      return whole(SWITCHES.has(value) ? "enumMember" : "string");
    case "number":
      return whole(NUMBER.test(value) ? "number" : "string");
    case "string":
    case "untyped":
    case undefined:
      if (definition?.enum !== undefined)
        return whole(definition.enum.includes(value) ? "enumMember" : "string");
      return whole(NUMBER.test(value) ? "number" : "string");
  }
}

function itemType(text: string, property: string, { itemEnum }: Property): SemanticType {
  if (isVaultReference(text)) return "macro";
  if (property === "plugins") return text === "bundled" || text === "off" ? "enumMember" : "class";
  const isWord = itemEnum?.some((each) => each.toLowerCase() === text.toLowerCase()) === true;
  if (isWord || text === "off" || text === "bundled") return "enumMember";
  return NUMBER.test(text) ? "number" : "string";
}

function listenParts({ address, off, flags }: ListenEntry): Part[] {
  const parts: Part[] = [];
  if (off !== undefined) parts.push({ place: off, type: "enumMember" });
  if (address !== undefined) {
    if (address.host.end > address.host.start) parts.push({ place: address.host, type: "string" });
    if (address.port !== undefined && address.port.end > address.port.start)
      parts.push({ place: address.port, type: "number" });
  }
  for (const { name, argument, argumentText } of flags) {
    if (name.end > name.start) parts.push({ place: name, type: "keyword" });
    if (argument !== undefined && argument.end > argument.start)
      parts.push({ place: argument, type: SWITCHES.has(argumentText ?? "") ? "enumMember" : "number" });
  }
  return parts;
}

function directiveParts(value: string): Part[] {
  return nginxArguments(value).arguments.map(({ span: place, text, quote }) => ({
    place,
    type:
      quote !== undefined
        ? "string"
        : SWITCHES.has(text)
          ? "enumMember"
          : NUMBER.test(text)
            ? "number"
            : "string",
  }));
}
