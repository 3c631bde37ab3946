import type { SourceFormat } from "../model/format.ts";
import { formatName } from "../model/format-id.ts";
import { COMPOSE } from "./compose/detect.ts";
import { dotenv } from "./dotenv/format.ts";
import { HELM } from "./helm/detect.ts";
import { kongConf } from "./kong-conf/format.ts";
import { KUBERNETES } from "./kubernetes/detect.ts";

/** A format in which processes of other texts can be written. */
export interface Target {
  /** The name of the format, for command lines. */
  readonly name: string;
  /** What is written, for people: `a Compose service`. */
  readonly title: string;
  /** The usual name of such a file. */
  readonly fileName: string;
  /** The format; it has a {@link SourceFormat.unitWriter}. */
  load(): Promise<SourceFormat>;
}

/** The formats in which processes can be written. Each is loaded when it is used. */
export const TARGETS: readonly Target[] = [
  {
    name: formatName(kongConf.id),
    title: "a kong.conf",
    fileName: "kong.conf",
    load: async () => kongConf,
  },
  {
    name: formatName(dotenv.id),
    title: "an environment file",
    fileName: "kong.env",
    load: async () => (await import("./env-file/env-file-format.ts")).envFileFormat,
  },
  {
    name: formatName(COMPOSE),
    title: "a Compose service",
    fileName: "compose.yaml",
    load: async () => (await import("./compose/compose-format.ts")).composeFormat,
  },
  {
    name: formatName(KUBERNETES),
    title: "an `env` list of Kubernetes",
    fileName: "kong-env.yaml",
    load: async () => (await import("./kubernetes/kubernetes-format.ts")).kubernetesFormat,
  },
  {
    name: formatName(HELM),
    title: "an `env` block of Helm values",
    fileName: "values.yaml",
    load: async () => (await import("./helm/helm-format.ts")).helmFormat,
  },
];

/** The target of a name; undefined where there is none. */
export function targetNamed(name: string): Target | undefined {
  return TARGETS.find((target) => target.name === name);
}
