import type { NginxTable } from "../../schemas/nginx/nginx-table.ts";

/** Large tables that few files need; each is loaded the first time a rule asks for it. */
export interface Tables {
  readonly nginx?: NginxTable;
}

/** Loads the tables that are wanted, each once per process. */
export async function loadTables(wanted: readonly (keyof Tables)[]): Promise<Tables> {
  if (!wanted.includes("nginx")) return NONE;
  withNginx ??= import("../../schemas/nginx/load-nginx-table.ts").then(async ({ loadNginxTable }) => ({
    nginx: await loadNginxTable(),
  }));
  return withNginx;
}

const NONE: Tables = {};
let withNginx: Promise<Tables> | undefined;
