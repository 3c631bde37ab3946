import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { injectedDirectives, tablesToInject } from "../support/nginx/injected-directives.ts";
import { asNginxSize, isNginxSize, nginxBytes, type SizeKind } from "../support/nginx/nginx-size.ts";
import { isQuoted, quoted, unquoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";
import { mentionsVault } from "../support/vaults.ts";

/** Kong's own size properties, which it copies into the configuration of nginx. */
const SIZES: Readonly<Record<string, SizeKind>> = wordTable({
  mem_cache_size: "size",
  ssl_session_cache_size: "size",
  resolver_mem_cache_size: "size",
  lmdb_map_size: "size",
  client_body_buffer_size: "size",
  client_max_body_size: "offset",
});

/** nginx wants at least this many bytes for shared memory: two pages less one byte. */
const LEAST_SHARED = 8191;
const SHARED = new Set(["mem_cache_size", "resolver_mem_cache_size"]);

/** A part of a value that should be a size. */
interface Size {
  readonly assignment: Assignment;
  readonly kind: SizeKind;
  readonly text: string;
  readonly start: number;
}

/** Sizes in a notation that nginx does not read: it refuses the file that Kong writes for it. */
export default defineRule({
  summary: "Size in a notation that nginx does not accept",
  severity: "error",
  layer: "value",
  yieldsTo: ["syntax/numeric-string-mangled"],
  tables: tablesToInject,
  check(context) {
    for (const size of [...ownSizes(context), ...injectedSizes(context)]) {
      const message = faultOf(size);
      if (message === undefined) continue;
      context.report({
        at: valueSpan(size.assignment, size.start, size.start + size.text.length),
        property: size.assignment.property,
        message,
        fixes: fixes(size),
      });
    }
  },
});

function ownSizes({ reading }: RuleContext): Size[] {
  return Object.entries(SIZES).flatMap(([property, kind]) => {
    const assignment = reading.assignment(property);
    const text = assignment?.writtenValue ?? "";
    if (assignment === undefined || assignment.opaque !== undefined || text === "" || mentionsVault(text))
      return [];
    return [{ assignment, kind, text: unquoted(text), start: isQuoted(text) ? 1 : 0 }];
  });
}

function injectedSizes(context: RuleContext): Size[] {
  const { tables, catalog } = context;
  return injectedDirectives(context, tables.nginx).flatMap(({ assignment, name, context: block, value }) => {
    const slot = tables.nginx?.directive(name, catalog.base, block)?.slot;
    // `large_client_header_buffers 4 8k`, `lua_shared_dict name 10m`: the size comes second.
    const second = slot === "buffers" || name === "lua_shared_dict";
    const kind = second ? "size" : slot;
    const argument = value.arguments[second ? 1 : 0];
    if (argument === undefined || (kind !== "size" && kind !== "offset") || /[$'"]/.test(argument.text))
      return [];
    if (argument.quote !== undefined)
      return [{ assignment, kind, text: argument.text, start: argument.span.start + 1 }];
    // `10 MB`: the unit has become an argument of its own, which is one too many.
    const next = value.arguments[second ? 2 : 1];
    const end = next !== undefined && /^[kmg]i?b?$/i.test(next.text) ? next.span.end : argument.span.end;
    const { start } = argument.span;
    return [{ assignment, kind, text: assignment.writtenValue.slice(start, end), start }];
  });
}

function faultOf({ text, kind, assignment }: Size): string | undefined {
  const { property } = assignment;
  if (!isNginxSize(text, kind)) {
    const meant = asNginxSize(text, kind);
    return `${quoted(text)} is not a valid size, and nginx refuses to start. Use ${meant === undefined ? "" : `${quoted(meant)}: `}digits followed by ${kind === "size" ? "`k` or `m`" : "`k`, `m` or `g`"}.`;
  }
  if (SHARED.has(property) && nginxBytes(text) < LEAST_SHARED)
    return `Without a unit, ${quoted(text)} means bytes. This is too small for a memory zone, and nginx refuses to start. Add a unit, such as \`m\`.`;
  return undefined;
}

function fixes({ assignment, text, kind, start }: Size): Fix[] {
  const meant = asNginxSize(text, kind);
  if (meant === undefined || meant === text) return [];
  const { writtenValue } = assignment;
  const value = writtenValue.slice(0, start) + meant + writtenValue.slice(start + text.length);
  return [setFix(`Change to ${quoted(meant)}`, "unsafe", assignment, value)];
}
