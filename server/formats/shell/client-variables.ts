import type { Location } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Value } from "../../model/value.ts";
import { readEnvFile } from "../env-file/env-file.ts";
import type { EnvFileReading } from "../env-file/reading.ts";
import type { Variable } from "../shared/script-variables.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import type { Lookup } from "../shared/variables.ts";
import { expandWhole } from "./expand.ts";
import type { CommandContext } from "./link-shell.ts";

/** The variables that the Docker client of a command has, which it passes on where an option names one without a value. */
export class ClientVariables {
  readonly #context: CommandContext;
  readonly #knowsShell: boolean;

  /** @param knowsShell whether all variables of the shell are known that the script does not set */
  constructor(context: CommandContext, knowsShell: boolean) {
    this.#context = context;
    this.#knowsShell = knowsShell;
  }

  /**
   * What the container gets for a name without a value: the variable of the client; without one Docker takes it out of the image.
   * @param at where the option names it
   */
  passedOn(name: string, at: Location): Value {
    const variable = this.#find(name);
    if (variable.kind === "unset") return { kind: "removed" };
    if (variable.kind !== "text")
      return { kind: "text", pieces: [opaqueAt("shell-variable", at, `$${name}`)] };
    return {
      kind: "text",
      pieces: variable.pieces.map((piece) =>
        piece.kind === "text" ? { kind: "text", text: piece.text, at, map: undefined } : { ...piece, at },
      ),
    };
  }

  /** A file of `--env-file` as Docker reads it, names without a value filled in. */
  readFile(source: Source): EnvFileReading {
    const { path, text } = source.document;
    return readEnvFile({ source: path, text, lookup: (name) => this.#lookup(name) }, "docker-run");
  }

  #find(name: string): Variable {
    const { invocation, expand, variables } = this.#context;
    const prefix = invocation.assignments.findLast((each) => each.name === name);
    if (prefix !== undefined)
      return { kind: "text", pieces: expandWhole(prefix.word, prefix.value, expand).pieces };
    if (!invocation.inherits) return { kind: "unknown" };
    if (variables.isExported(name)) return expand.lookup(name);
    return this.#knowsShell ? { kind: "unset" } : { kind: "unknown" };
  }

  /** A variable as readers of environment files ask for it; its characters stand elsewhere. */
  #lookup(name: string): ReturnType<Lookup> {
    const variable = this.#find(name);
    if (variable.kind === "unset") return { state: "unset" };
    if (variable.kind !== "text") return { state: "unknown" };
    return {
      state: "set",
      pieces: variable.pieces.map((piece) => ({ ...piece, at: undefined, map: undefined })),
    };
  }
}
