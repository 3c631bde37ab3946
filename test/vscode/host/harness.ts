import { type Diagnostic, languages, type TextDocument, Uri, window, workspace } from "vscode";
import { MARK } from "../mark.ts";

/** A thing that takes longer does not happen, in milliseconds. */
const TIMEOUT_MS = 20_000;

interface Test {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const tests: Test[] = [];

/** Declares a test; they run in the order in which they are declared. */
export function test(name: string, run: () => Promise<void>): void {
  tests.push({ name, run });
}

/** Runs what was declared. Each result is a line for the runner, which counts them. */
export async function runTests(): Promise<void> {
  say({ planned: tests.length });
  for (const { name, run } of tests) {
    try {
      await within(3 * TIMEOUT_MS, run(), "the test");
      say({ name, passed: true });
    } catch (error) {
      say({
        name,
        passed: false,
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
}

/** Prints a figure that is reported and not judged. */
export function figure(name: string, value: string): void {
  say({ figure: name, value });
}

export function say(what: object): void {
  console.log(`${MARK}${JSON.stringify(what)}`);
}

export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [is, wanted] = [JSON.stringify(actual, undefined, 1), JSON.stringify(expected, undefined, 1)];
  if (is !== wanted) throw new Error(`${what}: expected ${wanted}, but it is ${is}`);
}

export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  get: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
) {
  const began = Date.now();
  for (;;) {
    const got = await get();
    if (got !== undefined && got !== false) return got;
    if (Date.now() - began > TIMEOUT_MS) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function within<T>(time: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${time} ms`)), time);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The address of a file of the workspace. */
export function place(name: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("no folder is open");
  return Uri.joinPath(folder.uri, name);
}

/** Writes a file of the workspace, and shows it. */
export async function openFile(name: string, text?: string): Promise<TextDocument> {
  if (text !== undefined) await write(name, text);
  const document = await workspace.openTextDocument(place(name));
  await window.showTextDocument(document);
  return document;
}

export async function write(name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(place(name), new TextEncoder().encode(text));
}

export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The rules of the findings of a file, in the order of the lines. */
export function rulesOf(uri: Uri): string[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "kong-lint")
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(codeOf);
}

/** Waits until the findings of a file are these. */
export async function findings(uri: Uri, expected: readonly string[]): Promise<void> {
  await until(
    () => JSON.stringify(rulesOf(uri)) === JSON.stringify(expected),
    `${expected.join(", ") || "no finding"} in ${uri.path}; it has ${rulesOf(uri).join(", ") || "none"}`,
  ).catch(() => equal(rulesOf(uri), expected, `findings of ${uri.path}`));
}
