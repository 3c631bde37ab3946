import { describe, expect, it } from "vitest";
import type { FolderEntry } from "../../server/platform/platform.ts";
import { linkerFor } from "./linker-for.ts";
import { testContext } from "./marked-document.ts";
import { suggestions } from "./suggestions.ts";

/** A file system of these paths; a path that ends in `/` is a folder. */
function filesAt(...paths: readonly string[]) {
  const asked: string[] = [];
  const folderEntries = async (_: unknown, folder: string): Promise<readonly FolderEntry[]> => {
    asked.push(folder);
    const inside = folder === "/" ? "/" : `${folder}/`;
    const names = new Map<string, FolderEntry["kind"]>();
    for (const path of paths.filter((each) => each.startsWith(inside))) {
      const [name = "", ...rest] = path.slice(inside.length).split("/");
      if (name !== "") names.set(name, rest.length > 0 ? "folder" : "file");
    }
    return [...names].map(([name, kind]) => ({ name, kind, isLink: false }));
  };
  return { context: { ...testContext(), folderEntries }, asked };
}

const FILES = ["/ws/conf/kong.yml", "/ws/conf/notes.txt", "/ws/conf/tls/kong.crt", "/ws/conf/.git/config"];
const path = "/ws/conf/kong.conf";

describe("completion of paths", () => {
  it("offers files beside the configuration, the likely ones first", async () => {
    const { context } = filesAt(...FILES);
    const found = await suggestions("declarative_config = <|>", { path, context });
    expect(found.labels).toEqual(["kong.yml", "tls/", "notes.txt"]);
    expect(found.accepted("kong.yml")).toBe("declarative_config = kong.yml");
  });

  it("goes on below the folder that is typed", async () => {
    const { context, asked } = filesAt(...FILES);
    const found = await suggestions("ssl_cert = /ws/conf/tls/k<|>", { path, context });
    expect(found.labels).toContain("kong.crt");
    expect(found.accepted("kong.crt")).toBe("ssl_cert = /ws/conf/tls/kong.crt");
    expect(asked).toEqual(["/ws/conf/tls"]);
  });

  it("replaces the name under the cursor, and completes an item of a list", async () => {
    const { context } = filesAt(...FILES);
    const found = await suggestions("lua_ssl_trusted_certificate = system, tls/o<|>ld.pem", {
      path,
      context,
    });
    expect(found.accepted("kong.crt")).toBe("lua_ssl_trusted_certificate = system, tls/kong.crt");
  });

  it("counts the paths of logs from the prefix", async () => {
    const { context, asked } = filesAt("/ws/run/logs/access.log");
    const found = await suggestions("prefix = /ws/run\nproxy_access_log = logs/<|>", { path, context });
    expect(found.labels).toContain("access.log");
    expect(asked).toEqual(["/ws/run/logs"]);
  });

  it("offers folders alone for `prefix`, and hidden files only where a period is typed", async () => {
    const { context } = filesAt("/ws/conf/run/x", "/ws/conf/.cache/x", "/ws/conf/kong.yml");
    expect((await suggestions("prefix = ./<|>", { path, context })).labels).toContain("run/");
    expect((await suggestions("prefix = ./<|>", { path, context })).labels).not.toContain("kong.yml");
    expect((await suggestions("prefix = ./<|>", { path, context })).labels).not.toContain(".cache/");
    expect((await suggestions("prefix = ./.<|>", { path, context })).labels).toContain(".cache/");
  });

  it.each(["log_level = <|>", "admin_gui_path = /<|>", "pg_password = <|>", "lua_package_path = ./<|>"])(
    "asks for no files where a value is no path: %s",
    async (text) => {
      const { context, asked } = filesAt(...FILES);
      await suggestions(text, { path, context });
      expect(asked).toEqual([]);
    },
  );

  it("offers nothing where nobody can look", async () => {
    expect((await suggestions("ssl_cert = <|>", { path })).items).toEqual([]);
  });

  it("follows the mounts of a container, and none of the paths of the machine", async () => {
    const { context, asked } = filesAt("/ws/gateway/certs/proxy.crt", "/etc/kong/host.crt");
    const at = async (value: string) => {
      const text = [
        "services:",
        "  kong:",
        "    image: kong:3.9",
        "    volumes:",
        "      - ./certs:/etc/kong/tls:ro",
        "      - ./kong.yml:/kong/kong.yml",
        "    environment:",
        `      KONG_SSL_CERT: ${value}`,
        "",
      ].join("\n");
      const compose = "/ws/gateway/compose.yaml";
      return suggestions(text, { path: compose, context, link: await linkerFor(compose, text) });
    };
    const inMount = await at("/etc/kong/tls/<|>");
    expect(inMount.labels).toContain("proxy.crt");
    expect(inMount.accepted("proxy.crt")).toContain("KONG_SSL_CERT: /etc/kong/tls/proxy.crt\n");
    expect((await at("/<|>")).labels).toEqual(expect.arrayContaining(["etc/", "kong/"]));
    expect((await at("/kong/<|>")).labels).toContain("kong.yml");
    expect((await at("/etc/kong/<|>")).labels).toEqual(["tls/"]);
    expect(asked).toEqual(["/ws/gateway/certs"]);
  });
});
