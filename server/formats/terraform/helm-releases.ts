import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import { locate } from "../../model/location.ts";
import { templateText } from "../hcl/template-value.ts";
import { attributeOf, blocksOf, type HclBlock } from "../hcl/tree.ts";
import { isKongChart } from "../helm/chart-file.ts";
import { findCharts } from "../helm/find-charts.ts";
import { installChart } from "../helm/install-chart.ts";
import type { Problems } from "../shared/problems.ts";
import type { ExpressionContext } from "./expression-value.ts";
import { ModuleLocals } from "./module-locals.ts";
import { releaseValues } from "./release-values.ts";
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
    const locals = new ModuleLocals(source, context);
    const { values, open } = releaseValues(source, block, expressions, locals);
    const installed = findCharts(
      {
        values,
        path: `helm_release.${label?.text ?? name}`,
        chart: { name, version: version === undefined ? undefined : versionOfRange(version) },
        file: undefined,
        anchor: locate(path, label?.span ?? block.typeSpan),
        extent: locate(path, block.span),
        open,
        draws: locals.draws,
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
