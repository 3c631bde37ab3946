import type { Layer } from "../../model/assignment.ts";

/** The layers of a container, weakest first. A tool with more of them ranks its own between these. */
const RANKS = {
  /** What the base image or its entrypoint sets. */
  image: 10,
  /** `ENV` of a Dockerfile. */
  build: 15,
  /** `env_file`, `--env-file`, `envFrom`. */
  file: 30,
  /** `environment`, `-e`, `env`. */
  environment: 40,
  /** What the command itself sets: `export`, a prefix of the command. */
  command: 50,
} as const;

/** A layer by its kind and its label for people. */
export function layerOf(kind: keyof typeof RANKS, label: string): Layer {
  return { rank: RANKS[kind], label };
}

/** `ENV` of the image, or of the Dockerfile that makes it. */
export const IMAGE_LAYER: Layer = layerOf("image", "image ENV");

/** What the definition of the container itself says. */
export const ENVIRONMENT_LAYER: Layer = layerOf("environment", "environment");

/** @param label for people: `env_file gw.env` */
export function environmentFileLayer(label: string): Layer {
  return layerOf("file", label);
}
