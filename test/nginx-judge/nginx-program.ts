import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What nginx said about a configuration. */
export interface Verdict {
  readonly accepted: boolean;
  /** The first line with the level `emerg`; empty where nginx accepted the file. */
  readonly message: string;
}

/** An nginx that can be asked. */
export interface NginxProgram {
  readonly version: string;
  /** Modules that Kong's nginx has, and that this one has to load; in the order of loading. */
  readonly modules: readonly string[];
  /** A folder with a certificate `cert.pem` and its key `key.pem`. */
  readonly folder: string;
  test(configuration: string): Verdict;
  close(): void;
}

/** Dynamic modules of Debian's packages that Kong's nginx is built with. The first is needed by the second. */
const MODULES = [
  "ndk_http_module",
  "ngx_http_lua_module",
  "ngx_stream_module",
  "ngx_http_echo_module",
  "ngx_http_headers_more_filter_module",
];
const MODULE_FOLDERS = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules"];

/** The nginx of this machine, or what is missing. */
export function findNginx(program = "nginx"): NginxProgram | { readonly missing: string } {
  const version = /nginx\/([\d.]+)/.exec(spawnSync(program, ["-v"], { encoding: "utf8" }).stderr ?? "")?.[1];
  if (version === undefined) return { missing: "nginx is not installed" };
  const paths = MODULES.flatMap((name) => {
    const found = MODULE_FOLDERS.map((folder) => join(folder, `${name}.so`)).find((path) => existsSync(path));
    return found === undefined ? [] : [found];
  });
  if (!paths.some((path) => path.includes("http_lua"))) return { missing: "nginx has no Lua module" };
  const folder = mkdtempSync(join(tmpdir(), "nginx-judge-"));
  mkdirSync(join(folder, "logs"));
  const made = spawnSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "key.pem",
      "-out",
      "cert.pem",
      "-subj",
      "/CN=judge",
    ],
    { cwd: folder },
  );
  const close = () => rmSync(folder, { recursive: true, force: true });
  if (made.status !== 0) {
    close();
    return { missing: "openssl is not installed, and a listener with TLS needs a certificate" };
  }
  return {
    version,
    modules: paths,
    folder,
    test: (configuration) => testConfiguration(program, folder, configuration),
    close,
  };
}

function testConfiguration(program: string, folder: string, configuration: string): Verdict {
  const path = join(folder, "nginx.conf");
  writeFileSync(path, configuration);
  const { status, stderr } = spawnSync(program, ["-t", "-p", folder, "-c", path], {
    encoding: "utf8",
    timeout: 20_000,
  });
  if (status === 0) return { accepted: true, message: "" };
  const line = stderr.split("\n").find((each) => each.includes("[emerg]")) ?? stderr.trim();
  return { accepted: false, message: line.replaceAll(folder, "").replace(/^.*\[emerg\] (?:\d+#\d+: )?/, "") };
}
