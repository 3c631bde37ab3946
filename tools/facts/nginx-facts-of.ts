import type {
  DirectiveFacts,
  KongRange,
  LineFacts,
  NamespaceFacts,
  NginxFactsFile,
} from "../../schemas/nginx/nginx-facts-file.ts";
import type { NginxSlot, TemplateCondition } from "../../schemas/nginx/nginx-table.ts";
import { compareVersions } from "../../schemas/release.ts";

/** The collected files about nginx, as far as they are read. */
export interface CollectedNginx {
  readonly directives: { readonly directives: Readonly<Record<string, readonly CollectedDirective[]>> };
  readonly namespaces: { readonly namespaces: readonly CollectedNamespace[] };
  readonly templates: {
    readonly same_slot_families: readonly (readonly string[])[];
    readonly by_injection: Readonly<Record<string, CollectedLines>>;
  };
}

type Range = readonly [string, string | null];
type Repeat = "error" | "ok" | "keyed" | "conditional" | null;

interface CollectedForm {
  readonly contexts: readonly string[];
  readonly args: string;
  readonly block?: boolean;
  readonly values?: readonly string[];
  readonly repeat?: Repeat;
  readonly value?: string | null;
}

interface CollectedDirective extends Partial<CollectedForm> {
  readonly since: string | null;
  readonly until: string | null;
  /** The nginx that it came with, `<=1.9.11` for the oldest; null for modules that are not nginx's own. */
  readonly nginx_since?: string | null;
  readonly present?: readonly Range[];
  readonly in_build: readonly Range[];
  readonly in_build_if_wasm?: readonly Range[];
  readonly variants?: readonly (CollectedForm & { readonly kong: readonly Range[] })[];
}

interface CollectedNamespace {
  readonly prefix: string;
  readonly conf_table: Readonly<Record<string, readonly Range[]>> | null;
  readonly injection_points: readonly {
    readonly kong: readonly Range[];
    readonly context: string;
    readonly line: string;
  }[];
}

interface CollectedLines {
  readonly same_block: Readonly<Record<string, readonly CollectedLine[]>>;
  readonly overridden_in_inner_blocks: Readonly<
    Record<
      string,
      readonly {
        readonly when: string | null;
        readonly values: readonly { readonly kong: readonly Range[] }[];
      }[]
    >
  >;
}

interface CollectedLine {
  readonly kong: readonly Range[];
  readonly args: string;
  readonly when: string | null;
  readonly loop: boolean;
  readonly effect: "added" | "duplicate_error" | "added_unless_same_name" | null;
}

/** The first Kong release with injected directives. */
const FIRST = "0.14.0";

/** Reduces the collected facts to what the linter looks up. */
export function nginxFactsOf(collected: CollectedNginx): NginxFactsFile {
  const contexts: string[] = [];
  const directives = Object.entries(collected.directives.directives).map(([name, rows]) => [
    name,
    rows.flatMap((row) => directiveFacts(row, contexts)),
  ]);
  const namespaces: [string, NamespaceFacts[]][] = [];
  const lines: [string, LineFacts[]][] = [];
  for (const namespace of collected.namespaces.namespaces) {
    // Lines of another form write something else than a directive of that name: a flag, a shared memory zone.
    const points = namespace.injection_points.filter(({ line }) => line.startsWith("<name>"));
    const [context] = new Set(points.map((point) => point.context));
    if (context === undefined) continue;
    const kong = mergeRanges(points.flatMap((point) => point.kong.map(rangeOf)));
    namespaces.push([namespace.prefix, [{ kong, context }]]);
    const tables = Object.keys(namespace.conf_table ?? {}).flatMap(
      (table) => collected.templates.by_injection[table] ?? [],
    );
    lines.push([
      namespace.prefix,
      mergeLines(tables.flatMap((table) => [...sameBlock(table), ...innerBlocks(table)])),
    ]);
  }
  return {
    contexts,
    directives: Object.fromEntries(directives),
    families: collected.templates.same_slot_families,
    namespaces: Object.fromEntries(namespaces),
    lines: Object.fromEntries(lines),
  };
}

function directiveFacts(row: CollectedDirective, contexts: string[]): DirectiveFacts[] {
  const present: readonly Range[] = row.present ?? (row.since === null ? [] : [[row.since, row.until]]);
  const built = mergeRanges([...row.in_build, ...(row.in_build_if_wasm ?? [])].map(rangeOf));
  const forms = row.variants ?? [
    { ...row, contexts: row.contexts ?? [], args: row.args ?? "any", kong: present },
  ];
  const facts = forms.map((form): DirectiveFacts => {
    const kong = form.kong.map(rangeOf);
    const repeat = repeatOf(form.repeat ?? row.repeat ?? null);
    return {
      in: placeOf(form.contexts.join(" "), contexts),
      args: argumentsOf(form.args),
      ...(form.block === true && { block: true }),
      ...(form.values && { words: form.values }),
      ...slotOf(form.value ?? row.value),
      ...(repeat !== undefined && { repeat }),
      ...(!isSame(kong, [[FIRST]]) && { kong }),
      ...(!isSame(built, present.map(rangeOf)) && { built }),
      // What no open-source release has, the newer nginx of an Enterprise line may have.
      ...(kong.length === 0 && /^\d/.test(row.nginx_since ?? "") && { nginx: row.nginx_since ?? "" }),
    };
  });
  return joinForms(facts);
}

