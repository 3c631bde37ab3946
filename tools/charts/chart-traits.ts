import type { ChartTraits } from "../../schemas/charts/chart-facts.ts";
import { type ChartTree, helperText } from "./chart-tree.ts";

/** How the helpers of one version of the chart build values. */
export function traitsOf(chart: ChartTree): ChartTraits {
  const listen = helperText(chart, "kong.listen");
  const stream = helperText(chart, "kong.streamListen");
  const plugins = helperText(chart, "kong.plugins");
  const env = helperText(chart, "kong.env");
  const version = helperText(chart, "kong.effectiveVersion");
  const readsVersion = ["kong.metaLabels", "kong.proxy.compatibleReadiness"].some((name) =>
    helperText(chart, name).includes("kong.effectiveVersion"),
  );
  return {
    listenAddresses: listen.includes('(list "0.0.0.0" "[::]")') ? ["0.0.0.0", "[::]"] : ["0.0.0.0"],
    listenAddressKey: listen.includes(".addresses")
      ? "addresses"
      : listen.includes(".address)")
        ? "address"
        : null,
    ssl: listen.includes('%d ssl"') ? "first" : "last",
    streamAddress: stream.includes(".addresses") ? "entry" : stream.includes(".address)") ? "block" : null,
    streamUdp: /default "TCP" [$\w]*\.protocol/.test(stream),
    skipsPortZero: helperText(chart, "kong.port_maps").includes('"0"'),
    uniquePlugins: plugins.includes("uniq"),
    preInstalledPlugins: plugins.includes("preInstalled"),
    customEnv: env.includes(".Values.customEnv"),
    envFrom: chart.deployment.includes('"kong.envFrom"'),
    refusesLogBooleans: env.includes("typeOf $val"),
    refusesSeveralSources: /fail "[^"]*dblessConfig/.test(helperText(chart, "kong.volumes")),
    forcesDaemon: helperText(chart, "kong.no_daemon_env") !== "",
    readsTagAsVersion: readsVersion ? (version.includes("regexFind") ? "start" : "whole") : null,
    unifiedRepoTag: helperText(chart, "kong.getRepoTag") !== "",
  };
}
