import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { InjectedDirective } from "./injected-directives.ts";

/** Namespaces from an outer block to an inner one that inherits from it. */
const CHAINS: readonly (readonly string[])[] = [
  ["nginx_http_"],
  ["nginx_http_", "nginx_proxy_"],
  ["nginx_http_", "nginx_proxy_", "nginx_location_"],
  ["nginx_http_", "nginx_admin_"],
  ["nginx_http_", "nginx_status_"],
  ["nginx_http_", "nginx_http_status_"],
  ["nginx_stream_"],
  ["nginx_stream_", "nginx_sproxy_"],
];

/** What holds in a block: by name, the injected directive of the innermost block that has it. */
export interface BlockSettings {
  /** From the outermost block to this one. */
  readonly chain: readonly string[];
  readonly settings: ReadonlyMap<string, InjectedDirective>;
}

/** The blocks that settings are injected into, each with what it inherits. */
export const blockSettings = memoizeLast(
  (directives: readonly InjectedDirective[]): readonly BlockSettings[] =>
    CHAINS.flatMap((chain) => {
      if (!directives.some(({ prefix }) => prefix === chain.at(-1))) return [];
      const settings = new Map<string, InjectedDirective>();
      for (const prefix of chain)
        for (const each of directives) if (each.prefix === prefix) settings.set(each.name, each);
      return [{ chain, settings }];
    }),
);
