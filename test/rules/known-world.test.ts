import { describe, expect, test } from "vitest";
import type { HostEnvironment } from "../../server/loader/host-environment.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";

/** A machine of which everything is known: no files but these, no variables but these. */
function machine(
  files: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): HostEnvironment {
  return {
    environment: new Map(Object.entries(variables)),
    environmentIsComplete: true,
    exists: (path) => files.includes(path),
    mode: "check",
  };
}

async function errorsIn(text: string, version: string, world: HostEnvironment): Promise<readonly string[]> {
  const unit = readKongConf(new SourceDocument("kong.conf", text));
  const { report } = await analyze(linkedOf(unit), { release: { flag: { edition: "oss", version } }, world });
  return report.findings
    .filter(({ severity }) => severity === "error")
    .map(({ rule, start, end }) => `${rule} ${start.line + 1}:${start.character + 1}-${end.character + 1}`);
}

describe("rules that know the machine", () => {
  test("a hosts file that is missing is an error, one that is there is not", async () => {
    const text = "dns_hostsfile = /etc/kong/hosts\n";
    const without = await errorsIn(text, "3.9.3", machine(["/etc/hosts"]));
    expect(without).toEqual(["schema/file-path 1:17-32"]);
    expect(await errorsIn(text, "3.9.3", machine(["/etc/kong/hosts", "/etc/hosts"]))).toEqual([]);
  });

  test("the parameters of a custom suite must be a group or a file", async () => {
    const text = "ssl_cipher_suite = custom\nssl_dhparam = /etc/kong/dh.pem\n";
    const found = await errorsIn(text, "3.9.3", machine(["/etc/hosts"]));
    expect(found).toEqual(["schema/file-path 2:15-31"]);
  });

  test("Kong 3.9 refuses a plugin server without command and program", async () => {
    const text = "pluginserver_names = js\n";
    const found = await errorsIn(text, "3.9.3", machine(["/etc/hosts"]));
    expect(found).toEqual(["schema/pluginserver-incomplete 1:22-24"]);
    expect(await errorsIn(text, "3.9.3", machine(["/etc/hosts", "/usr/local/bin/js"]))).toEqual([]);
  });

  test("a reference to a variable that is known to be missing is an error before 3.3", async () => {
    const text = "pg_user = {vault://env/pg-user}\n";
    const found = await errorsIn(text, "3.2.2", machine(["/etc/hosts"]));
    expect(found).toEqual(["vault/unavailable 1:11-32"]);
    expect(await errorsIn(text, "3.2.2", machine(["/etc/hosts"], { PG_USER: "kong" }))).toEqual([]);
  });
});
