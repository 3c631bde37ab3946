import type { ChartCondition, ChartValue, ValuePath } from "../../schemas/charts/chart-facts.ts";
import type { Command, Operand, Pipeline, TemplateNode } from "./go-template.ts";

/** What a variable of a template stands for. */
export type Bound =
  | { readonly kind: "value"; readonly value: ChartValue }
  | { readonly kind: "block"; readonly listen: Extract<ChartValue, { listen: ValuePath }> }
  | { readonly kind: "sources" }
  | { readonly kind: "streams"; readonly streams: Extract<ChartValue, { streams: unknown }>["streams"] };

/** Where an expression stands. */
export interface Scope {
  readonly templates: ReadonlyMap<string, readonly TemplateNode[]>;
  /** The path that the dot means; undefined: the top. */
  readonly dot: ValuePath | undefined;
  readonly variables: ReadonlyMap<string, Bound>;
}

/** Something that the collector has no words for. It stops rather than write a fact that is none. */
export class UnknownTemplate extends Error {}

function unknown(what: string): never {
  throw new UnknownTemplate(`the template has something new: ${what}`);
}

/** The path of a value; undefined for what is none. */
export function pathOf(operand: Operand | undefined, scope: Scope): ValuePath | undefined {
  if (operand?.kind === "group") {
    const [command, ...more] = operand.pipeline;
    return more.length === 0 && command?.length === 1 ? pathOf(command[0], scope) : undefined;
  }
  if (operand?.kind !== "field") return undefined;
  const { root, path } = operand;
  const isTop = root === "$" || (root === "" && scope.dot === undefined);
  if (isTop) return path[0] === "Values" ? path.slice(1).join(".") : path.length === 0 ? "" : undefined;
  if (root !== "") return undefined;
  return [...(scope.dot === undefined || scope.dot === "" ? [] : [scope.dot]), ...pathInside(path)].join(".");
}

/** Inside `with`, `.Values` is still reached by templates that are included with the dot of the top. */
function pathInside(path: readonly string[]): readonly string[] {
  return path[0] === "Values" ? path.slice(1) : path;
}

function boundOf(operand: Operand | undefined, scope: Scope): Bound | undefined {
  return operand?.kind === "field" && operand.root.length > 1 ? scope.variables.get(operand.root) : undefined;
}

/** A condition; undefined for one that is about the template's own bookkeeping, which is always true. */
export function conditionOf(pipeline: Pipeline, scope: Scope): ChartCondition | undefined {
  const [command = [], ...more] = pipeline;
  if (more.length > 0) unknown(`a condition in a pipe: ${JSON.stringify(pipeline)}`);
  const [head, ...rest] = command;
  if (head?.kind === "group" && rest.length === 0) return conditionOf(head.pipeline, scope);
  if (head?.kind === "field") return conditionOnField(head, rest, scope);
  if (head?.kind !== "call") return unknown(JSON.stringify(head));
  switch (head.name) {
    case "not": {
      const inner = conditionOf([rest], scope);
      return inner === undefined ? undefined : { not: inner };
    }
    case "and":
    case "or": {
      const parts = rest.flatMap((operand) => conditionOf([[operand]], scope) ?? []);
      const [only] = parts;
      if (parts.length < 2) return only;
      return head.name === "and" ? { all: parts } : { any: parts };
    }
    case "eq":
    case "gt":
      return comparison(head.name, rest, scope);
    case "hasKey": {
      const path = pathOf(rest[0], scope);
      const key = rest[1];
      return path === undefined || key?.kind !== "text" ? unknown("hasKey") : { has: [path, key.text] };
    }
    case "semverCompare":
      return rest[0]?.kind === "text" ? { image: rest[0].text } : unknown("semverCompare");
    default:
      return unknown(`a condition with ${head.name}`);
  }
}

function conditionOnField(
  head: Extract<Operand, { kind: "field" }>,
  rest: Command,
  scope: Scope,
): ChartCondition | undefined {
  if (head.path.join(".") === "Capabilities.APIVersions.Has")
    return rest[0]?.kind === "text" ? { api: rest[0].text } : unknown("an API");
  const path = pathOf(head, scope);
  return path ?? unknown(`a condition on ${head.root}.${head.path.join(".")}`);
}

function comparison(name: "eq" | "gt", [left, right]: Command, scope: Scope): ChartCondition | undefined {
  const bound = boundOf(left, scope);
  if (bound?.kind === "sources") return { declarativeSources: name === "eq" ? "one" : "several" };
  // Whether a list of listeners is empty yet.
  if (bound?.kind === "streams" || isStreams(bound) || isLength(left)) return undefined;
  const path = pathOf(left, scope);
  if (path === undefined || right?.kind !== "text") return unknown(`${name} ${JSON.stringify(left)}`);
  return { is: [path, right.text] };
}

function isStreams(bound: Bound | undefined): boolean {
  return bound?.kind === "value" && typeof bound.value === "object" && "streams" in bound.value;
}

function isLength(operand: Operand | undefined): boolean {
  const head = operand?.kind === "group" ? operand.pipeline[0]?.[0] : undefined;
  return head?.kind === "call" && head.name === "len";
}

/** The value of an expression. */
export function chartValue(pipeline: Pipeline, scope: Scope): ChartValue {
  const [first = [], ...more] = pipeline;
  return more.reduce<ChartValue>(
    (value, command) => applied(command, value, scope),
    commandValue(first, scope),
  );
}

