import type { NginxTable } from "../../schemas/nginx/nginx-table.ts";
import type { jsonFault } from "./json-fault.ts";

/** What is large and few files need; each is loaded the first time a rule asks for it. */
export interface Tables {
  readonly nginx?: NginxTable;
  /** Finds the place at which a text stops being JSON. */
  readonly jsonFault?: typeof jsonFault;
}

/** Loads the tables that are wanted, each once per process. */
export async function loadTables(wanted: readonly (keyof Tables)[]): Promise<Tables> {
  if (wanted.length === 0) return NONE;
  return {
    ...(wanted.includes("nginx") && { nginx: await nginxTable() }),
    ...(wanted.includes("jsonFault") && { jsonFault: (await import("./json-fault.ts")).jsonFault }),
  };
}

async function nginxTable(): Promise<NginxTable> {
  const { loadNginxTable } = await import("../../schemas/nginx/load-nginx-table.ts");
  return loadNginxTable();
}

const NONE: Tables = {};
