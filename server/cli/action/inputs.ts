/** What a workflow tells the action; empty texts where it says nothing. */
export interface ActionInputs {
  readonly paths: readonly string[];
  readonly kongVersion: string;
  readonly edition: string;
  readonly settings: string;
  readonly baseline: string;
  readonly changedOnly: boolean;
  readonly workingDirectory: string;
  readonly failOn: string;
  readonly sarifFile: string;
  readonly jsonFile: string;
  readonly review: boolean;
  readonly token: string;
}

/** An input that means nothing; the message is for the log of the workflow. */
export class InputError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the inputs as GitHub's runner passes them: `INPUT_` and the name in capitals, hyphens kept.
 * @throws InputError for a switch that is neither on nor off
 */
export function readInputs(env: Environment): ActionInputs {
  const text = (name: string) => (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const isOn = (name: string) => {
    const value = text(name).toLowerCase();
    if (value !== "" && value !== "true" && value !== "false")
      throw new InputError(`The input \`${name}\` is ${JSON.stringify(text(name))}; write true or false.`);
    return value === "true";
  };
  return {
    paths: pathsIn(env.INPUT_PATHS ?? ""),
    kongVersion: text("kong-version"),
    edition: text("edition"),
    settings: text("settings"),
    baseline: text("baseline"),
    changedOnly: isOn("changed-only"),
    workingDirectory: text("working-directory"),
    failOn: text("fail-on"),
    sarifFile: text("sarif-file"),
    jsonFile: text("json-file"),
    review: isOn("review"),
    token: text("token"),
  };
}

/**
 * The paths of a list. On several lines each line is one path, blanks and all; on one line blanks separate paths, and quotes
 * keep a path with blanks together.
 */
function pathsIn(list: string): readonly string[] {
  if (list.trim().includes("\n") || list.endsWith("\n"))
    return list.split(/\r?\n/).flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  return [...list.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
