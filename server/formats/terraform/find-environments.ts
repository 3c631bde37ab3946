import type { Span } from "../../../grammar/text/span.ts";
import { parseHclExpression } from "../hcl/parse-hcl.ts";
import { templateText } from "../hcl/template-value.ts";
import { blocksOf, type HclBlock, type HclBody, type HclExpression, type HclTemplate } from "../hcl/tree.ts";
import type { TerraformSource } from "./terraform-source.ts";

/** A variable as it is written. */
export interface WrittenPair {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  readonly span: Span;
}

/** The variables of one container. */
export interface Environment {
  /**
   * `list`: objects with `name` and `value`, both texts; `map`: an object, whose values become texts; `blocks`: blocks `env`, the same;
   * `words`: texts `NAME=value`.
   */
  readonly form: "list" | "map" | "blocks" | "words";
  readonly pairs: readonly WrittenPair[];
  /** Names whose values come out of a store of secrets. */
  readonly secrets: readonly WrittenPair[];
  /** Whether there may be more than is written. */
  readonly isOpen: boolean;
  /** The object whose keys are the variables. */
  readonly map: Span | undefined;
  /** The path of the container in the file. */
  readonly path: string;
  /** The block `resource` that has the container. */
  readonly resource: HclBlock | undefined;
  /** A field of the container by its name. */
  field(name: string): HclExpression | undefined;
  /** The name of the container, or of what it stands in. */
  readonly anchor: Span;
  readonly extent: Span;
}

/** Where an expression stands. */
interface Holder {
  readonly path: string;
  readonly anchor: Span;
  readonly extent: Span;
  readonly resource: HclBlock | undefined;
  /** The fields beside it. */
  field(name: string): HclExpression | undefined;
}

/** All variables of containers in a file. */
export function findEnvironments({
  document: { text },
  hcl,
  expression,
}: TerraformSource): readonly Environment[] {
  const found: Environment[] = [];
  const finder = new Finder(text, found);
  const whole = { start: 0, end: text.length };
  const file: Holder = {
    path: "",
    anchor: { start: 0, end: 0 },
    extent: whole,
    resource: undefined,
    field: () => undefined,
  };
  finder.body(hcl.body, file);
  if (expression !== undefined) finder.expression(expression, file, "");
  return found;
}

class Finder {
  readonly #text: string;
  readonly #found: Environment[];

  constructor(text: string, found: Environment[]) {
    this.#text = text;
    this.#found = found;
  }

  body(body: HclBody, outer: Holder): void {
    const own: Holder = { ...outer, field: (name) => attributeIn(body, name) };
    this.#envBlocks(body, own);
    for (const item of body.items) {
      if (item.kind === "attribute") this.expression(item.value, own, item.name);
      else this.body(item.body, this.#holderOf(item, outer));
    }
  }

  #holderOf(block: HclBlock, outer: Holder): Holder {
    const labels = block.labels.map(({ text }) => text);
    const name =
      labels.at(-1) === undefined
        ? block.type
        : [...(labels.length > 1 ? [labels[0]] : []), labels.at(-1)].join(".");
    const anchor = block.labels.at(-1)?.span ?? block.typeSpan;
    const resource = outer.resource ?? (block.type === "resource" ? block : undefined);
    return { ...outer, path: joinPath(outer.path, name), anchor, extent: block.span, resource };
  }

