import { span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { type UnitId, unitId } from "../../model/location.ts";
import { commentCursor } from "../shared/comment-cursor.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import { keyText } from "../yaml/tree.ts";
import { stepsIn, writtenEnd } from "../yaml/tree-places.ts";
import { writeScalar } from "../yaml/write-scalar.ts";
import { escapeReferences } from "./expand.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";
import { entryPlace, isEncoded } from "./places.ts";

const ELSEWHERE: Cursor = { kind: "elsewhere" };

/** What is at a place of a manifest: a comment, the name of a variable of Kong, its value, or nothing of Kong. */
export function cursorInKubernetes(
  source: KubernetesSource,
  units: readonly LinkedUnit[],
  offset: number,
): Cursor {
  const { text } = source.document;
  const comment = commentCursor(text, source.yaml.comments, offset);
  if (comment !== undefined) return comment;
  return valueAt(source, units, offset) ?? nameAt(source, units, offset) ?? ELSEWHERE;
}

function valueAt(source: KubernetesSource, units: readonly LinkedUnit[], offset: number): Cursor | undefined {
  const { path, text } = source.document;
  const assignment = units
    .flatMap((unit) => unit.assignments)
    .find(
      ({ channel, span: whole, nameSpan, rawValueSpan }) =>
        channel === "environment" &&
        whole.source === path &&
        rawValueSpan.source === path &&
        offset > nameSpan.end &&
        rawValueSpan.start <= offset &&
        offset <= Math.max(valueEnd(text, rawValueSpan), lineBlanks(text, rawValueSpan)),
    );
  const entry = assignment === undefined ? undefined : entryPlace(source, assignment.nameSpan.start);
  if (assignment === undefined || entry === undefined || isEncoded(entry)) return undefined;
  const { rawValueSpan } = assignment;
  const replace = span(rawValueSpan.start, valueEnd(text, rawValueSpan));
  const from = Math.min(assignment.writtenValueSpan.start, offset);
  return {
    kind: "value",
    assignment,
    replace,
    typed: text.slice(from, offset).trimStart(),
    spell: (content) => {
      const spelled = writeScalar(entry.form === "env" ? escapeReferences(content) : content, {
        style: quoteAt(text, rawValueSpan.start),
        flow: false,
      });
      return text.charAt(rawValueSpan.start - 1) === ":" ? ` ${spelled}` : spelled;
    },
  };
}

function valueEnd(text: string, place: { readonly start: number; readonly end: number }): number {
  return Math.max(place.start, writtenEnd(text, place));
}

/** After the colon of an empty value, before the end of its line. */
function lineBlanks(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  if (start !== end) return start;
  return start + (/^[ \t]*/.exec(text.slice(start, lineEndAt(text, start)))?.[0].length ?? 0);
}

function quoteAt(text: string, offset: number): "single" | "double" | "plain" {
  const first = text.charAt(offset);
  return first === '"' ? "double" : first === "'" ? "single" : "plain";
}

/** `- name: KONG_` in an `env`, or `KONG_` as a key of a ConfigMap that a container draws on. */
function nameAt(source: KubernetesSource, units: readonly LinkedUnit[], offset: number): Cursor | undefined {
  const { text } = source.document;
  const start = lineStartAt(text, offset);
  const line = text.slice(start, lineEndAt(text, offset));
  const match = /^([ \t]*(?:- )?(?:- )?name[ \t]*:[ \t]*)(["']?)([A-Za-z0-9_]*)/.exec(line);
  if (match === null) return undefined;
  const [, lead = "", quote = "", name = ""] = match;
  const from = start + lead.length + quote.length;
  if (offset < from || offset > from + name.length) return undefined;
  const steps = stepsIn(source.yaml, offset);
  const isEnv = steps.some((step) => step.kind === "pair" && keyText(step.pair.key) === "env");
  if (!isEnv) return undefined;
  const entry = entryPlace(source, offset);
  const holder = entry?.step.kind === "item" ? entry.step.item.value : undefined;
  const hasValue =
    holder?.kind === "mapping" && holder.pairs.some(({ key }) => /^value(?:From)?$/.test(keyText(key) ?? ""));
  const indent = " ".repeat(line.indexOf("name"));
  return {
    kind: "name",
    unit: unitAt(units, offset),
    replace: span(from, from + name.length),
    typed: text.slice(from, offset),
    spell: (property, content) => {
      const spelled = variableName(property);
      if (hasValue || content === undefined) return spelled;
      const value = writeScalar(escapeReferences(content), { style: "plain", flow: false });
      return `${spelled}${quote}\n${indent}value: ${value}`;
    },
  };
}

function unitAt(units: readonly LinkedUnit[], offset: number): UnitId {
  const own = units.findLast(({ extent }) => extent.start <= offset && offset <= extent.end + 1);
  return own?.id ?? units[0]?.id ?? unitId("");
}
