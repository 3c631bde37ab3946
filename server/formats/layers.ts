import type { Layer } from "../model/assignment.ts";

/**
 * The layers of an environment that all tools share, weakest first. A tool with more of them ranks its own between these.
 */
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
