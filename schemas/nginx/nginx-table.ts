import type { ArgumentGrammar } from "./arguments/parse-grammar.ts";

/** What nginx and Kong's own templates say about injected directives, for all Kong releases. */
export interface NginxTable {
  /**
   * The facts about one directive in the nginx that `base` (an open-source Kong version) ships; undefined: unknown there.
   * With a context, what holds in that block alone, where http and stream differ; without, or where the directive may not
   * stand in that context, what holds in any.
   */
  directive(name: string, base: string, context?: string): NginxDirective | undefined;
  /** The arguments that a directive accepts in a context, where more is known than {@link NginxDirective.slot} says. */
  grammar(name: string, context: string): ArgumentGrammar | undefined;
  /** Every variable that values in a context may name: of nginx of a version, and of Kong's template of any release. */
  variables(context: string, nginx: string | undefined): NginxVariables;
  /** Whether any nginx of any release, with any module, knows the name. */
  knownAnywhere(name: string): boolean;
  /** The version of nginx with which a directive came that no open-source release of Kong has; undefined for all others. */
  nginxSince(name: string): string | undefined;
  /**
   * The block into which a namespace (`nginx_http_`) is injected: a context such as `http` or `http.server`. undefined for
   * one whose names are no directives (`vault_`, `nginx_wasm_v8_`) and for a release without it.
   */
  contextOf(prefix: string, base: string): string | undefined;
  /** What Kong's template does with a directive in the place where the namespace injects it. */
  written(prefix: string, name: string, base: string): readonly TemplateLine[];
  /** The name of the slot that a directive fills: `root` and `alias`, and the kinds of a Lua handler, fill the same one. */
  slotOf(name: string): string;
  /** Every directive that is allowed in the context, in alphabetical order. */
  names(context: string, base: string): readonly string[];
  /** Directive names near to a misspelt one that are allowed in the context, best first. */
  nearest(name: string, context: string, base: string): readonly string[];
}

/**
 * How nginx reads the arguments of a directive, where it reads them as numbers: bytes (`size` knows k and m, `offset` also
 * g), `buffers` (a count and a size), a whole number, or a time that nginx keeps in seconds or in milliseconds. Without a
 * unit both are seconds; only the latter knows the unit ms.
 */
export type NginxSlot = "size" | "offset" | "buffers" | "number" | "seconds" | "milliseconds";

/** Names of variables, without the `$`. */
export interface NginxVariables {
  readonly names: ReadonlySet<string>;
  /** `arg_`: any name that begins so. */
  readonly prefixes: readonly string[];
}

/** One nginx directive in one release. */
export interface NginxDirective {
  readonly name: string;
  /** Every context in which it may stand: `main`, `http`, `http.server`, `http.location`, `stream`, … */
  readonly contexts: readonly string[];
  readonly minArguments: number;
  /** `Infinity` where there is no limit. */
  readonly maxArguments: number;
  /** True for a directive that opens a block. */
  readonly block: boolean;
  /** `on` or `off` only. */
  readonly flag: boolean;
  /** The words it takes, for a closed set. nginx ignores their case. */
  readonly words?: readonly string[];
  /** Absent for text, and where the modules that define it differ. */
  readonly slot?: NginxSlot;
  /** False: a second one in the same block stops nginx. undefined: not known, or it depends on the first argument. */
  readonly repeat: boolean | undefined;
  /** False where the nginx that Kong ships is built without the module. */
  readonly built: boolean;
}

/**
 * What a line of Kong's template depends on: a listener with TLS or HTTP/2 in a property, a property that is on, a property
 * that has a value.
 */
export type TemplateCondition =
  | `tls:${"admin" | "proxy" | "status" | "stream"}_listen`
  | `http2:${"admin" | "proxy" | "status"}_listen`
  | "on:client_ssl"
  | "set:ssl_ciphers"
  | "set:lua_ssl_trusted_certificate";

/** A directive that Kong's own template writes. */
export interface TemplateLine {
  readonly name: string;
  /** `same`: in the very block of the injection. `inner`: in a block below, where it overrides the injected one. */
  readonly block: "same" | "inner";
  /** Whether it comes wherever the block does. */
  readonly always: boolean;
  /** The condition, where it is a simple one. */
  readonly if?: TemplateCondition;
  /**
   * What happens: nginx refuses the second one; both count; both count unless they give the same name in the first
   * argument (see {@link key}); the injected one has no effect in that inner block.
   */
  readonly effect: "duplicate-error" | "both" | "both-unless-same-key" | "overridden" | "unknown";
  /** The first argument that the template writes, where it is fixed: the name of a shared dictionary. */
  readonly key?: string;
}
