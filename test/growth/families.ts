import { CLUSTER_FAMILIES } from "./families/cluster.ts";
import { COMPOSE_FAMILIES } from "./families/compose.ts";
import { CONF_FAMILIES } from "./families/conf.ts";
import { CONTAINERS_FAMILIES } from "./families/containers.ts";
import { DETECTION_FAMILIES } from "./families/detection.ts";
import type { Family } from "./families/family.ts";
import { FIXES_FAMILIES } from "./families/fixes.ts";
import { LINT_FAMILIES } from "./families/lint.ts";
import { SERVER_FAMILIES } from "./families/server.ts";

/** All families of texts, format by format. */
export const FAMILIES: readonly Family[] = [
  ...CONF_FAMILIES,
  ...FIXES_FAMILIES,
  ...LINT_FAMILIES,
  ...COMPOSE_FAMILIES,
  ...CONTAINERS_FAMILIES,
  ...CLUSTER_FAMILIES,
  ...DETECTION_FAMILIES,
  ...SERVER_FAMILIES,
];
