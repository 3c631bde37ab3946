import type { ChartCondition, ChartValue } from "../../schemas/charts/chart-facts.ts";
import {
  type Bound,
  chartValue,
  conditionOf,
  joinValues,
  pathOf,
  type Scope,
  UnknownTemplate,
} from "./compile-values.ts";
import type { Command, Operand, Pipeline, TemplateNode } from "./go-template.ts";

/** A variable as one version of a chart sets it. */
export interface CompiledVariable {
  readonly name: string;
  readonly when: ChartCondition | null;
  readonly value: ChartValue;
}

type Conditions = readonly ChartCondition[];

/** The variables that a chart sets by itself, without those that its values name. */
export function compileVariables(
  templates: ReadonlyMap<string, readonly TemplateNode[]>,
): readonly CompiledVariable[] {
  const entry = templates.get("kong.final_env") ?? templates.get("kong.env");
  if (entry === undefined) throw new UnknownTemplate("there is no kong.env");
  const walker = new Walker(templates);
  walker.walk(entry, [], undefined);
  return walker.found;
}

class Walker {
  readonly found: CompiledVariable[] = [];
  readonly #templates: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly #variables = new Map<string, { readonly bound: Bound; readonly depth: number }>();

  constructor(templates: ReadonlyMap<string, readonly TemplateNode[]>) {
    this.#templates = templates;
  }

  walk(nodes: readonly TemplateNode[], conditions: Conditions, dot: string | undefined): void {
    let written: WrittenText = { text: "", values: [] };
    const flush = () => {
      this.#writtenEntries(written, conditions);
      written = { text: "", values: [] };
    };
    for (const node of nodes) {
      const scope = this.#scope(dot);
      switch (node.kind) {
        case "text":
          written = { ...written, text: written.text + node.text };
          break;
        case "output": {
          const inner = this.#templates.get(includedName(node.pipeline) ?? "");
          if (inner !== undefined && holdsEntries(inner)) {
            flush();
            this.walk(inner, conditions, dot);
          } else if (!isRendering(node.pipeline)) {
            written = {
              text: `${written.text}\u0001${written.values.length}\u0001`,
              values: [...written.values, chartValue(node.pipeline, scope)],
            };
          }
          break;
        }
        case "assign":
          this.#assign(node.names, node.pipeline, conditions, scope);
          break;
        case "range":
          break;
        default:
          flush();
          this.#block(node, conditions, dot, scope);
      }
    }
    flush();
  }

  #scope(dot: string | undefined): Scope {
    const variables = new Map([...this.#variables].map(([name, { bound }]) => [name, bound] as const));
    return { templates: this.#templates, dot, variables };
  }

  #block(
    node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>,
    conditions: Conditions,
    dot: string | undefined,
    scope: Scope,
  ): void {
    const condition = conditionOf(node.pipeline, scope);
    const inside = condition === undefined ? conditions : [...conditions, condition];
    const inner = node.kind === "with" ? pathOf(node.pipeline[0]?.[0], scope) : dot;
    this.walk(node.body, inside, inner);
    const outside = condition === undefined ? conditions : [...conditions, { not: condition }];
    this.walk(node.otherwise, outside, dot);
  }

  #assign(names: readonly string[], pipeline: Pipeline, conditions: Conditions, scope: Scope): void {
    const [command = []] = pipeline;
    const [head, ...rest] = command;
    const name = names.at(-1) ?? "";
    if (head?.kind === "call" && head.name === "set") {
      this.#set(rest, conditions, scope);
      return;
    }
    const bound = this.#boundBy(name, pipeline, conditions, scope);
    const before = this.#variables.get(name);
    if (bound !== undefined) this.#variables.set(name, { bound, depth: before?.depth ?? conditions.length });
  }

