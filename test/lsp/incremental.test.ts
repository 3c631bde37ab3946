import { describe, expect, it } from "vitest";
import { clientSupport } from "../../server/lsp/client-support.ts";
import type { PositionEncoding } from "../../server/lsp/convert.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import { DEFAULT_OPTIONS } from "../../server/lsp/editor-settings.ts";
import { changeDocument, type OpenDocument, openDocument } from "../../server/lsp/open-document.ts";
import { NO_SETTINGS } from "../../server/settings/settings-resolver.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const client = clientSupport(
  {
    textDocument: {
      publishDiagnostics: {
        relatedInformation: true,
        tagSupport: { valueSet: [1, 2] },
        codeDescriptionSupport: true,
        dataSupport: true,
      },
    },
  },
  undefined,
);

/** Lines that meet many rules and every kind of statement. */
const LINES = [
  "database = postgres",
  "database = cassandra",
  "databse = postgres",
  "pg_password = hunter2secret",
  "# pg_password = oldsecret9",
  "proxy_listen = 0.0.0.0:8000 reuseport, 0.0.0.0:8443 http2 ssl",
  "admin_listen = 0.0.0.0:8001",
  "log_level = debug # noisy",
  "log_level = 'warn'",
  "plugins = bundled, my-plugin",
  "plugins = bundled,\\",
  "    key-auth",
  "role = data_plane",
  "cluster_cert = /etc/kong/cluster.crt",
  "nginx_http_client_max_body_size = 8m",
  "nginx_proxy_real_ip_header = X-Forwarded-For",
  "ssl_cipher_suite = old",
  "[kong]",
  "pg_host: localhost",
  "trusted_ips = 0.0.0.0/0",
  "# kong-lint-disable-next-line",
  "# kong-lint: kong=2.8.1",
  "# kong-lint: kong=enterprise@3.4",
  "; a remark",
  "#admin_gui_listen = 0.0.0.0:8002",
  "{% if tls %}",
  "ssl = {{ tls }}",
  "$EXTRA",
  "pg_user = \u00fc\ud83d\ude00 # \u201cquoted\u201d",
  "",
  "",
];

const line = fc.constantFrom(...LINES);
const lineBreak = fc.constantFrom("\n", "\n", "\n", "\r\n");
const text = fc.array(fc.tuple(line, lineBreak), { maxLength: 14 }).map((lines) => lines.flat().join(""));
const inserted = fc.oneof(
  fc.constantFrom("", "", "a", "x", "1", " ", "=", "#", "\\", "\n", "\r", ",", "[", "\ud83d\ude00"),
  line,
  line.map((one) => `\n${one}\n`),
  text,
);
const place = fc.record({ line: fc.nat(20), character: fc.nat(60) });
/** Mostly keystrokes; sometimes a stretch of lines, in either order, and sometimes far outside the text. */
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ at: place, length: fc.constantFrom(0, 0, 1, 3), newText: inserted }) },
  { weight: 2, arbitrary: fc.record({ from: place, to: place, newText: inserted }) },
  { weight: 1, arbitrary: fc.record({ whole: text }) },
);

function changeOf(wish: typeof edit extends fc.Arbitrary<infer Edit> ? Edit : never) {
  if ("whole" in wish) return { text: wish.whole };
  if ("from" in wish) return { range: { start: wish.from, end: wish.to }, text: wish.newText };
  const end = { line: wish.at.line, character: wish.at.character + wish.length };
  return { range: { start: wish.at, end }, text: wish.newText };
}

async function saidOf({ uri, version, positions, linked }: OpenDocument) {
  if (linked === undefined) return undefined;
  const analysis = await analyze(linked);
  const settings = {
    lint: {},
    resolved: NO_SETTINGS,
    file: undefined,
    isBroken: false,
    editor: DEFAULT_OPTIONS,
  };
  const diagnostics = diagnosticsOf({ uri, version, positions, analysis, settings }, client);
  const { release, redactor } = analysis;
  return {
    diagnostics,
    release,
    masked: redactor.maskedSpans(linked.source),
    redacted: redactor.maskedText(linked.source),
  };
}

/** A sample for every day; `npm run test:edits` asks for all. */
const SEQUENCES = process.env.KONG_LINT_ALL_EDITS === undefined ? amount(200) : 2000;

describe("an analysis after edits", () => {
  it("is that of the whole text", async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom<PositionEncoding>("utf-8", "utf-16", "utf-32"),
        async (first, notifications, encoding) => {
          const opened = {
            uri: "file:///ws/kong.conf",
            languageId: "kong-conf",
            path: "kong.conf",
            encoding,
          };
          let document = openDocument({ ...opened, version: 1, text: first });
          await saidOf(document);
          for (const [index, changes] of notifications.entries()) {
            document = changeDocument(document, changes.map(changeOf), index + 2);
            const whole = openDocument({ ...opened, version: index + 2, text: document.source.text });
            expect(await saidOf(document)).toEqual(await saidOf(whole));
          }
        },
      ),
      { numRuns: SEQUENCES },
    );
  }, 600_000);
});
