import { type SourceTree, treeAt } from "../collect/source-tree.ts";
import { namedTemplates, type TemplateNode } from "./go-template.ts";

/** One version of a chart as its repository has it. */
export interface ChartTree {
  readonly version: string;
  readonly values: string;
  readonly helpers: string;
  readonly deployment: string;
  readonly templates: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A version of the chart `kong`; undefined where the tag does not have it. */
export function kongChartAt(folder: string, tag: string): ChartTree | undefined {
  const tree = treeAt(folder, tag);
  const read = (name: string) => tree.read(`charts/kong/${name}`);
  const [values, helpers, deployment] = [
    "values.yaml",
    "templates/_helpers.tpl",
    "templates/deployment.yaml",
  ].map(read);
  if (values === undefined || helpers === undefined || deployment === undefined) return undefined;
  return {
    version: tag.replace(/^kong-/, ""),
    values,
    helpers,
    deployment,
    templates: namedTemplates(helpers),
  };
}

/** The range of the chart `kong` that a version of the chart `ingress` depends on. */
export function dependencyAt(tree: SourceTree): string | undefined {
  const text = tree.read("charts/ingress/Chart.yaml") ?? "";
  const dependencies = text.slice(text.indexOf("dependencies:"));
  return /name:\s*kong\b[\s\S]*?version:\s*["']?([^"'\n]+)/.exec(dependencies)?.[1]?.trim();
}

/** The text of a named template. */
export function helperText({ helpers }: ChartTree, name: string): string {
  const start = helpers.search(new RegExp(`\\{\\{-?\\s*define\\s+"${name.replaceAll(".", "\\.")}"`));
  if (start < 0) return "";
  const next = helpers.slice(start + 2).search(/\{\{-?\s*define\s+"/);
  return next < 0 ? helpers.slice(start) : helpers.slice(start, start + 2 + next);
}
