import { describe, expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { meanings } from "../../schemas/meanings.ts";
import { parseRelease } from "../../schemas/release.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import fc from "../fast-check.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";

/** Names that people may write, besides those of the table of meanings. */
const others = [
  "admin_enabled",
  "admin_gui_enabled",
  "admin_gui_ssl_port",
  "admin_listn",
  "admin_ssl_prot",
  "cache_enabled",
  "cluster_port_ssl",
  "log_levle",
  "nginx_worker_proceses",
  "pg_hots",
  "pg_sll",
  "plugin",
  "portal_port",
  "proxy_enabled",
  "proxy_lisen",
  "status_enabled",
  "status_ssl_port",
  "stream_enabled",
  "worker_shutdown_timeout",
];

const values = [
  "on",
  "off",
  "true",
  "no",
  "0",
  "1",
  "80",
  "8001",
  "443",
  "70000",
  "-1",
  "60s",
  "10MB",
  "10m",
  "1g",
  "1.2",
  "TLSv1.2",
  "TLSv1.2,TLSv1.3",
  "/usr/local/kong",
  "/etc/kong/?.lua;;",
  "db.internal",
  "db.internal:5432",
  "10.0.0.1",
  "0.0.0.0/0",
  "10.0.0.0/8, 192.168.0.0/16",
  "0.0.0.0:8000",
  "0.0.0.0:8443 ssl",
  "http://kong:8001",
  "postgres",
  "kong",
  "debug",
  "WARN",
  "require",
  "bundled, my-plugin",
  '"quoted"',
  "{}",
  '{"a": 1}',
  "a#b",
  "${VALUE}",
  "{{ value }}",
  "{vault://env/value}",
];

const releases = [
  "oss@0.12.3",
  "oss@1.5.1",
  "oss@2.8.5",
  "oss@3.9.3",
  "enterprise@0.34",
  "enterprise@3.10",
].map((release) => parseRelease(release));

const readers: Readonly<Record<string, (name: string, value: string) => ConfigUnit>> = {
  "kong.conf": (name, value) => readConf(`${name} = ${value}\n`),
  "an environment file": (name, value) => readEnv(`KONG_${name.toUpperCase()}='${value}'\n`),
};

describe.each(Object.keys(readers))("a wrong name in %s", (kind) => {
  test("no offered name makes an error of a line that Kong ignored", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...releases),
        fc.constantFrom(...Object.keys(meanings), ...others),
        fc.constantFrom(...values),
        async (release, name, value) => {
          const unit = readers[kind]?.(name, value);
          if (unit === undefined) return;
          const before = await analyze(linkedOf(unit), { release: { flag: release } });
          const known = new Set(errorsOf(before));
          for (const text of renamed(before)) {
            const after = await analyze(linkedOf(reread(unit, text)), { release: { flag: release } });
            expect(errorsOf(after).filter((error) => !known.has(error))).toEqual([]);
          }
        },
      ),
      { numRuns: 4000 },
    );
  });
});

test.each([
  "admin_ssl_enabled = off",
  "proxy_ssl_enabled = on",
  "port = 8000",
  "admin_port = 8001",
  "proxy_port = 80",
  "ssl_port = 443",
  "admin_ssl_port = 8444",
  "plugins_dir = /x",
  "dbless = off",
])("no edit is offered for %s", async (text) => {
  // Kong 0.9 to 0.12 have properties for the switch of TLS.
  for (const release of releases.filter((each) => each?.version !== "0.12.3")) {
    const analysis = await analyze(linkedOf(readConf(`${text}\n`)), { release: { flag: release } });
    expect(renamed(analysis)).toEqual([]);
  }
});

/** Rules that look for the name that was meant; others know it. */
const GUESSING = new Set(["schema/unknown-property", "env/unknown-variable"]);

/** The text after each edit that gives a name that may be meant. */
function renamed({ unit, findings, reported }: Analysis): readonly string[] {
  return findings.flatMap(({ rule, fixes }, place) =>
    (GUESSING.has(rule) ? fixes : []).flatMap(({ edits }, ordinal) =>
      edits.length === 0
        ? []
        : [applyEdits(unit.document.text, reported[place]?.fixes[ordinal]?.edits ?? [])],
    ),
  );
}

function errorsOf({ findings }: Analysis): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
}

function reread({ file }: ConfigUnit, text: string): ConfigUnit {
  return file === undefined ? readEnv(text) : readConf(text);
}

function readConf(text: string): ConfigUnit {
  return readKongConf(new SourceDocument("kong.conf", text));
}

function readEnv(text: string): ConfigUnit {
  return readDotenv(new SourceDocument("kong.env", text));
}