function operandValue(operand: Operand, scope: Scope): ChartValue {
  if (operand.kind === "group") return chartValue(operand.pipeline, scope);
  return commandValue([operand], scope);
}

/** The result of a command that gets the value before it. */
function applied([head, ...rest]: Command, value: ChartValue, scope: Scope): ChartValue {
  if (head?.kind !== "call") return unknown("a pipe");
  const [argument] = rest;
  switch (head.name) {
    case "quote":
      // The text that is put together here is YAML, where these quotes are syntax.
      return value;
    case "default":
      return argument === undefined
        ? unknown("default")
        : { firstOf: [value, operandValue(argument, scope)] };
    case "trimSuffix":
      return argument?.kind === "text" ? { without: argument.text, of: value } : unknown("trimSuffix");
    default:
      return unknown(`a pipe to ${head.name}`);
  }
}

function commandValue(command: Command, scope: Scope): ChartValue {
  const [head, ...rest] = command;
  if (head === undefined) return unknown("an empty command");
  if (head.kind === "text" || head.kind === "number") return head.text;
  if (head.kind === "group") return chartValue(head.pipeline, scope);
  if (head.kind === "field") {
    const bound = boundOf(head, scope);
    if (bound?.kind === "value") return bound.value;
    if (bound?.kind === "streams") return { streams: bound.streams };
    const path = pathOf(head, scope);
    return path === undefined ? unknown(`the value ${head.root}.${head.path.join(".")}`) : { value: path };
  }
  switch (head.name) {
    case "include":
    case "template":
      return included(rest, scope);
    case "printf":
      return printed(rest, scope);
    case "quote":
      return rest[0] === undefined ? unknown("quote") : { quoted: operandValue(rest[0], scope) };
    case "default":
      return rest[0] === undefined || rest[1] === undefined
        ? unknown("default")
        : { firstOf: [operandValue(rest[1], scope), operandValue(rest[0], scope)] };
    case "int64": {
      const path = pathOf(rest[0], scope);
      return path === undefined ? unknown("int64") : { integer: path };
    }
    default:
      return unknown(`the function ${head.name}`);
  }
}

function printed([format, ...values]: Command, scope: Scope): ChartValue {
  if (format?.kind !== "text") return unknown("printf");
  const parts = format.text.split(/%[ds]/);
  const joined = parts.flatMap((text, index): ChartValue[] => {
    const operand = values[index];
    return operand === undefined ? [text] : [text, operandValue(operand, scope)];
  });
  return joinValues(joined);
}

function included([name, argument]: Command, scope: Scope): ChartValue {
  if (name?.kind !== "text") return unknown("include");
  const bound = boundOf(argument, scope);
  const path = pathOf(argument, scope);
  switch (name.text) {
    case "kong.listen":
      if (bound?.kind === "block") return bound.listen;
      return path === undefined ? unknown("kong.listen") : { listen: path };
    case "kong.streamListen":
      return path === undefined ? unknown("kong.streamListen") : { streams: [{ block: path, when: null }] };
    case "kong.port_maps":
      return path === undefined ? unknown("kong.port_maps") : { portMaps: path };
    case "kong.plugins":
      return { plugins: "plugins" };
    case "kong.postgresql.fullname":
      return { releaseName: "postgresql" };
    case "secretkeyref":
      return secretReference(argument, scope);
    default: {
      const body = scope.templates.get(name.text);
      if (body === undefined || path === undefined) return unknown(`include ${name.text}`);
      return bodyValue(body, { ...scope, dot: path === "" ? undefined : path });
    }
  }
}

/** `(dict "name" .Values.x "key" "y")` */
function secretReference(argument: Operand | undefined, scope: Scope): ChartValue {
  const [, , name, , key] = argument?.kind === "group" ? (argument.pipeline[0] ?? []) : [];
  if (key?.kind !== "text") return unknown("a key of a secret");
  const named = pathOf(name, scope);
  return named === undefined ? { secret: key.text } : { secret: key.text, named };
}

/** The text that the nodes of a helper make. */
function bodyValue(nodes: readonly TemplateNode[], scope: Scope): ChartValue {
  return joinValues(
    nodes.map((node): ChartValue => {
      if (node.kind === "text") return node.text.replace(/^\n+/, "").trim() === "" ? "" : node.text;
      if (node.kind === "output") return chartValue(node.pipeline, scope);
      if (node.kind !== "if") return unknown(`${node.kind} in a helper`);
      const when = conditionOf(node.pipeline, scope);
      const so = bodyValue(node.body, scope);
      return when === undefined ? so : { when, so, otherwise: bodyValue(node.otherwise, scope) };
    }),
  );
}

/** Values side by side, neighboring texts as one. */
export function joinValues(values: readonly ChartValue[]): ChartValue {
  const parts: ChartValue[] = [];
  for (const value of values.flatMap((each) =>
    typeof each === "object" && "joined" in each ? each.joined : [each],
  )) {
    const last = parts.at(-1);
    if (typeof value === "string" && typeof last === "string") parts[parts.length - 1] = last + value;
    else if (value !== "") parts.push(value);
  }
  const [only = ""] = parts;
  return parts.length < 2 ? only : { joined: parts };
}
