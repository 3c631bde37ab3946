import type { Surroundings } from "../../model/format.ts";
import { textOf } from "../../model/value.ts";
import { readKongImage } from "../images/kong-image.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import type { Build, BuildFault, Stage } from "./build.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { runBuild } from "./run-build.ts";

/** What surrounds a build. */
export type BuildSurroundings = Pick<
  Surroundings,
  "buildArguments" | "imageEnvironment" | "images" | "target" | "reader"
>;

/** The reader that stands for the builder before BuildKit. */
const LEGACY = "docker-legacy-builder";

/** Whether the builder before BuildKit reads the file. */
export function isLegacy({ reader }: BuildSurroundings): boolean {
  return reader === LEGACY;
}

/** Runs a Dockerfile as it is surrounded. */
export function buildOf(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  legacyBuilder: boolean,
): Build {
  return runBuild(source.syntax, {
    source: source.document.path,
    text: source.document.text,
    buildArguments: surroundings.buildArguments,
    legacyBuilder,
    imageEnvironment: (reference) =>
      surroundings.imageEnvironment ??
      (reference === undefined ? undefined : readKongImage(reference, surroundings.images).environment),
  });
}

/** Faults of the stages that are built; what no builder can read counts wherever it is. */
export function faultsOf(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  build: Build,
  chain: readonly Stage[],
): readonly BuildFault[] {
  const inChain = new Set(chain.map(({ index }) => index));
  const atParse = new Set(["unquoted-blank", "syntax", "unknown-instruction", "missing-continuation"]);
  const faults = build.faults.filter(
    ({ kind, stage }) => stage === undefined || inChain.has(stage) || atParse.has(kind),
  );
  const unused = chain.flatMap((stage) =>
    stage.arguments
      .filter(
        ({ name, used }) => !used && isKongSetting(name) && !stage.pairs.some((pair) => pair.name === name),
      )
      .map(
        ({ name, at }): BuildFault => ({
          kind: "argument-only",
          at,
          name,
          refuses: false,
          before: source.document.text.slice(at.start, at.end),
          after: undefined,
          detail: `\`ARG\` applies during the build only; the process never gets \`${name}\``,
          stage: undefined,
        }),
      ),
  );
  return [
    ...faults,
    ...unused,
    ...(isLegacy(surroundings) ? [] : disagreements(source, surroundings, chain)),
  ];
}

/** Where an `ARG` follows an `ENV` of the same name, BuildKit and the builder before it fill in different values. */
function disagreements(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  chain: readonly Stage[],
): readonly BuildFault[] {
  const names = new Set(chain.flatMap(({ pairs }) => pairs.map(({ name }) => name)));
  if (!chain.some((stage) => stage.arguments.some(({ name }) => names.has(name)))) return [];
  const older = buildOf(source, surroundings, true);
  return chain.flatMap((stage) => {
    const other = older.stages[stage.index];
    return stage.pairs.flatMap((pair, index): BuildFault[] => {
      const now = textOf(pair.value);
      const then = textOf(other?.pairs[index]?.value ?? pair.value);
      if (now === undefined || then === undefined || now === then) return [];
      return [
        {
          kind: "readers-disagree",
          at: pair.valueSpan,
          name: pair.name,
          refuses: false,
          before: now,
          after: then,
          detail: "BuildKit fills in the `ARG`, the builder before it the `ENV` of the same name",
          stage: undefined,
        },
      ];
    });
  });
}
