import type { Layer } from "../../model/assignment.ts";

/** The layers of a container, weakest first. Ranks leave room for layers that only some formats have. */
export const LAYER_RANKS = {
  image: 10,
  chart: 20,
  environmentFile: 30,
  environment: 40,
  command: 50,
} as const;

/** `ENV` of the image, or of the Dockerfile that makes it. */
export const IMAGE_LAYER: Layer = { rank: LAYER_RANKS.image, label: "image ENV" };

/** What the definition of the container itself says. */
export const ENVIRONMENT_LAYER: Layer = { rank: LAYER_RANKS.environment, label: "environment" };

/** @param label for people: `env_file gw.env` */
export function environmentFileLayer(label: string): Layer {
  return { rank: LAYER_RANKS.environmentFile, label };
}
