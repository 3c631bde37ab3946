import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { type BlockSettings, blockSettings } from "../support/nginx/block-chains.ts";
import { type BufferFault, type Buffers, bufferFault, nginxSizeText } from "../support/nginx/buffer-fault.ts";
import {
  type InjectedDirective,
  injectedDirectives,
  tablesToInject,
} from "../support/nginx/injected-directives.ts";
import { isNginxSize, nginxBytes } from "../support/nginx/nginx-size.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

const FAMILIES = ["proxy", "fastcgi", "uwsgi", "scgi"];
/** The size of a page of memory, and so of a buffer where nothing is set. */
const PAGE = 4096;
/** What nginx has for headers, and for a connection, where nothing is set. */
const HEADER_BUFFER = 8192;
const CONNECTION_POOL = 512;

/** A fault, and the directive that it is shown at. */
interface Found {
  readonly at: InjectedDirective;
  readonly message: string;
}

/** Sizes of buffers that nginx refuses together, although it accepts each. */
export default defineRule({
  summary: "Buffer sizes that do not match",
  severity: "error",
  needs: ["nginx_*"],
  layer: "value",
  yieldsTo: ["nginx/directive-arguments", "schema/size-value"],
  tables: tablesToInject,
  check(context) {
    const told = new Set<InjectedDirective>();
    for (const block of blockSettings(injectedDirectives(context, context.tables.nginx))) {
      for (const found of [
        ...FAMILIES.filter(() => !isStream(block)).map((family) => upstreamFault(family, block)),
        headerFault(block, context),
      ]) {
        if (found === undefined || told.has(found.at)) continue;
        told.add(found.at);
        const { assignment, value, at } = found.at;
        const [first] = value.arguments;
        context.report({
          at:
            first === undefined
              ? at
              : valueSpan(assignment, first.span.start, value.arguments.at(-1)?.span.end ?? first.span.end),
          property: assignment.property,
          message: found.message,
        });
      }
    }
  },
});

/** Proxies of streams have buffers without such limits. */
function isStream({ chain }: BlockSettings): boolean {
  return chain[0] === "nginx_stream_";
}

function upstreamFault(family: string, block: BlockSettings): Found | undefined {
  const setting = (name: string) => block.settings.get(`${family}_${name}`);
  const size = (name: string) => sizeOf(setting(name), 0);
  const culprit =
    setting("busy_buffers_size") ??
    setting("buffer_size") ??
    setting("buffers") ??
    setting("temp_file_write_size") ??
    setting("max_temp_file_size");
  if (culprit === undefined) return undefined;
  const buffers: Buffers = {
    first: size("buffer_size") ?? PAGE,
    count: countOf(setting("buffers")) ?? 8,
    each: sizeOf(setting("buffers"), 1) ?? PAGE,
    busy: size("busy_buffers_size"),
    fileWrite: size("temp_file_write_size"),
    file: size("max_temp_file_size"),
  };
  const fault = bufferFault(buffers);
  if (fault === undefined) return undefined;
  const at =
    fault.kind === "write-too-small"
      ? setting("temp_file_write_size")
      : fault.kind === "file-too-small"
        ? setting("max_temp_file_size")
        : fault.kind === "one-buffer"
          ? setting("buffers")
          : culprit;
  return { at: at ?? culprit, message: faultMessage(family, fault, buffers, culprit) };
}

function faultMessage(
  family: string,
  fault: BufferFault,
  buffers: Buffers,
  { prefix }: InjectedDirective,
): string {
  const name = (rest: string) => quoted(`${family}_${rest}`);
  switch (fault.kind) {
    case "one-buffer":
      return `nginx requires at least two ${name("buffers")}, and refuses to start with one. Set a larger number.`;
    case "busy-too-small":
      return `${name("busy_buffers_size")} is less than ${quoted(nginxSizeText(fault.least))}, the larger of ${name("buffer_size")} and one of the ${name("buffers")}, and nginx refuses to start. Set it to ${quoted(nginxSizeText(fault.least))} or more.`;
    case "busy-too-large":
      return `${name("busy_buffers_size")} ${buffers.busy === undefined ? "becomes" : "is"} ${quoted(nginxSizeText(fault.busy))}, but must not exceed all ${name("buffers")} minus one, which is ${quoted(nginxSizeText(fault.most))}: nginx refuses to start. Set ${quoted(`${prefix}${family}_buffers`)} to ${quoted(fittingBuffers(buffers))}.`;
    case "write-too-small":
      return `${name("temp_file_write_size")} is less than ${quoted(nginxSizeText(fault.least))}, the larger of ${name("buffer_size")} and one of the ${name("buffers")}, and nginx refuses to start. Set it to ${quoted(nginxSizeText(fault.least))} or more.`;
    case "file-too-small":
      return `${name("max_temp_file_size")} is less than ${quoted(nginxSizeText(fault.least))}, the larger of ${name("buffer_size")} and one of the ${name("buffers")}, and nginx refuses to start. Set it to \`0\`, or to ${quoted(nginxSizeText(fault.least))} or more.`;
  }
}

/** Buffers of whole pages with which the other sizes fit. */
function fittingBuffers({ first, count, busy }: Buffers): string {
  const number = Math.max(count, 4);
  const least = busy === undefined ? first : Math.max(busy / (number - 1), PAGE);
  return `${number} ${nginxSizeText(Math.ceil(least / PAGE) * PAGE)}`;
}

/** nginx allocates the buffers for headers from the memory of the connection. */
function headerFault({ settings }: BlockSettings, { reading }: RuleContext): Found | undefined {
  const pool = settings.get("connection_pool_size");
  const headers = settings.get("large_client_header_buffers");
  const culprit = pool ?? headers;
  if (culprit === undefined || reading.isOpaque("nginx_http_large_client_header_buffers")) return undefined;
  const each = sizeOf(headers, 1) ?? HEADER_BUFFER;
  const least = sizeOf(pool, 0) ?? CONNECTION_POOL;
  if (each >= least) return undefined;
  return {
    at: culprit,
    message: `Each of the \`large_client_header_buffers\` is ${quoted(nginxSizeText(each))}, less than the \`connection_pool_size\` of ${quoted(nginxSizeText(least))}, and nginx refuses to start. Change one of them.`,
  };
}

function sizeOf(directive: InjectedDirective | undefined, place: number): number | undefined {
  const text = directive?.value.arguments[place]?.text;
  return text !== undefined && isNginxSize(text, "size") ? nginxBytes(text) : undefined;
}

function countOf(directive: InjectedDirective | undefined): number | undefined {
  const text = directive?.value.arguments[0]?.text;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
