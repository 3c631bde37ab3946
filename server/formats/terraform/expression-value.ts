import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import { locate, type SourceId } from "../../model/location.ts";
import type { Piece, Value } from "../../model/value.ts";
import { templateText } from "../hcl/template-value.ts";
import type { HclExpression, HclTemplate } from "../hcl/tree.ts";
import { opaqueAt, slicePieces } from "../shared/value-builder.ts";

/** Variables of Terraform that are known: `TF_VAR_…` of the shell, and defaults. */
export type KnownVariable = (reference: string) => string | undefined;

/** What an expression comes to. */
export interface ExpressionValue {
  readonly value: Value;
  /** Its type, where that is known; an opaque value may have any. */
  readonly type: "text" | "number" | "boolean" | "null" | "unknown";
  /** Why Terraform refuses it. */
  readonly refused: string | undefined;
}

/** Where expressions are read. */
export interface ExpressionContext {
  readonly source: SourceId;
  readonly text: string;
  readonly known: KnownVariable;
}

/** The value of an expression: text with what is filled in, where that is known; else unknown before run time. */
export function expressionValue(context: ExpressionContext, expression: HclExpression): ExpressionValue {
  switch (expression.kind) {
    case "template":
      return templateResult(context, expression);
    case "literal":
      return {
        value: textAt(context, expression.text, expression.span),
        type: expression.type,
        refused: undefined,
      };
    case "call":
      return callResult(context, expression);
    case "other":
      return otherResult(context, expression.span);
    default:
      return { ...opaque(context, expression.span), refused: "a list or an object is not a text" };
  }
}

function textAt({ source }: ExpressionContext, text: string, span: Span): Value {
  return { kind: "text", pieces: [{ kind: "text", text, at: locate(source, span), map: undefined }] };
}

function opaque({ source, text }: ExpressionContext, span: Span): ExpressionValue {
  const piece = opaqueAt("template", locate(source, span), sliceSpan(text, span));
  return { value: { kind: "text", pieces: [piece] }, type: "unknown", refused: undefined };
}

function templateResult(context: ExpressionContext, template: HclTemplate): ExpressionValue {
  const { source, text, known } = context;
  const pieces: Piece[] = [];
  const bad = template.form === "quoted" ? badEscape(sliceSpan(text, template.inner)) : undefined;
  if (bad !== undefined)
    return {
      ...opaque(context, template.span),
      refused: `\`${bad}\` is not an escape of Terraform. Write \`\\\\\` for a backslash`,
    };
  for (const part of template.parts) {
    if (part.kind === "text") {
      const at = locate(source, part.map.spanToSource({ start: 0, end: part.text.length }));
      pieces.push({ kind: "text", text: part.text, at, map: part.map });
      continue;
    }
    const expression = sliceSpan(text, part.expression).replace(/^~|~$/g, "").trim();
    const refused = refusedReference(expression, text.charAt(part.span.start));
    if (refused !== undefined) return { ...opaque(context, part.span), refused };
    const filled = known(expression);
    pieces.push(
      filled === undefined
        ? opaqueAt("template", locate(source, part.span), sliceSpan(text, part.span))
        : { kind: "text", text: filled, at: locate(source, part.span), map: undefined },
    );
  }
  return { value: { kind: "text", pieces }, type: typeOfTemplate(template, pieces), refused: undefined };
}

/** A backslash before something that it gives no meaning. */
function badEscape(inner: string): string | undefined {
  for (const [bad] of inner.matchAll(/\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])/g))
    if (!/^\\(?:[nrt"\\]$|u.|U.)/.test(bad)) return bad;
  return undefined;
}

/** A template of one expression alone has the type of that expression. */
function typeOfTemplate({ parts }: HclTemplate, pieces: readonly Piece[]): ExpressionValue["type"] {
  const [only] = pieces;
  if (parts.length !== 1 || parts[0]?.kind !== "filled-in" || only === undefined) return "text";
  if (only.kind === "opaque") return "unknown";
  if (/^-?\d+(?:\.\d+)?$/.test(only.text)) return "number";
  return /^(?:true|false)$/.test(only.text) ? "boolean" : "text";
}

const DIRECTIVE = /^(?:if|else|endif|for|endfor)\b/;

/** A word alone refers to nothing: resources need an attribute. */
function refusedReference(expression: string, sign: string): string | undefined {
  if (sign === "%")
    return DIRECTIVE.test(expression)
      ? undefined
      : `\`%{${expression}}\` is a directive that Terraform does not have. Write \`%%{\` for the characters themselves`;
  return /^[A-Za-z_][\w-]*$/.test(expression) && !/^(?:true|false|null)$/.test(expression)
    ? `\`\${${expression}}\` refers to nothing. Write \`$\${\` for the characters themselves`
    : undefined;
}

function callResult(
  context: ExpressionContext,
  { name, arguments: [first], span }: HclExpression & { kind: "call" },
): ExpressionValue {
  const inner = first === undefined ? undefined : expressionValue(context, first);
  if (inner?.refused !== undefined) return inner;
  if (inner !== undefined && name === "tostring" && inner.type !== "unknown")
    return { value: inner.value, type: inner.type === "null" ? "null" : "text", refused: undefined };
  const text = first?.kind === "template" ? templateText(first) : undefined;
  if (text !== undefined && inner?.value.kind === "text") {
    const cut = TRIMMED[name]?.(text);
    if (cut !== undefined) {
      const start = text.indexOf(cut);
      const pieces = slicePieces(inner.value.pieces, start, start + cut.length);
      return { value: { kind: "text", pieces }, type: "text", refused: undefined };
    }
  }
  const unknown = opaque(context, span);
  // What these make is a text, whatever it says.
  return /^(?:tostring|join|format|replace|lower|upper|trimspace|chomp|file|base64\w+|jsonencode|templatefile)$/.test(
    name,
  )
    ? { ...unknown, type: "text" }
    : unknown;
}

const TRIMMED: Readonly<Record<string, ((text: string) => string) | undefined>> = Object.freeze({
  trimspace: (text: string) => text.trim(),
  chomp: (text: string) => text.replace(/[\r\n]+$/, ""),
});

function otherResult(context: ExpressionContext, span: Span): ExpressionValue {
  const written = sliceSpan(context.text, span).trim();
  const unknown = opaque(context, span);
  if (/^['\u2018\u2019\u201c\u201d]/.test(written))
    return { ...unknown, refused: "Terraform writes texts in straight double quotes" };
  if (/^[A-Za-z_][\w-]*$/.test(written))
    return { ...unknown, refused: `\`${written}\` refers to nothing. Write a text in double quotes` };
  const known = context.known(written);
  if (known === undefined) return unknown;
  const type = /^-?\d+(?:\.\d+)?$/.test(known)
    ? "number"
    : /^(?:true|false)$/.test(known)
      ? "boolean"
      : "text";
  return { value: textAt(context, known, span), type, refused: undefined };
}
