import type { LinkedUnit } from "../../server/model/config-unit.ts";
import type { FormatProblem } from "../../server/model/format.ts";
import type { Environment } from "./case-kinds.ts";
import { type Files, type Verdict, variablesOf, verdictOf } from "./judge-case.ts";

/** What the decoder of Kubernetes refuses; other refusals are those of the API server and of kubectl. */
const DECODING = new Set(["refused", "syntax"]);
/** Under this name a case says why a container does not start, or what its input lacks. */
const WHY = "!";

/** Judges every container of a manifest: by `workload/container`, as the cases name them. */
export function judgeContainers(
  files: Files,
  root: string,
  services: ReadonlyMap<string, string>,
  expected: Readonly<Record<string, Environment>> | null,
): readonly Verdict[] {
  const source = files.source(root);
  if (source === undefined) return [verdictOf("", null, {}, ["no such file"])];
  const { units, problems } = source.format.link(source, {
    surroundings: { imageEnvironment: new Map(), serviceEnvironment: services },
    resolve: files.resolve,
  });
  const details = problems.map(({ kind, detail }) => `${kind}: ${detail}`);
  const isRefused = problems.some(({ kind, refuses }) => refuses && DECODING.has(kind));
  if (expected === null || isRefused)
    return [verdictOf("", expected === null ? null : {}, isRefused ? null : { WHY: "accepted" }, details)];
  const containers = units.filter(({ deployment }) => deployment !== undefined);
  const names = new Set([...Object.keys(expected), ...containers.map(nameOf)]);
  return [...names].map((name) => {
    const unit = containers.find((each) => nameOf(each) === name);
    const wanted = expected[name] ?? {};
    const actual = unit === undefined ? {} : { ...variablesOf(unit), ...whyOf(unit, problems, wanted) };
    return verdictOf(name, wanted, actual, details);
  });
}

function nameOf({ id }: LinkedUnit): string {
  return id.split("/").slice(1).join("/");
}

/** The reason of the case, where the format sees one as well. */
function whyOf(unit: LinkedUnit, problems: readonly FormatProblem[], wanted: Environment): Environment {
  const isMissing =
    problems.some(({ kind, units }) => kind === "missing-key" && units.includes(unit.id)) ||
    (unit.absence.kind === "open" &&
      unit.absence.because.some(({ what }) => what.endsWith("is not in the manifest")));
  return isMissing ? { [WHY]: wanted[WHY] ?? "something is missing" } : {};
}
