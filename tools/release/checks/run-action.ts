import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { CleanRoom } from "./clean-room.ts";

/** What a step of a workflow leaves. */
export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** What a runner says of the event. */
export interface ActionEvent {
  readonly name: string;
  readonly payload: object;
}

const FILES = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE"];

/**
 * Runs a JavaScript action as GitHub's runner does, in a clean room and so without network.
 * @param tree the folder with `action.yml`
 * @param node the runner's Node
 * @throws for an input that the action does not declare, and for an action that is no JavaScript action
 */
export function runAction(
  room: CleanRoom,
  tree: string,
  inputs: Readonly<Record<string, string>>,
  node = process.execPath,
  event: ActionEvent = { name: "push", payload: {} },
): ActionRun {
  const action = parse(readFileSync(join(tree, "action.yml"), "utf8"));
  if (!/^node\d+$/.test(action.runs.using)) throw new Error("action.yml is not that of a JavaScript action");
  for (const name of Object.keys(inputs)) if (!(name in action.inputs)) throw new Error(`no input ${name}`);
  const temporary = mkdtempSync(join(room.home, "runner-"));
  const files = Object.fromEntries(FILES.map((name) => [name, join(temporary, name)]));
  for (const file of Object.values(files)) writeFileSync(file, "");
  writeFileSync(join(temporary, "event.json"), JSON.stringify(event.payload));
  const given = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => {
    const value = inputs[name] ?? (input.default?.includes("${{") === true ? "" : (input.default ?? ""));
    return [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value];
  });
  const [program, argv] = room.commandLine(node, [join(tree, action.runs.main)]);
  const env = {
    ...room.env,
    ...files,
    ...Object.fromEntries(given),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: join(temporary, "event.json"),
    GITHUB_WORKSPACE: room.folder,
    RUNNER_TEMP: temporary,
  };
  const ran = spawnSync(program, argv, { cwd: room.folder, env, encoding: "utf8" });
  const read = (name: string) => readFileSync(files[name] ?? "", "utf8");
  const outputs = read("GITHUB_OUTPUT")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(/=(.*)/s).slice(0, 2));
  const summary = read("GITHUB_STEP_SUMMARY");
  rmSync(temporary, { recursive: true, force: true });
  return {
    code: ran.status,
    log: `${ran.stdout}${ran.stderr}`,
    outputs: Object.fromEntries(outputs),
    summary,
  };
}
