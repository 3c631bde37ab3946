import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { YamlText } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { ECS } from "./detect.ts";

export interface EcsSource extends Source {
  readonly kind: "ecs";
  /** JSON is YAML. */
  readonly yaml: YamlText;
  readonly isJson: boolean;
}

/** The YAML or JSON of a task definition; what Terraform fills in is masked where it is not part of a text. */
export function parseEcs(format: SourceFormat<EcsSource>, document: SourceDocument): EcsSource {
  const isJson = /^\s*[[{]/.test(document.text);
  const text = isJson ? maskedTemplates(document.text) : document.text;
  const yaml = text === document.text ? document.fact(yamlFact) : parseYaml(text);
  return { ...plainSource(format, document), kind: "ecs", yaml, isJson };
}

/** Whether a source is a task definition. */
export function isEcs(source: Source): source is EcsSource {
  return source.format.id === ECS;
}

/**
 * The text with `${…}` outside of quotes as a word, and `%{…}` there as blanks, each as long as it was, so that it is JSON. A line of `%{if}`
 * keeps what it encloses.
 */
function maskedTemplates(text: string): string {
  if (!/[$%]\{/.test(text)) return text;
  let masked = "";
  let run = 0;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') at = endOfQuoted(text, at);
    else if ((character === "$" || character === "%") && text.charAt(at + 1) === "{") {
      const end = endOfBraces(text, at + 1);
      const filling = character === "$" ? "0" : " ";
      masked += text.slice(run, at) + text.slice(at, end).replace(/[^\n]/g, filling);
      run = end;
      at = end;
    } else at++;
  }
  return masked + text.slice(run);
}

function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"' && text.charAt(at) !== "\n")
    at += text.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

function endOfBraces(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.charAt(at) === "{") depth++;
    if (text.charAt(at) === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}
