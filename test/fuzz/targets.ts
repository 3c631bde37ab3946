import type { Target } from "./target.ts";
import { fix } from "./targets/fix.ts";
import { format } from "./targets/format.ts";
import { incremental } from "./targets/incremental.ts";
import { lint } from "./targets/lint.ts";
import { messages } from "./targets/messages.ts";
import { parse } from "./targets/parse.ts";
import { settings } from "./targets/settings.ts";
import { unsafeFix } from "./targets/unsafe-fix.ts";

/** All that is tried with random texts. */
export const TARGETS: readonly Target[] = [
  parse,
  lint,
  fix,
  unsafeFix,
  format,
  incremental,
  settings,
  messages,
];
