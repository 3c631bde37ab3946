import type { FixFilter } from "./fix-edits.ts";

/** What `source.fixAll` applies: it may run on save, so nothing that changes what Kong reads. */
export const FIX_ALL: FixFilter = { unsafe: false, isWanted: () => true };

/** What a person asks for who accepts that Kong may read other values afterwards. */
export const FIX_ALL_UNSAFE: FixFilter = { unsafe: true, isWanted: () => true };

const LISTEN_RULES = new Set(["deprecated/listen-ssl-keys", "deprecated/ssl-http2-switches"]);

/** What turns the listen keys of Kong 0.12 into those of today: its rules know how, all of them together. */
export const LISTENERS: FixFilter = { unsafe: true, isWanted: ({ rule }) => LISTEN_RULES.has(rule) };