/** Forms that differ only in their releases become one: they differed in something that is not kept. */
function joinForms(forms: readonly DirectiveFacts[]): DirectiveFacts[] {
  const joined = new Map<string, DirectiveFacts>();
  for (const form of forms) {
    const id = JSON.stringify({ ...form, kong: undefined });
    const kong = [...(joined.get(id)?.kong ?? []), ...(form.kong ?? [[FIRST]])];
    joined.set(id, { ...form, ...(forms.length > 1 && { kong }) });
  }
  return [...joined.values()];
}

function repeatOf(repeat: Repeat): boolean | undefined {
  switch (repeat) {
    case "error":
      return false;
    case "ok":
      return true;
    case "keyed":
    case "conditional":
    case null:
      return undefined;
  }
}

const SLOTS: Readonly<Record<string, NginxSlot>> = {
  size: "size",
  offset: "offset",
  bufs: "buffers",
  number: "number",
  time_ms: "milliseconds",
  time_s: "seconds",
};

function slotOf(value: string | null | undefined): { slot?: NginxSlot } {
  const slot = SLOTS[value ?? ""];
  return slot === undefined ? {} : { slot };
}

function argumentsOf(args: string): string {
  if (args === "any") return "0+";
  const counts = args.split(",");
  return counts.length > 1 ? `${counts[0]}-${counts.at(-1)}` : args;
}

function placeOf(item: string, pool: string[]): number {
  const place = pool.indexOf(item);
  return place === -1 ? pool.push(item) - 1 : place;
}

function sameBlock(table: CollectedLines): LineFacts[] {
  return Object.entries(table.same_block).flatMap(([name, rows]) =>
    rows.map((row): LineFacts => {
      const key = row.args.split(" ")[0] ?? "";
      const keyed = row.effect === "added_unless_same_name";
      return {
        name,
        block: "same",
        effect: effectOf(row.effect),
        ...conditionOf(row),
        ...(keyed && /^[\w.:-]+$/.test(key) && { key }),
        kong: row.kong.map(rangeOf),
      };
    }),
  );
}

/** Conditions of the block that is injected into; whether that is written at all is another question. */
const OF_THE_BLOCK =
  /^(?:\(\(role == "(?:control_plane|traditional)" or role == "(?:data_plane|traditional)"\) and #(?:admin|proxy)_listeners > 0\)|#(?:admin|proxy|status|stream)_listeners > 0)(?: and |$)/;

const CONDITIONS: Readonly<Record<string, TemplateCondition>> = {
  admin_ssl_enabled: "tls:admin_listen",
  proxy_ssl_enabled: "tls:proxy_listen",
  status_ssl_enabled: "tls:status_listen",
  stream_proxy_ssl_enabled: "tls:stream_listen",
  client_ssl: "on:client_ssl",
  ssl_ciphers: "set:ssl_ciphers",
  lua_ssl_trusted_certificate: "set:lua_ssl_trusted_certificate",
  lua_ssl_trusted_certificate_combined: "set:lua_ssl_trusted_certificate",
};

/** A line in a loop may come no time at all, unless something else says that it comes. */
function conditionOf({ when, loop }: CollectedLine): { always?: true; if?: TemplateCondition } {
  const rest = (when ?? "").replace(OF_THE_BLOCK, "");
  const condition = CONDITIONS[rest] ?? http2Condition(when ?? "", rest);
  if (condition !== undefined) return { if: condition };
  return rest === "" && !loop ? { always: true } : {};
}

function http2Condition(when: string, rest: string): TemplateCondition | undefined {
  const listen = /#(admin|proxy|status)_listeners/.exec(when)?.[1];
  if (rest !== "entry.http2" || listen === undefined) return undefined;
  return `http2:${listen as "admin" | "proxy" | "status"}_listen`;
}

function effectOf(effect: CollectedLine["effect"]): LineFacts["effect"] {
  switch (effect) {
    case "added":
      return "both";
    case "duplicate_error":
      return "duplicate-error";
    case "added_unless_same_name":
      return "both-unless-same-key";
    case null:
      return "unknown";
  }
}

/** Never `always`: whether an inner block is there at all depends on the listeners. */
function innerBlocks(table: CollectedLines): LineFacts[] {
  return Object.entries(table.overridden_in_inner_blocks).flatMap(([name, rows]) =>
    rows.map(
      (row): LineFacts => ({
        name,
        block: "inner",
        effect: "overridden",
        kong: row.values.flatMap((value) => value.kong.map(rangeOf)),
      }),
    ),
  );
}

/** Lines that differ only in their releases become one. */
function mergeLines(lines: readonly LineFacts[]): LineFacts[] {
  const merged = new Map<string, LineFacts>();
  for (const line of lines) {
    const id = JSON.stringify({ ...line, kong: undefined });
    const known = merged.get(id);
    merged.set(id, { ...line, kong: mergeRanges([...(known?.kong ?? []), ...line.kong]) });
  }
  return [...merged.values()];
}

function rangeOf([since, until]: Range | KongRange): KongRange {
  return until === null || until === undefined ? [since] : [since, until];
}

/** In order, with overlapping ranges joined. Neighbours stay apart: which release follows which is not known here. */
function mergeRanges(ranges: readonly KongRange[]): KongRange[] {
  const merged: [string, string?][] = [];
  for (const [since, until] of [...ranges].sort(([a], [b]) => compareVersions(a, b))) {
    const last = merged.at(-1);
    if (last === undefined || (last[1] !== undefined && compareVersions(since, last[1]) > 0))
      merged.push(until === undefined ? [since] : [since, until]);
    else if (until === undefined) last.length = 1;
    else if (last[1] !== undefined && compareVersions(until, last[1]) > 0) last[1] = until;
  }
  return merged;
}

function isSame(a: readonly KongRange[], b: readonly KongRange[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
