import { sliceSpan } from "../../../grammar/text/span.ts";
import type { LinkContext } from "../../model/format.ts";
import { locate, type SourceId } from "../../model/location.ts";
import { attributeOf, blocksOf, type HclExpression } from "../hcl/tree.ts";
import { isTerraform, type TerraformSource } from "./terraform-source.ts";

/** An expression, and the file of the module that has it. */
export interface PlacedExpression {
  readonly source: TerraformSource;
  readonly expression: HclExpression;
}

const REFERENCE = /^local((?:\.[\w-]+)+)$/;
/** Files in which people keep what a module shares, where nobody can look into its folder. */
const USUAL = ["locals.tf", "main.tf", "variables.tf"];
/** More files than a module by hand has, and more names on the way to one value. */
const MOST_FILES = 100;
const MOST_STEPS = 20;

/** The values in blocks `locals` of a module: all files of one folder. */
export class ModuleLocals {
  readonly #source: TerraformSource;
  readonly #context: LinkContext;
  readonly #draws = new Set<SourceId>();
  #others: readonly TerraformSource[] | undefined;

  constructor(source: TerraformSource, context: LinkContext) {
    this.#source = source;
    this.#context = context;
  }

  /** The other files in which values were found. */
  get draws(): readonly SourceId[] {
    return [...this.#draws];
  }

  /** What an expression refers to by `local.x` or `"${local.x}"`; the expression itself where it is something else, or nothing is known. */
  follow(placed: PlacedExpression): PlacedExpression {
    let at = placed;
    for (let step = 0; step < MOST_STEPS; step++) {
      const next = this.#referredTo(at);
      if (next === undefined) return at;
      at = next;
    }
    return at;
  }

  #referredTo({ source, expression }: PlacedExpression): PlacedExpression | undefined {
    const [name = "", ...keys] = referenceIn(source.document.text, expression)?.split(".").slice(1) ?? [];
    if (name === "") return undefined;
    let found = this.#local(name);
    for (const key of keys) {
      if (found?.expression.kind !== "object") return undefined;
      const entry = found.expression.entries.findLast((each) => each.key === key);
      found = entry === undefined ? undefined : { source: found.source, expression: entry.value };
    }
    return found;
  }

  #local(name: string): PlacedExpression | undefined {
    const own = localIn(this.#source, name);
    if (own !== undefined) return { source: this.#source, expression: own };
    for (const source of this.#otherFiles()) {
      const expression = localIn(source, name);
      if (expression === undefined) continue;
      this.#draws.add(source.document.path);
      return { source, expression };
    }
    return undefined;
  }

  #otherFiles(): readonly TerraformSource[] {
    this.#others ??= this.#names()
      .slice(0, MOST_FILES)
      .flatMap((path) => {
        const at = locate(this.#source.document.path, { start: 0, end: 0 });
        const reference = { role: "definition", path, reader: undefined, optional: true, at } as const;
        const resolved = this.#context.resolve(reference, this.#source);
        if (resolved.kind !== "source" || !isTerraform(resolved.source)) return [];
        return resolved.source.document.path === this.#source.document.path ? [] : [resolved.source];
      });
    return this.#others;
  }

  #names(): readonly string[] {
    const { list } = this.#context;
    if (list === undefined) return USUAL;
    return ["*.tf", "*.tofu"].flatMap((pattern) => list(pattern, this.#source) ?? []);
  }
}

/** `local.x`, alone or as all of a text. */
function referenceIn(text: string, expression: HclExpression): string | undefined {
  const [part, ...rest] = expression.kind === "template" ? expression.parts : [];
  const isWhole = part?.kind === "filled-in" && rest.length === 0;
  if (expression.kind !== "other" && !isWhole) return undefined;
  const span = isWhole ? part.expression : expression.span;
  return REFERENCE.exec(sliceSpan(text, span).trim())?.[0];
}

function localIn({ hcl }: TerraformSource, name: string): HclExpression | undefined {
  for (const { body } of blocksOf(hcl.body, "locals")) {
    const value = attributeOf(body, name)?.value;
    if (value !== undefined) return value;
  }
  return undefined;
}
