import type { Connection, FileSystemWatcher } from "vscode-languageserver";
import { baseName, parentFolder } from "../platform/paths.ts";
import type { ClientSupport } from "./client-support.ts";
import { DidChangeWatchedFilesNotification, RAL } from "./protocol.ts";
import { uriOfPath } from "./uri.ts";

/** Files whose changes matter: settings and baselines, configuration, and what git ignores. */
const WATCHED = [
  "**/*kong-lint*.{json,jsonc,yaml,yml}",
  "**/{kong*.conf*,*[.-]kong.conf*,.kong_env}",
  "**/{.env,.env.*,*.env,*.env.*,env.*,kong.env*}",
  "**/.gitignore",
  // What runs Kong tells its release to the files beside it.
  "**/{*.yaml,*.yml,Dockerfile*,*.dockerfile,Containerfile*}",
];

/**
 * Has the client watch files, where it can: those that are known by their names from the start, and those with names of
 * their own once settings turn out to stand on them.
 */
export class FileWatchers {
  readonly #connection: Connection;
  readonly #client: ClientSupport;
  readonly #watched = new Set<string>();
  #waiting: string[] = [];

  constructor(connection: Connection, client: ClientSupport) {
    this.#connection = connection;
    this.#client = client;
  }

  /** Once the client may be asked. */
  start(): void {
    this.#register(WATCHED.map((globPattern) => ({ globPattern })));
  }

  /** Watches a file for as long as the session lasts. What comes together is asked for together. */
  watch(path: string): void {
    if (!this.#client.watchesFiles || this.#watched.has(path)) return;
    this.#watched.add(path);
    this.#waiting.push(path);
    if (this.#waiting.length > 1) return;
    RAL().timer.setImmediate(() => {
      const paths = this.#waiting;
      this.#waiting = [];
      this.#register(paths.map((each) => this.#watcherOf(each)));
    });
  }

  /** By its folder, which may stand outside those of the workspace; a client that cannot do that looks for the name in these. */
  #watcherOf(path: string): FileSystemWatcher {
    const pattern = baseName(path).replace(/[*?[\]{}!]/g, "?");
    return this.#client.watchesByFolder
      ? { globPattern: { baseUri: uriOfPath(parentFolder(path)), pattern } }
      : { globPattern: `**/${pattern}` };
  }

  #register(watchers: readonly FileSystemWatcher[]): void {
    if (!this.#client.watchesFiles) return;
    const options = { watchers: [...watchers] };
    void this.#connection.client
      .register(DidChangeWatchedFilesNotification.type, options)
      .catch(() => undefined);
  }
}
