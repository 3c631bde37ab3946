import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadNginxTable } from "../../schemas/nginx/load-nginx-table.ts";
import { compareVersions } from "../../schemas/release.ts";
import { formatFacts } from "../../tools/facts/format-facts.ts";
import { type CollectedNginx, nginxFactsOf } from "../../tools/facts/nginx-facts-of.ts";
import { hasSharedFacts, sharedFacts } from "./shared-facts.ts";

const factsPath = fileURLToPath(new URL("../../schemas/nginx/nginx-facts.json", import.meta.url));
const table = await loadNginxTable();

describe("the nginx table", () => {
  it("names the directives of a context in their order", () => {
    const names = table.names("events", "3.9.0");
    expect(names).toContain("worker_connections");
    expect(names).not.toContain("client_max_body_size");
    expect(names).toEqual([...names].sort());
  });

  it("says where a directive may stand and what it takes", () => {
    expect(table.directive("gzip", "3.9.3")).toMatchObject({
      contexts: ["http", "http.server", "http.location", "http.location.if"],
      minArguments: 1,
      maxArguments: 1,
      flag: true,
      repeat: false,
      built: true,
    });
    expect(table.directive("access_log", "3.9.3")).toMatchObject({
      maxArguments: Number.POSITIVE_INFINITY,
      repeat: true,
    });
    expect(table.directive("access_log", "3.9.3")?.contexts).toContain("stream.server");
    expect(table.directive("upstream", "3.9.3")?.block).toBe(true);
  });

  it("tells http from stream where they differ", () => {
    expect(table.directive("proxy_next_upstream", "3.9.3", "http")).toMatchObject({
      flag: false,
      repeat: true,
    });
    expect(table.directive("proxy_next_upstream", "3.9.3", "stream")).toMatchObject({
      flag: true,
      repeat: false,
    });
    expect(table.directive("proxy_next_upstream", "3.9.3")).toMatchObject({ flag: false, repeat: undefined });
    // Asked for a place where it may not stand, it still says where it may.
    expect(table.directive("gzip", "3.9.3", "stream")?.contexts).not.toContain("stream");
  });

  it("follows the nginx that Kong ships", () => {
    expect(table.directive("http2_push_preload", "1.2.3")).toBeUndefined();
    expect(table.directive("http2_push_preload", "3.9.3")).toBeDefined();
    expect(table.directive("http3", "3.5.0")).toBeUndefined();
    expect(table.directive("http3", "3.9.3")?.built).toBe(false);
    expect(table.knownAnywhere("http3")).toBe(true);
    expect(table.knownAnywhere("gzpi")).toBe(false);
    expect(table.knownAnywhere("constructor")).toBe(false);
  });

  it("knows the block of a namespace", () => {
    expect(table.contextOf("nginx_http_", "3.9.3")).toBe("http");
    expect(table.contextOf("nginx_proxy_", "0.14.1")).toBe("http.server");
    expect(table.contextOf("nginx_sproxy_", "1.0.4")).toBeUndefined();
    expect(table.contextOf("nginx_sproxy_", "1.1.0")).toBe("stream.server");
    expect(table.contextOf("vault_", "3.9.3")).toBeUndefined();
    expect(table.contextOf("nginx_wasm_v8_", "3.9.3")).toBeUndefined();
  });

  it("knows what Kong's template writes itself", () => {
    expect(table.written("nginx_http_", "server_tokens", "3.9.3")).toContainEqual(
      expect.objectContaining({ block: "same", effect: "duplicate-error", always: true }),
    );
    // Two forms of one directive fill the same slot.
    expect(table.written("nginx_http_", "init_by_lua_file", "3.9.3").map(({ name }) => name)).toContain(
      "init_by_lua_block",
    );
    const dictionaries = table.written("nginx_http_", "lua_shared_dict", "3.9.3");
    expect(dictionaries.map(({ key }) => key)).toContain("kong_db_cache");
    expect(dictionaries.every(({ effect }) => effect === "both-unless-same-key")).toBe(true);
    expect(table.written("nginx_http_", "proxy_set_header", "3.9.3")).toContainEqual(
      expect.objectContaining({ block: "inner", effect: "overridden" }),
    );
    expect(table.written("nginx_http_", "gzip_comp_level", "3.9.3")).toEqual([]);
  });

  it("finds misspelt directives among those that may stand there", () => {
    expect(table.nearest("keepalive_timout", "http", "3.9.3")[0]).toBe("keepalive_timeout");
    expect(table.nearest("gzpi", "http", "3.9.3")).toContain("gzip");
    expect(table.nearest("worker_connection", "http", "3.9.3")).not.toContain("worker_connections");
    expect(table.nearest("worker_connection", "events", "3.9.3")).toEqual(["worker_connections"]);
    expect(table.nearest("nothing_like_it_at_all", "http", "3.9.3")).toEqual([]);
  });

  it("stays small, and quotes no condition of a template", () => {
    expect(statSync(factsPath).size).toBeLessThan(125_000);
    expect(readFileSync(factsPath, "utf8")).not.toMatch(/==|\bor role\b|#proxy_listeners/);
  });
});

describe.skipIf(!hasSharedFacts)("the collected nginx facts", () => {
  const read = (name: string) => JSON.parse(readFileSync(join(sharedFacts, "nginx", name), "utf8"));

  it("make the file", () => {
    const collected: CollectedNginx = {
      directives: read("directives.json"),
      namespaces: read("namespaces.json"),
      templates: read("templates.json"),
    };
    expect(formatFacts(nginxFactsOf(collected), 2)).toBe(readFileSync(factsPath, "utf8"));
  });

  it("agree with the table in contexts, presence and modules, directive by directive", () => {
    interface Row {
      readonly since: string | null;
      readonly until: string | null;
      readonly present?: readonly (readonly [string, string | null])[];
      readonly contexts?: readonly string[];
      readonly in_build: readonly (readonly [string, string | null])[];
      readonly in_build_if_wasm?: readonly (readonly [string, string | null])[];
      readonly variants?: readonly { readonly contexts: readonly string[]; readonly kong: Row["in_build"] }[];
    }
    const directives: Readonly<Record<string, readonly Row[]>> = read("directives.json").directives;
    const holds = (ranges: Row["in_build"], base: string) =>
      ranges.some(([a, b]) => compareVersions(base, a) >= 0 && (b === null || compareVersions(base, b) <= 0));
    for (const base of ["0.14.0", "1.3.1", "2.0.5", "2.5.2", "2.8.5", "3.0.0", "3.4.2", "3.9.3"])
      for (const [name, rows] of Object.entries(directives)) {
        const here = rows.filter(({ present, since, until }) =>
          holds(present ?? (since === null ? [] : [[since, until]]), base),
        );
        const contexts = here.flatMap(
          ({ contexts = [], variants = [] }) =>
            variants.find(({ kong }) => holds(kong, base))?.contexts ?? contexts,
        );
        const directive = table.directive(name, base);
        expect([...(directive?.contexts ?? [])].sort(), `${name} ${base}`).toEqual(
          [...new Set(contexts)].sort(),
        );
        const isBuilt = here.some((row) => holds([...row.in_build, ...(row.in_build_if_wasm ?? [])], base));
        expect(directive?.built ?? false, `${name} ${base}`).toBe(isBuilt);
      }
  });
});
