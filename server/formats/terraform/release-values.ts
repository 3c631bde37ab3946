import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Location } from "../../model/location.ts";
import { locate } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";
import { templateText } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclBlock, type HclExpression, type HclTemplate } from "../hcl/tree.ts";
import { innerYaml } from "../helm/helm-source.ts";
import { overlayValues } from "../helm/merge-values.ts";
import { applySet, applyUnknown } from "../helm/set-values.ts";
import { EMPTY_VALUES, type HelmMap, type HelmValue, valuesOfYaml } from "../helm/values.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { type ExpressionContext, expressionValue } from "./expression-value.ts";
import type { ModuleLocals, PlacedExpression } from "./module-locals.ts";
import type { TerraformSource } from "./terraform-source.ts";

/** What a release of Helm is given. */
export interface ReleaseValues {
  readonly values: HelmMap;
  /** Values that functions or other files make. */
  readonly open: readonly { readonly what: string; readonly at: Location }[];
}

const MADE_ELSEWHERE = "values that are made elsewhere";

/** `values` of a resource `helm_release` in order, and `set` above them. */
export function releaseValues(
  source: TerraformSource,
  block: HclBlock,
  expressions: ExpressionContext,
  locals: ModuleLocals,
): ReleaseValues {
  let values: HelmMap = EMPTY_VALUES;
  const open: { what: string; at: Location }[] = [];
  for (const item of valueItems(source, block, locals)) {
    const part = partValues(locals.follow(item), locals);
    if (part !== undefined) values = overlayValues(values, part);
    else
      open.push({
        what: MADE_ELSEWHERE,
        at: locate(item.source.document.path, item.expression.span),
      });
  }
  for (const at of openSets(block)) open.push({ what: MADE_ELSEWHERE, at: locate(source.document.path, at) });
  return { values: withSets(values, source, block, expressions), open };
}

function withSets(
  given: HelmMap,
  { document }: TerraformSource,
  block: HclBlock,
  expressions: ExpressionContext,
): HelmMap {
  let values = given;
  for (const { name, value, isText } of sets(block)) {
    const text = textOf(expressionValue(expressions, value).value);
    const place = { kind: "words", document, name: name.span, value: value.span } as const;
    const path = name.kind === "template" ? (templateText(name) ?? "") : "";
    if (path === "") continue;
    values =
      text === undefined
        ? applyUnknown(values, path, "template", place)
        : applySet(values, `${path}=${text}`, isText ? "text" : "typed", () => place).values;
  }
  return values;
}

/** The texts of YAML that `values` has; what is not a list of them is one that nobody can read. */
function valueItems(
  source: TerraformSource,
  { body }: HclBlock,
  locals: ModuleLocals,
): readonly PlacedExpression[] {
  const expression = attributeOf(body, "values")?.value;
  return expression === undefined ? [] : itemsOf({ source, expression }, locals, 0);
}

/** Lists that are joined have lists of their own. */
const MOST_DEPTH = 8;

function itemsOf(placed: PlacedExpression, locals: ModuleLocals, depth: number): readonly PlacedExpression[] {
  const { source, expression } = locals.follow(placed);
  const inside = (each: HclExpression): PlacedExpression => ({ source, expression: each });
  if (expression.kind === "list") return expression.items.map(inside);
  if (expression.kind === "call" && expression.name === "concat" && depth < MOST_DEPTH)
    return expression.arguments.map(inside).flatMap((each) => itemsOf(each, locals, depth + 1));
  return [{ source, expression }];
}

function partValues({ source, expression }: PlacedExpression, locals: ModuleLocals): HelmMap | undefined {
  if (expression.kind === "template") return yamlValues(source, expression);
  if (expression.kind !== "call" || !/^(?:yaml|json)encode$/.test(expression.name)) return undefined;
  const [object] = expression.arguments;
  const values =
    object === undefined ? undefined : valueOfExpression({ source, expression: object }, undefined, locals);
  return values?.kind === "map" ? values : undefined;
}

