import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = fileURLToPath(new URL("../../.github/workflows", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>
  >;
}

test("the weekly collection gives no right to all jobs, and pins what it uses", () => {
  const workflow: Workflow = parse(readFileSync(join(folder, "data.yml"), "utf8"));
  expect(workflow.permissions).toEqual({});
  for (const { uses } of Object.values(workflow.jobs).flatMap(({ steps }) => steps))
    if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
});

test("the weekly collection runs commands that there are", () => {
  const { jobs }: Workflow = parse(readFileSync(join(folder, "data.yml"), "utf8"));
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = "" }) => run));
  const script = runs.join("\n").match(/bash (tools\/\S+\.sh)/)?.[1] ?? "";
  const commands = [...readFileSync(join(root, script), "utf8").matchAll(/npm run --silent (\S+)/g)];
  expect(commands.length).toBeGreaterThan(2);
  for (const [, command = ""] of commands) expect(scripts).toHaveProperty([command]);
});
