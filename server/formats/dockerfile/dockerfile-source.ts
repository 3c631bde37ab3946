import type { Source } from "../../model/source.ts";
import type { DockerfileSyntax } from "./parse-dockerfile.ts";

/** A Dockerfile as its own syntax has it. */
export interface DockerfileSource extends Source {
  readonly syntax: DockerfileSyntax;
}
