import type { Span } from "../../../grammar/text/span.ts";
import { attributeOf, blocksOf, type HclBlock, type HclExpression, type HclTemplate } from "../hcl/tree.ts";
import type { NomadSource } from "./nomad-source.ts";

/** A task of a job, with the group that it runs in. */
export interface Task {
  readonly name: string;
  readonly group: HclBlock;
  readonly block: HclBlock;
}

/** The tasks of a source, in order. */
export function tasksIn({ hcl }: NomadSource): readonly Task[] {
  return blocksOf(hcl.body, "job").flatMap((job) =>
    [...blocksOf(job.body, "group"), job].flatMap((group) =>
      blocksOf(group.body, "task").map((block) => ({ name: block.labels[0]?.text ?? "", group, block })),
    ),
  );
}

/** A variable of `env`. */
export interface EnvEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  readonly span: Span;
}

/** The variables of a task: the blocks `env`, and `env = { … }`. */
export function envOf({ block }: Task): readonly EnvEntry[] {
  const blocks = blocksOf(block.body, "env").flatMap(({ body }) =>
    body.items.flatMap((item): EnvEntry[] => (item.kind === "attribute" ? [item] : [])),
  );
  const value = attributeOf(block.body, "env")?.value;
  const entries = value?.kind === "object" ? value.entries : [];
  return [
    ...blocks,
    ...entries.flatMap(({ key, keySpan, value: each, span }) =>
      key === undefined ? [] : [{ name: key, nameSpan: keySpan, value: each, span }],
    ),
  ];
}

/** What is between the braces of the variables of a task. */
export function mapsIn({ block }: Task): readonly Span[] {
  const value = attributeOf(block.body, "env")?.value;
  return [
    ...blocksOf(block.body, "env").map(({ body }) => body.span),
    ...(value?.kind === "object" ? [value.span] : []),
  ];
}

/** The settings of the driver, in a block or in a map. */
export function configOf({ block }: Task, name: string): HclExpression | undefined {
  const [config] = blocksOf(block.body, "config");
  return config === undefined ? undefined : attributeOf(config.body, name)?.value;
}

/** The texts of a list; other items are left out. */
export function textsOf(value: HclExpression | undefined): readonly HclTemplate[] {
  if (value?.kind === "template") return [value];
  return value?.kind === "list" ? value.items.filter((item) => item.kind === "template") : [];
}
