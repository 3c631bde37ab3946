import type { ConfigUnit } from "../../../model/config-unit.ts";

/** Whether a process only migrates the database, so that it opens no listener. */
export function isMigration({ deployment }: ConfigUnit): boolean {
  return deployment?.command?.value.some((word) => /\bmigrations\b/.test(word)) === true;
}