  /** `env { name = … value = … }` of a container of Kubernetes. */
  #envBlocks(body: HclBody, holder: Holder): void {
    const blocks = blocksOf(body, "env");
    const pairs = blocks.flatMap(
      ({ body: inner, span }) => pairOf((name) => attributeIn(inner, name), span) ?? [],
    );
    if (!hasKong(pairs)) return;
    const isOpen =
      blocksOf(body, "env_from").length > 0 ||
      blocksOf(body, "dynamic").some(({ labels }) => labels[0]?.text === "env");
    this.#add("blocks", pairs, [], isOpen, containerHolder(holder, this.#text), undefined);
  }

  expression(expression: HclExpression, holder: Holder, key: string): void {
    switch (expression.kind) {
      case "list":
        this.#list(expression, holder, key);
        return;
      case "object":
        this.#object(expression, holder, key);
        return;
      case "call":
        for (const [index, each] of expression.arguments.entries())
          if (expression.name !== "lookup" || index === 0) this.expression(each, holder, key);
        return;
      case "template":
        this.#json(expression, holder, key);
        return;
      default:
        return;
    }
  }

  #list(list: HclExpression & { kind: "list" }, holder: Holder, key: string): void {
    const pairs = list.items.flatMap(
      (item) =>
        (item.kind === "object" ? pairOf((name) => entryIn(item, name), item.span) : wordPair(item)) ?? [],
    );
    if (!hasKong(pairs)) {
      for (const item of list.items) this.expression(item, holder, key);
      return;
    }
    const isWords = list.items.some((item) => item.kind === "template");
    const isOpen = list.items.some(({ kind }) => kind !== "object" && kind !== "template");
    this.#add(
      isWords ? "words" : "list",
      pairs,
      secretsIn(holder),
      isOpen,
      containerHolder(holder, this.#text),
      key,
    );
  }

  #object(object: HclExpression & { kind: "object" }, holder: Holder, key: string): void {
    const pairs = object.entries.flatMap(({ key: name, keySpan, value, span }) =>
      name !== undefined && /^KONG_\w/.test(name)
        ? [{ name, nameSpan: unquoted(this.#text, keySpan), value, span }]
        : [],
    );
    if (pairs.length > 0) {
      const isOpen = object.entries.some(({ key: name }) => name === undefined);
      this.#add("map", pairs, [], isOpen, holder, key, object.span);
      return;
    }
    const name = entryIn(object, "name");
    const label = name?.kind === "template" ? templateText(name) : undefined;
    const inner: Holder = {
      path: joinPath(holder.path, label ?? key),
      anchor: name?.kind === "template" ? name.inner : holder.anchor,
      extent: object.span,
      resource: holder.resource,
      field: (field) => entryIn(object, field),
    };
    for (const entry of object.entries) this.expression(entry.value, inner, entry.key ?? "");
  }

  /** JSON in a heredoc is an expression of its own. */
  #json(template: HclTemplate, holder: Holder, key: string): void {
    const { inner, form } = template;
    if (form !== "heredoc" || !/^\s*[[{]/.test(this.#text.slice(inner.start, inner.start + 200))) return;
    this.expression(parseHclExpression(this.#text, inner).expression, holder, key);
  }

  #add(
    form: Environment["form"],
    pairs: readonly WrittenPair[],
    secrets: readonly WrittenPair[],
    isOpen: boolean,
    holder: Holder,
    key: string | undefined,
    map?: Span,
  ): void {
    this.#found.push({
      form,
      map,
      pairs,
      secrets,
      isOpen,
      path: key === undefined ? holder.path : joinPath(holder.path, key),
      resource: holder.resource,
      field: holder.field,
      anchor: holder.anchor,
      extent: holder.extent,
    });
  }
}

function joinPath(path: string, key: string): string {
  return [path, key].filter((part) => part !== "").join(".");
}

/** A container is named by its field `name`. */
function containerHolder(holder: Holder, _text: string): Holder {
  const name = holder.field("name");
  return name?.kind === "template" ? { ...holder, anchor: name.inner } : holder;
}

function attributeIn({ items }: HclBody, name: string): HclExpression | undefined {
  const found = items.findLast((item) => item.kind === "attribute" && item.name === name);
  return found?.kind === "attribute" ? found.value : undefined;
}

/** The value of the last entry of a name. */
export function entryIn(
  { entries }: HclExpression & { kind: "object" },
  name: string,
): HclExpression | undefined {
  return entries.findLast(({ key }) => key === name)?.value;
}

function pairOf(field: (name: string) => HclExpression | undefined, span: Span): WrittenPair | undefined {
  const name = field("name");
  const value = field("value");
  const text = name?.kind === "template" ? templateText(name) : undefined;
  if (name?.kind !== "template" || text === undefined || value === undefined) return undefined;
  return { name: text, nameSpan: name.inner, value, span };
}

/** `NAME=value` in one text. */
function wordPair(item: HclExpression): WrittenPair | undefined {
  if (item.kind !== "template") return undefined;
  const [first] = item.parts;
  const match = first?.kind === "text" ? /^(\w+)=/.exec(first.text) : null;
  if (match === null) return undefined;
  const [, name = ""] = match;
  return {
    name,
    nameSpan: { start: item.inner.start, end: item.inner.start + name.length },
    value: item,
    span: item.span,
  };
}

/** `secrets` of a container of ECS: `valueFrom` instead of `value`. */
function secretsIn(holder: Holder): readonly WrittenPair[] {
  const list = holder.field("secrets");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => {
    if (item.kind !== "object") return [];
    const field = (name: string) => entryIn(item, name === "value" ? "valueFrom" : name);
    return pairOf(field, item.span) ?? [];
  });
}

function hasKong(pairs: readonly WrittenPair[]): boolean {
  return pairs.some(({ name }) => /^KONG_\w/.test(name));
}

/** A key without its quotes. */
function unquoted(text: string, { start, end }: Span): Span {
  return text.charAt(start) === '"' && text.charAt(end - 1) === '"' && end - start > 1
    ? { start: start + 1, end: end - 1 }
    : { start, end };
}
