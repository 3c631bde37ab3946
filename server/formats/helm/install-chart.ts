import type { Assignment } from "../../model/assignment.ts";
import type { Absence, LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { LinkContext } from "../../model/format.ts";
import { causeAt, type SourceId, unitId } from "../../model/location.ts";
import { derivedAssignment } from "../shared/environment-assignment.ts";
import type { Problems } from "../shared/problems.ts";
import { chartDeployment } from "./chart-deployment.ts";
import { chartImage } from "./chart-image.ts";
import { ChartValues } from "./chart-values.ts";
import { chartVariables } from "./chart-variables.ts";
import { checkChart } from "./check-chart.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { overlayValues, valuesOfLeaves, withDefaults } from "./merge-values.ts";
import { readEnvValues } from "./read-env-values.ts";
import { keyLocation, settingPlaces } from "./value-places.ts";
import { isTruthy } from "./values.ts";

/** Ranks between those of the image and of what the person sets; what the chart insists on comes last. */
const CHART_RANK = 20;
const FORCED_RANK = 45;

/** The subchart of the database has this port, which the chart passes on. */
const DATABASE_DEFAULTS = valuesOfLeaves(
  new Map([
    ["postgresql.service.port", "5432"],
    ["postgresql.service.ports.postgresql", "5432"],
  ]),
);

/** The Kong process of an installed chart; undefined where it starts none. */
export function installChart(
  installed: InstalledChart,
  source: SourceId,
  context: LinkContext,
  problems: Problems,
): LinkedUnit | undefined {
  const { chart } = installed;
  const defaults = overlayValues(DATABASE_DEFAULTS, valuesOfLeaves(chart.defaults));
  const values = new ChartValues(withDefaults(installed.values, defaults));
  const enabled = values.at("deployment.kong.enabled");
  if (enabled !== undefined && !isTruthy(enabled)) return undefined;
  const id = unitId(installed.path);
  const image = chartImage(chart, values, context.surroundings.images, installed.isVersionTold);
  const env = readEnvValues({ installed, values, unit: id, problems, release: image.release });
  const derived = derivedAssignments(installed, values);
  checkChart({ installed, values, unit: id, problems });
  return {
    id,
    name: installed.name ?? (installed.path === "" ? undefined : installed.path.split(".")[0]),
    anchor: installed.anchor,
    extent: installed.extent,
    assignments: [
      ...derived,
      ...env.assignments,
      ...(chart.traits.forcesDaemon ? forcedDaemon(installed) : []),
    ],
    others: env.others satisfies readonly OtherVariable[],
    release: image.release,
    absence: absenceOf(installed, values),
    draws: [...new Set([source, installed.anchor.source, ...installed.draws])],
    deployment: chartDeployment(installed, values, image),
    reader: "helm",
  };
}

function derivedAssignments(installed: InstalledChart, values: ChartValues): Assignment[] {
  const { chart, anchor } = installed;
  const layer = { rank: CHART_RANK, label: `chart kong ${chart.version}` };
  const by = { what: "chart", name: "kong", version: chart.version } as const;
  return chartVariables(chart, values, anchor.source).flatMap(({ name, value, cause }) => {
    const at = cause === undefined ? anchor : keyLocation(cause);
    const made = derivedAssignment(name, value, layer, by, at);
    if (made === undefined) return [];
    // An edit of the value that decided it may change it.
    return cause === undefined ? made : { ...made, lineSpan: causeAt(settingPlaces(cause).whole) };
  });
}

function forcedDaemon({ chart, anchor }: InstalledChart): Assignment[] {
  const layer = { rank: FORCED_RANK, label: `chart kong ${chart.version}` };
  const by = { what: "chart", name: "kong", version: chart.version } as const;
  const value = {
    kind: "text",
    pieces: [{ kind: "text", text: "off", at: undefined, map: undefined }],
  } as const;
  return [derivedAssignment("KONG_NGINX_DAEMON", value, layer, by, anchor) ?? []].flat();
}

function absenceOf(installed: InstalledChart, values: ChartValues): Absence {
  const from = installed.chart.traits.envFrom ? values.at("envFrom") : undefined;
  const open = [
    ...installed.open,
    ...(isTruthy(from)
      ? [
          {
            what: "variables of `envFrom`",
            at: from?.place === undefined ? undefined : keyLocation(from.place),
          },
        ]
      : []),
  ];
  return open.length === 0 ? { kind: "closed" } : { kind: "open", because: open };
}