/** The values in a text of YAML; undefined where escapes make it, or where it is not known to be values. */
function yamlValues({ document }: TerraformSource, { form, span, inner }: HclTemplate): HelmMap | undefined {
  const written = sliceSpan(document.text, inner);
  if (written.trim() === "") return EMPTY_VALUES;
  if (form === "quoted" && /\\|\$\{|%\{/.test(written)) return undefined;
  const yaml =
    form === "heredoc"
      ? innerYaml(document.text, { start: span.start, end: inner.end })
      : parseYaml(document.text.slice(0, inner.start).replace(/[^\n]/g, " ") + written);
  const root = yaml.documents[0]?.root;
  const values =
    root === undefined ? EMPTY_VALUES : valuesOfYaml(document, root, (text) => /\$\{|%\{/.test(text));
  return values.kind === "map" ? values : undefined;
}

/** An object of Terraform as values: `yamlencode` keeps types, and Helm reads its text. */
function valueOfExpression(
  placed: PlacedExpression,
  name: { readonly start: number; readonly end: number } | undefined,
  locals: ModuleLocals,
): HelmValue {
  const { source, expression } = locals.follow(placed);
  const value = expression.kind === "template" ? expression.inner : expression.span;
  // A key counts where the value is written: a local that another file has goes by its own place.
  const key = source === placed.source ? name : undefined;
  const place = { kind: "words", document: source.document, name: key ?? expression.span, value } as const;
  switch (expression.kind) {
    case "object": {
      const entries = expression.entries.flatMap(({ key: inner, keySpan, value: of }) =>
        inner === undefined
          ? []
          : [[inner, valueOfExpression({ source, expression: of }, keySpan, locals)] as const],
      );
      return { kind: "map", entries: new Map(entries), place };
    }
    case "list":
      return {
        kind: "list",
        items: expression.items.map((item) =>
          valueOfExpression({ source, expression: item }, undefined, locals),
        ),
        place,
      };
    case "template": {
      const text = templateText(expression);
      return text === undefined ? { kind: "unknown", why: "template", place } : { kind: "text", text, place };
    }
    case "literal":
      return { kind: expression.type, text: expression.type === "null" ? "" : expression.text, place };
    default:
      return { kind: "unknown", why: "template", place };
  }
}

const SETS = ["set", "set_sensitive"];

/** Values of `set` that nothing in the resource lists, or in a way that is not read. */
function openSets({ body }: HclBlock): readonly HclExpression["span"][] {
  const made = blocksOf(body, "dynamic").filter(({ labels }) => /^set(?:_|$)/.test(labels[0]?.text ?? ""));
  const attributes = SETS.flatMap((type) => attributeOf(body, type)?.value ?? []).filter(
    ({ kind }) => kind !== "list",
  );
  const lists = ["set_list", "set_wo"].flatMap((type) => [
    ...blocksOf(body, type),
    ...[attributeOf(body, type) ?? []].flat(),
  ]);
  return [...made, ...lists, ...attributes].map(({ span }) => span);
}

interface SetEntry {
  readonly name: HclExpression;
  readonly value: HclExpression;
  readonly isText: boolean;
}

/** `set { … }` of older providers, `set = [{ … }]` of newer ones. */
function sets(block: HclBlock): readonly SetEntry[] {
  return SETS.flatMap((type) => [
    ...blocksOf(block.body, type).flatMap(({ body }) => setEntry((name) => attributeOf(body, name)?.value)),
    ...listItems(attributeOf(block.body, type)?.value).flatMap((item) =>
      item.kind === "object"
        ? setEntry((name) => item.entries.findLast(({ key }) => key === name)?.value)
        : [],
    ),
  ]);
}

function setEntry(field: (name: string) => HclExpression | undefined): SetEntry[] {
  const [name, value, type] = ["name", "value", "type"].map(field);
  if (name === undefined || value === undefined) return [];
  return [{ name, value, isText: type?.kind === "template" && templateText(type) === "string" }];
}

function listItems(value: HclExpression | undefined): readonly HclExpression[] {
  return value?.kind === "list" ? value.items : [];
}
