import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Ran, run } from "../run.ts";

/** A file in which kong-lint finds an error, and one in which it finds nothing. */
export const BAD = "# kong-lint: kong=oss@3.9\npg_prt = 5432\n";
export const GOOD = "# kong-lint: kong=oss@3.9\npg_port = 5432\n";

/** By its path, for a room may have nothing on PATH. */
const UNSHARE = "/usr/bin/unshare";

/** What `unshare` needs to be told so that a program sees no network; undefined where it cannot. */
const OFFLINE: readonly string[] | undefined = [["-n"], ["-rn"]].find(
  (flags) => process.platform === "linux" && run(UNSHARE, [...flags, "true"], { cwd: "/" }).code === 0,
);

/** Whether programs in clean rooms have no network. */
export const isOffline = OFFLINE !== undefined;

/**
 * An empty folder with an empty home, in which programs have no network and find nothing of this checkout. Its name has a
 * blank and letters beyond ASCII.
 */
export class CleanRoom {
  readonly #base = mkdtempSync(join(tmpdir(), "kong-lint größe "));
  readonly folder = join(this.#base, "work");
  readonly home = join(this.#base, "home");
  readonly env: NodeJS.ProcessEnv;

  /** @param node the Node that the room has */
  constructor(node = process.execPath) {
    mkdirSync(this.folder);
    mkdirSync(this.home);
    const { SystemRoot, LANG = "C.UTF-8" } = process.env;
    this.env = {
      PATH: [dirname(node), "/usr/bin", "/bin"].join(delimiter),
      HOME: this.home,
      LANG,
      ...(SystemRoot === undefined ? {} : { SystemRoot, LOCALAPPDATA: this.home }),
    };
  }

  put(name: string, text: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Runs a program in the room. */
  run(command: string, argv: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = this.folder): Ran {
    const [program, words] = this.commandLine(command, argv);
    return run(program, words, { cwd, env: { ...this.env, ...env } });
  }

  /** A command line that runs without network. */
  commandLine(command: string, argv: readonly string[]): readonly [program: string, argv: readonly string[]] {
    return OFFLINE === undefined ? [command, argv] : [UNSHARE, [...OFFLINE, command, ...argv]];
  }

  /** Runs a program in the room that has to end with a code and to say something. */
  expect(
    code: number,
    says: string,
    command: string,
    argv: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Ran {
    const ran = this.run(command, argv, env);
    if (ran.code !== code || !`${ran.stdout}${ran.stderr}`.includes(says))
      throw new Error(
        `${command} ${argv.join(" ")} ended with ${ran.code}, not with ${code} and ${JSON.stringify(says)}:\n${ran.stdout}${ran.stderr}`,
      );
    return ran;
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}

/** Does something in a clean room and removes the room. */
export async function inCleanRoom<Result>(
  work: (room: CleanRoom) => Result | Promise<Result>,
  node?: string,
): Promise<Result> {
  const room = new CleanRoom(node);
  try {
    return await work(room);
  } finally {
    room.remove();
  }
}
