import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import { locate } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";
import { templateText } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclBlock, type HclExpression } from "../hcl/tree.ts";
import { isKongChart } from "../helm/chart-file.ts";
import { findCharts } from "../helm/find-charts.ts";
import { innerYaml } from "../helm/helm-source.ts";
import { installChart } from "../helm/install-chart.ts";
import { overlayValues } from "../helm/merge-values.ts";
import { applySet, applyUnknown } from "../helm/set-values.ts";
import { EMPTY_VALUES, type HelmMap, type HelmValue, valuesOfYaml } from "../helm/values.ts";
import type { Problems } from "../shared/problems.ts";
import { type ExpressionContext, expressionValue } from "./expression-value.ts";
import type { TerraformSource } from "./terraform-source.ts";

/** The resources `helm_release` of a file that install a chart of Kong. */
export function linkHelmReleases(
  source: TerraformSource,
  expressions: ExpressionContext,
  context: LinkContext,
  problems: Problems,
): readonly LinkedUnit[] {
  return blocksOf(source.hcl.body, "resource").flatMap((block) => {
    if (block.labels[0]?.text !== "helm_release") return [];
    const chart = textOfAttribute(block, "chart");
    const name = chart?.slice(chart.lastIndexOf("/") + 1) ?? "";
    const isBitnami = /bitnami/.test(`${textOfAttribute(block, "repository") ?? ""}${chart ?? ""}`);
    if (!isKongChart(name) || isBitnami) return [];
    const version = textOfAttribute(block, "version");
    const label = block.labels[1];
    const { path } = source.document;
    const installed = findCharts(
      {
        values: releaseValues(source, block, expressions),
        path: `helm_release.${label?.text ?? name}`,
        chart: { name, version: version === undefined ? undefined : versionOfRange(version) },
        file: undefined,
        anchor: locate(path, label?.span ?? block.typeSpan),
        extent: locate(path, block.span),
        open: openValues(source, block),
        draws: [],
      },
      context,
    );
    return installed.flatMap((each) => installChart(each, path, context, problems) ?? []);
  });
}

function textOfAttribute({ body }: HclBlock, name: string): string | undefined {
  const value = attributeOf(body, name)?.value;
  return value?.kind === "template" ? templateText(value) : undefined;
}

/** `values` in order, and `set` above them. */
function releaseValues(source: TerraformSource, block: HclBlock, expressions: ExpressionContext): HelmMap {
  let values: HelmMap = EMPTY_VALUES;
  for (const item of valueItems(block)) {
    const part = partValues(source, item);
    if (part !== undefined) values = overlayValues(values, part);
  }
  for (const { name, value, isText } of sets(block)) {
    const read = expressionValue(expressions, value).value;
    const text = textOf(read);
    const place = { kind: "words", document: source.document, name: name.span, value: value.span } as const;
    const path = name.kind === "template" ? (templateText(name) ?? "") : "";
    if (path === "") continue;
    values =
      text === undefined
        ? applyUnknown(values, path, "template", place)
        : applySet(values, `${path}=${text}`, isText ? "text" : "typed", () => place).values;
  }
  return values;
}

function valueItems({ body }: HclBlock): readonly HclExpression[] {
  const value = attributeOf(body, "values")?.value;
  return value?.kind === "list" ? value.items : [];
}

function partValues(source: TerraformSource, item: HclExpression): HelmMap | undefined {
  if (item.kind === "template" && item.form === "heredoc") {
    const header = { start: item.span.start, end: item.inner.end };
    const root = innerYaml(source.document.text, header).documents[0]?.root;
    const values =
      root === undefined ? undefined : valuesOfYaml(source.document, root, (text) => /\$\{|%\{/.test(text));
    return values?.kind === "map" ? values : undefined;
  }
  if (item.kind === "call" && item.name === "yamlencode") {
    const [object] = item.arguments;
    const values = object === undefined ? undefined : valueOfExpression(source, object, undefined);
    return values?.kind === "map" ? values : undefined;
  }
  return undefined;
}

/** An object of Terraform as values: `yamlencode` keeps types, and Helm reads its text. */
function valueOfExpression(
  source: TerraformSource,
  expression: HclExpression,
  name: { readonly start: number; readonly end: number } | undefined,
): HelmValue {
  const value = expression.kind === "template" ? expression.inner : expression.span;
  const place = { kind: "words", document: source.document, name: name ?? expression.span, value } as const;
  switch (expression.kind) {
    case "object": {
      const entries = expression.entries.flatMap(({ key, keySpan, value: inner }) =>
        key === undefined ? [] : [[key, valueOfExpression(source, inner, keySpan)] as const],
      );
      return { kind: "map", entries: new Map(entries), place };
    }
    case "list":
      return {
        kind: "list",
        items: expression.items.map((item) => valueOfExpression(source, item, undefined)),
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

interface SetEntry {
  readonly name: HclExpression;
  readonly value: HclExpression;
  readonly isText: boolean;
}

/** `set { … }` of older providers, `set = [{ … }]` of newer ones. */
function sets(block: HclBlock): readonly SetEntry[] {
  return ["set", "set_sensitive"].flatMap((type) => [
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

/** Values that are made by functions or other files. */
function openValues({ document: { path } }: TerraformSource, block: HclBlock) {
  const value = attributeOf(block.body, "values")?.value;
  const items = value === undefined ? [] : value.kind === "list" ? value.items : [value];
  return items
    .filter((item) => !(item.kind === "template" || (item.kind === "call" && item.name === "yamlencode")))
    .map((item) => ({ what: "values that are made elsewhere", at: locate(path, item.span) }));
}
