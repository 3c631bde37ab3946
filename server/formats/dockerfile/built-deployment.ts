import type { Deployment, Listed, Placed, Probe } from "../../model/deployment.ts";
import { locate } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { splitCommand } from "../shared/split-command.ts";
import type { Stage, StageCommand } from "./build.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";

/** How a container of the image is started, as far as the build decides it; ports and mounts are up to those who start it. */
export function builtDeployment(source: DockerfileSource, stage: Stage, image: Placed<Value>): Deployment {
  const id = source.document.path;
  const { user, steps } = stage;
  return {
    image,
    command: placed(source, stage.command),
    entrypoint: placed(source, stage.entrypoint),
    ports: [],
    portsAreComplete: false,
    network: "other",
    reachableHosts: undefined,
    imageFiles: "own",
    ...(user === undefined ? {} : { user: { value: user.name, at: locate(id, user.at) } }),
    probes: probesOf(source, stage),
    steps: steps.map(({ kind, user: runsAs, text, at }) => ({
      kind,
      user: runsAs === undefined ? undefined : (runsAs.name ?? ""),
      text,
      at: locate(id, at),
    })),
  };
}

function placed(
  source: DockerfileSource,
  command: StageCommand | undefined,
): Placed<readonly string[]> | undefined {
  return command === undefined
    ? undefined
    : { value: command.words, at: locate(source.document.path, command.at) };
}

function probesOf(source: DockerfileSource, { healthcheck }: Stage): Listed<Probe> {
  if (healthcheck === undefined || healthcheck === "none") return { items: [], isComplete: true };
  const [shell, flag, line] = healthcheck.words;
  const isShell = shell === "/bin/sh" && flag === "-c";
  const words = isShell ? splitCommand(line ?? "") : healthcheck.words;
  const at = locate(source.document.path, healthcheck.at);
  return { items: [{ role: "health", test: { kind: "command", words, isShell }, at }], isComplete: true };
}
