import type { Deployment, PublishedPort } from "../../model/deployment.ts";
import type { Location } from "../../model/location.ts";
import type { ChartImage } from "./chart-image.ts";
import { integerAt } from "./chart-listeners.ts";
import type { ChartValues } from "./chart-values.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { keyLocation, valueOfHelm } from "./value-places.ts";
import { isTruthy, textValue } from "./values.ts";

/** Blocks that become Services which lead to listeners of Kong. */
const SERVICES = ["proxy", "admin"] as const;

/** How the chart runs Kong: its image, and the ports that its Services lead to. */
export function chartDeployment(
  installed: InstalledChart,
  values: ChartValues,
  image: ChartImage,
): Deployment {
  const host = values.at("deployment.hostNetwork");
  return {
    image:
      image.reference === undefined
        ? undefined
        : { value: valueOfHelm(textValue(image.reference)), at: image.at ?? installed.anchor },
    command: undefined,
    entrypoint: undefined,
    ports: SERVICES.flatMap((block) => servicePorts(installed, values, block)),
    portsAreComplete: false,
    unserved: new Set(values.holds("manager.enabled") === false ? ["admin_gui_listen"] : []),
    network: isTruthy(host) ? "host" : "own",
    isRouted: true,
    platform: "cluster",
    ...(installed.hasController === true && { hasController: true }),
    reachableHosts: undefined,
  };
}

function servicePorts(
  installed: InstalledChart,
  values: ChartValues,
  block: (typeof SERVICES)[number],
): PublishedPort[] {
  if (values.holds(`${block}.enabled`) !== true) return [];
  const type = values.at(`${block}.type`);
  const isOutside = type?.kind === "text" && /^(?:NodePort|LoadBalancer)$/.test(type.text);
  return ["http", "tls"].flatMap((part): PublishedPort[] => {
    if (values.holds({ all: [`${block}.${part}`, `${block}.${part}.enabled`] }) !== true) return [];
    const override = part === "tls" ? integerAt(values, `${block}.tls.overrideServiceTargetPort`) : undefined;
    const target =
      override !== undefined && override !== "0"
        ? override
        : integerAt(values, `${block}.${part}.containerPort`);
    const service = integerAt(values, `${block}.${part}.servicePort`);
    if (target === undefined || target === "0" || service === "0") return [];
    return [
      {
        hostAddress: isOutside ? "0.0.0.0" : undefined,
        hostPort: service === undefined ? undefined : Number(service),
        containerPort: Number(target),
        protocol: "tcp",
        scheme: part === "tls" ? "https" : "http",
        at: portPlace(installed, values, block, part),
      },
    ];
  });
}

/** The innermost key that a person wrote, in the source that installs the chart if there is one. */
function portPlace({ anchor }: InstalledChart, values: ChartValues, block: string, part: string): Location {
  const written = [`${block}.${part}.containerPort`, `${block}.${part}`, block, "env"].flatMap((path) => {
    const place = values.at(path)?.place;
    return place === undefined ? [] : keyLocation(place);
  });
  const own = written.slice(0, -1).find(({ source }) => source === anchor.source);
  return own ?? written[0] ?? anchor;
}
