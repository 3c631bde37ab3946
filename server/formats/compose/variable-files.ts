import type { LinkContext, VariableFile } from "../../model/format.ts";
import { readerId } from "../env-file/readers.ts";
import { Problems } from "../shared/problems.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import type { ComposeSource } from "./compose-source.ts";
import type { ServiceDefinition } from "./definition.ts";
import { entriesIn, envFileSource } from "./env-files.ts";
import { entryName } from "./environment.ts";
import { kongServices, mayBeKongService } from "./kong-service.ts";
import { type ComposeCall, DOTENV, readCall } from "./read-call.ts";

/** `$NAME`, `${NAME…}`, and the dollar signs that are doubled so that they begin none. */
const FILLED_IN = /\$\$|\$\{?([A-Za-z_]\w*)/g;
const COMMENT = /^[ \t]*#.*$/gm;

/**
 * The files of variables of a Compose file: what its services get by `env_file`, and the `.env` beside it, from which Compose fills in
 * variables and hands none to a container.
 */
export function variableFilesOfCompose(source: ComposeSource, context: LinkContext): readonly VariableFile[] {
  const call = readCall(source, context, new Problems());
  const services = [...call.project.services.values()];
  const kong = new Set(kongServices(services, call.run, context).map(({ definition }) => definition));
  const layers = services.flatMap((definition) => {
    const entries = (definition.lists.get("env_file") ?? []).flatMap((each) => entriesIn(each, call.run));
    if (entries.length === 0) return [];
    const isKong = kong.has(definition);
    const mayBe = !isKong && mayBeKongService(definition, call.run, context);
    return entries.map((entry): VariableFile => {
      const isUndecided = mayBe && envFileSource(entry, context) === undefined;
      return {
        path: entry.path,
        from: entry.file.base.document.path,
        role: "layer",
        isKong: isUndecided ? undefined : isKong,
        reader: readerId(entry.reader),
        names: new Set(),
      };
    });
  });
  return [
    ...layers,
    {
      path: DOTENV,
      from: call.base.document.path,
      role: "interpolation",
      isKong: false,
      reader: undefined,
      names: namesFilledIn(call, services),
    },
  ];
}

/** The variables that the files of a project name in their values, and those that services pass on. */
function namesFilledIn(
  { project, run }: ComposeCall,
  services: readonly ServiceDefinition[],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { source } of project.files)
    for (const [, name] of source.document.text.replace(COMMENT, "").matchAll(FILLED_IN))
      if (name !== undefined) names.add(name);
  for (const entry of services.flatMap(({ environment }) => environment)) {
    const named = entryName(run, entry);
    const { value } = entry;
    const isAlone =
      entry.form === "list"
        ? named?.sign === undefined
        : value?.kind === "scalar" && resolveScalar(value, run.dialect.yaml).type === "null";
    if (named !== undefined && isAlone) names.add(named.name);
  }
  return names;
}
