import { expect, test } from "vitest";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { fixDocument } from "../../server/workspace/fix-document.ts";
import fc from "../fast-check.ts";
import { linkedOf, readKongConf } from "../sources.ts";

/** Lines that rules have fixes for, and such as go with them. */
const LINES = [
  "pg_port = 1",
  "pg_port = 1",
  "log_level = WARN",
  'pg_host = "db"',
  "proxy_listen = 0.0.0.0:8000",
  "proxy_listen_ssl = 0.0.0.0:8443",
  "ssl = off",
  "custom_plugins = mine",
  "server_tokens = off",
  "client_body_buffer_size = 8k",
  "upstream_keepalive = 60",
  "# remark",
];
const TAGS = [
  "{% if a %}",
  "{% elif b %}",
  "{% else %}",
  "{% endif %}",
  "{% for a in b %}",
  "{% endfor %}",
  "{{ if .a }}",
  "{{ else }}",
  "{{ end }}",
  "<% if @a %>",
  "<% end %>",
];

const template = fc
  .array(fc.oneof(fc.constantFrom(...LINES), fc.constantFrom(...TAGS)), { maxLength: 14 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

function read(text: string): ConfigUnit {
  return readKongConf(new SourceDocument("kong.conf", text));
}

/** How many settings each branch holds, by the place of its block and its outcome. */
function settingsByBranch({ assignments, branches }: ConfigUnit): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { nameSpan } of assignments) {
    const branch = branches?.at(nameSpan.start);
    if (branch === undefined) continue;
    const name = `${branches?.blocks.indexOf(branch.block)}/${branch.outcome}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test.each(["0.13", "2.8", "3.9"])("in Kong %s safe fixes leave each branch its settings", async (version) => {
  await fc.assert(
    fc.asyncProperty(template, async (text) => {
      const settings = { release: { flag: { edition: "oss" as const, version } } };
      const unit = read(text);
      const fixed = await fixDocument(
        linkedOf(unit),
        { read: (changed) => linkedOf(read(changed)), analyze: (each) => analyze(each, settings) },
        false,
      );
      expect(fixed.analysis.report.failedRules).toEqual([]);
      expect(settingsByBranch(fixed.analysis.unit)).toEqual(settingsByBranch(unit));
    }),
    { numRuns: 150 },
  );
});