  #boundBy(name: string, pipeline: Pipeline, conditions: Conditions, scope: Scope): Bound | undefined {
    const [head, ...rest] = pipeline[0] ?? [];
    const before = this.#variables.get(name);
    if (head?.kind === "call") {
      if (head.name === "dict" || head.name === "list") return undefined;
      if (head.name === "merge") {
        const path = pathOf(rest[1], scope);
        return path === undefined ? undefined : { kind: "block", listen: { listen: path } };
      }
      if (head.name === "mergeOverwrite") return undefined;
      if (head.name === "append") return this.#appended(before?.bound, rest[1], conditions);
    }
    if (head?.kind === "group" || head?.kind === "call") {
      const inner = head.kind === "group" ? head.pipeline[0]?.[0] : head;
      if (inner?.kind === "call" && inner.name === "append" && head.kind === "group")
        return this.#appended(before?.bound, head.pipeline[0]?.[2], conditions);
      if (inner?.kind === "call" && inner.name === "add") return { kind: "sources" };
    }
    if (head?.kind === "field" && head.root.length > 1) return this.#variables.get(head.root)?.bound;
    if (before?.bound.kind === "streams") return before.bound;
    const value = chartValue(pipeline, scope);
    const own = before === undefined ? [] : conditions.slice(before.depth);
    if (before?.bound.kind !== "value" || own.length === 0) return { kind: "value", value };
    return { kind: "value", value: { when: all(own) ?? "", so: value, otherwise: before.bound.value } };
  }

  /** A list of listeners with one more. */
  #appended(
    before: Bound | undefined,
    operand: Operand | undefined,
    conditions: Conditions,
  ): Bound | undefined {
    const added = operand?.kind === "field" ? this.#variables.get(operand.root)?.bound : undefined;
    if (added?.kind !== "value" || typeof added.value === "string" || !("streams" in added.value))
      return before;
    const when = all(conditions);
    const streams = added.value.streams.map(({ block }) => ({ block, when }));
    return { kind: "streams", streams: [...(before?.kind === "streams" ? before.streams : []), ...streams] };
  }

  /** `set $autoEnv "KONG_X" value`, or a key of a block of listeners. */
  #set([target, key, ...value]: Command, conditions: Conditions, scope: Scope): void {
    if (target?.kind !== "field" || key === undefined) return;
    const bound = this.#variables.get(target.root);
    if (bound?.bound.kind === "block" && key.kind === "text") {
      this.#setInBlock(target.root, bound, key.text, value, conditions, scope);
      return;
    }
    if (key.kind !== "text" || !key.text.startsWith("KONG_")) return;
    this.found.push({ name: key.text, when: all(conditions), value: chartValue([value], scope) });
  }

  #setInBlock(
    name: string,
    { bound, depth }: { readonly bound: Bound; readonly depth: number },
    key: string,
    value: Command,
    conditions: Conditions,
    scope: Scope,
  ): void {
    if (bound.kind !== "block") return;
    if (key === "address") {
      const listen = { ...bound.listen, address: chartValue([value], scope) };
      this.#variables.set(name, { bound: { kind: "block", listen }, depth });
    } else if (key === "addresses") {
      const [group] = value;
      const items = group?.kind === "group" ? (group.pipeline[0] ?? []).slice(1) : [];
      const list = items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
      const when = all(conditions.slice(depth));
      if (when === null) throw new UnknownTemplate("addresses without a condition");
      const listen = { ...bound.listen, addresses: { when, list } };
      this.#variables.set(name, { bound: { kind: "block", listen }, depth });
    }
  }

  /** Entries that are written as YAML: `- name: KONG_X` and what is below it. */
  #writtenEntries({ text, values }: WrittenText, conditions: Conditions): void {
    for (const entry of text.split(/^[ \t]*- name: /m).slice(1)) {
      const [, name = "", value, from] =
        /^(KONG_\w+)[ \t]*\n[ \t]*(?:value:[ \t]*(.*)|valueFrom:[\s\S]*?key:[ \t]*(\S+))/.exec(entry) ?? [];
      if (name === "") continue;
      const filled: ChartValue = from === undefined ? fill(value ?? "", values) : { secret: from };
      this.found.push({ name, when: all(conditions), value: filled });
    }
  }
}

interface WrittenText {
  readonly text: string;
  readonly values: readonly ChartValue[];
}

function fill(text: string, values: readonly ChartValue[]): ChartValue {
  const plain = text.trim().replace(/^"(.*)"$/, "$1");
  return joinValues(
    plain.split("\u0001").map((part, index) => (index % 2 === 0 ? part : (values[Number(part)] ?? ""))),
  );
}

function all(conditions: Conditions): ChartCondition | null {
  const parts = conditions.flatMap((each) => (typeof each === "object" && "all" in each ? each.all : [each]));
  const [only] = parts;
  if (only === undefined) return null;
  return parts.length === 1 ? only : { all: parts };
}

function includedName(pipeline: Pipeline): string | undefined {
  const [head, name] = pipeline[0] ?? [];
  const isInclude = head?.kind === "call" && (head.name === "include" || head.name === "template");
  return isInclude && name?.kind === "text" ? name.text : undefined;
}

function holdsEntries(nodes: readonly TemplateNode[]): boolean {
  return nodes.some((node) =>
    node.kind === "text" ? node.text.includes("- name:") : "body" in node && holdsEntries(node.body),
  );
}

/** The last step, which writes out what was collected. */
function isRendering(pipeline: Pipeline): boolean {
  return includedName(pipeline) === "kong.renderEnv" || pipeline[0]?.[0]?.kind === "text";
}
