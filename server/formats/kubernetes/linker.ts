import type { LinkContext } from "../../model/format.ts";
import type { Problems } from "../shared/problems.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Cluster } from "./cluster.ts";
import type { ConfReader } from "./conf-in-manifest.ts";
import type { KubernetesSource } from "./kubernetes-source.ts";

/** What all containers of a manifest share. */
export interface Linker {
  readonly source: KubernetesSource;
  readonly context: LinkContext;
  readonly cluster: Cluster;
  readonly problems: Problems;
  readonly confs: ConfReader;
  /** Files that some container has. */
  readonly mounted: Set<YamlNode>;
}
