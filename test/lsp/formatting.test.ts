import { describe, expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { parseRelease, type Release } from "../../schemas/release.ts";
import { load } from "../../server/loader/load.ts";
import { formatEdits } from "../../server/lsp/features/formatting/format-edits.ts";
import { formatting } from "../../server/lsp/features/formatting.ts";
import { onTypeFormatting } from "../../server/lsp/features/on-type-formatting.ts";
import { rangeFormatting } from "../../server/lsp/features/range-formatting.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";
import { type LineFormat, readUnit } from "../sources.ts";
import { applyLspEdits } from "./apply-edits.ts";
import { markedDocument, testContext } from "./marked-document.ts";

const context = testContext();
const options = { tabSize: 2, insertSpaces: true };

async function formatted(text: string, path = "/ws/kong.conf"): Promise<string> {
  const { document } = await markedDocument(text, { path });
  const edits = await formatting(document, { textDocument: { uri: document.uri }, options }, context);
  return applyLspEdits(document, edits);
}

describe("formatting a document", () => {
  test.each([
    [
      "blanks round the equals sign",
      "log_level=notice\npg_host  =  db\n",
      "log_level = notice\npg_host = db\n",
    ],
    ["an indent", "  log_level = notice\n", "log_level = notice\n"],
    ["tabs", "log_level\t=\tnotice\t\n", "log_level = notice\n"],
    ["an empty value", "pg_host =   \npg_port=\n", "pg_host =\npg_port =\n"],
    [
      "equals signs that are aligned",
      "pg_host     = db\npg_port     = 5432\npg_password = x\n",
      "pg_host     = db\npg_port     = 5432\npg_password = x\n",
    ],
    [
      "aligned equals signs with too much room",
      "pg_host        = db\npg_port        = 5432\n",
      "pg_host = db\npg_port = 5432\n",
    ],
    [
      "comments that are aligned",
      "log_level=notice        # how much\npg_host=db              # where\n",
      "log_level = notice      # how much\npg_host = db            # where\n",
    ],
    [
      "a comment that goes on below",
      "prefix=/usr/local/kong      # Working directory,\n                            # with logs.\n",
      "prefix = /usr/local/kong    # Working directory,\n                            # with logs.\n",
    ],
    [
      "aligned comments without the room",
      "pg_host=db # a\npg_port=54 # b\n",
      "pg_host = db # a\npg_port = 54 # b\n",
    ],
    ["a lone comment", "pg_host=db   # a\n", "pg_host = db   # a\n"],
    ["blank lines", "\n\na = b\n\n\n\n  \nc = d\n\n\n", "a = b\n\n\nc = d\n"],
    ["a missing last line break", "pg_host = db", "pg_host = db\n"],
    ["line breaks of two kinds", "a = b\r\nc = d\ne = f\r\n", "a = b\r\nc = d\r\ne = f\r\n"],
    ["blanks behind a comment", "# words  \na = b\n", "# words\na = b\n"],
    [
      "a value of several lines",
      "proxy_listen=0.0.0.0:8000, \\\n    0.0.0.0:8443 ssl   \n",
      "proxy_listen = 0.0.0.0:8000, \\\n    0.0.0.0:8443 ssl   \n",
    ],
    ["an indented bracket", " [a] = b\n", " [a] = b\n"],
    ["a section header", "[kong]  \na=b\n", "[kong]  \na = b\n"],
    ["a template", "{% if x %}\n  a=b\n{% endif %}\n", "{% if x %}\n  a = b\n{% endif %}\n"],
    ["a backslash at the end", "a=b\nc=d\\", "a = b\nc=d\\\n"],
  ])("%s", async (_, before, after) => {
    expect(await formatted(before)).toBe(after);
  });

  test.each([
    ["KONG_PG_HOST = db \n", "KONG_PG_HOST=db\n"],
    ["export  KONG_PG_HOST= 'a b'\n", "export  KONG_PG_HOST='a b'\n"],
    ["KONG_PG_HOST= # nothing\n", "KONG_PG_HOST= # nothing\n"],
    ['KONG_SSL_CERT="a  \n  b"\nFOO = bar\n', 'KONG_SSL_CERT="a  \n  b"\nFOO = bar\n'],
  ])("variables %j", async (before, after) => {
    expect(await formatted(before, "/ws/kong.env")).toBe(after);
  });

  test("what an editor does not want stays", async () => {
    const { document } = await markedDocument("# a  \na=b");
    const params = {
      textDocument: { uri: document.uri },
      options: { ...options, trimTrailingWhitespace: false, insertFinalNewline: false },
    };
    expect(applyLspEdits(document, await formatting(document, params, context))).toBe("# a  \na = b");
  });
});

test("formatting a range leaves the other lines alone", async () => {
  const { document, cursors } = await markedDocument("a=b\n<|>c=d\n<|>e=f\n");
  const [start, end] = cursors;
  if (start === undefined || end === undefined) throw new Error("two marks are wanted");
  const params = { textDocument: { uri: document.uri }, range: { start, end }, options };
  expect(applyLspEdits(document, await rangeFormatting(document, params, context))).toBe("a=b\nc = d\ne=f\n");
});

describe("formatting on type", () => {
  test.each([
    ["\n", "a=b  \nc=d\n<|>", "a=b  \nc = d\n"],
    ["=", "log_level=<|>\n", "log_level =\n"],
    ["=", "log_level   =<|>\n", "log_level =\n"],
    ["=", "proxy_listen = 0.0.0.0:1 backlog=<|>\n", "proxy_listen = 0.0.0.0:1 backlog=\n"],
    ["=", "# a =<|>\n", "# a =\n"],
    ["\n", "<|>", ""],
  ])("%j in %j", async (ch, before, after) => {
    const { document, cursor } = await markedDocument(before);
    const params = { textDocument: { uri: document.uri }, position: cursor, ch, options };
    expect(applyLspEdits(document, await onTypeFormatting(document, params, context))).toBe(after);
  });
});

/** A release of each way of reading that Kong has had. */
const ERAS = [
  "0.9.0",
  "0.9.9",
  "0.10.0",
  "0.10.3",
  "0.10.4",
  "0.12",
  "0.13",
  "0.14",
  "1.0",
  "1.3",
  "1.4",
  "2.0",
  "2.4",
  "2.5.1",
  "2.6",
  "2.8",
  "3.0",
  "3.1",
  "3.2",
  "3.4",
  "3.9",
  "enterprise@0.34",
  "enterprise@2.8",
  "enterprise@3.10",
].map((name) => {
  const release = parseRelease(name);
  if (release === undefined) throw new Error(`no release ${name}`);
  return release;
});

const blanks = fc.constantFrom("", " ", "  ", "\t", "      ", " \t ", "\u00a0", "\f");
const key = fc.constantFrom(
  "log_level",
  "pg_host",
  "pg_port",
  "pg_password",
  "proxy_listen",
  "ssl_cert",
  "plugins",
  "nginx_http_x",
  "log level",
  "unknown",
  "",
  "[a]",
  "[a",
  "export KONG_PG_HOST",
  "KONG_PG_HOST",
  "KONG_PG_PASSWORD",
  "FOO",
  "\ufeffpg_host",
  "ключ",
);
const value = fc.oneof(
  fc.constantFrom(
    "",
    "on",
    "notice",
    "5432",
    "a b",
    "a, b,c",
    "0.0.0.0:8000 ssl",
    "a\\#b",
    "a#b",
    "#a",
    "12 kB",
    "a_blank_b",
    "'a'",
    '"a # b"',
    '"a\n  b"',
    "{{ x }}",
    "${X}",
    "007",
    "a \\\n  b",
    "a \\\n\n# x\n b",
    "a\\",
    "é",
    "x".repeat(199),
    `${"é".repeat(110)} b`,
    "1e5",
    "{vault://env/a}",
  ),
  fc.string({
    maxLength: 12,
    unit: fc.constantFrom("a", " ", "#", "\\", "=", ",", "\t", "1", "'", '"', "\r"),
  }),
);
const comment = fc.constantFrom("", "", "# c", "   # c", " # c \\", "          # aligned", " #", " # 12 kB");
const end = fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n\n\n", "\n  \n", " \n", "\t\r\n", "\r", "");
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(blanks, key, blanks, fc.constant("="), blanks, value, comment, end)
      .map((all) => all.join("")),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(blanks, fc.constantFrom("# words", "#a = b", "; x", "          # aligned", "# x \\"), end)
      .map((all) => all.join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(blanks, fc.constantFrom("[kong]", "bare", "{% if x %}", "{# a\n b #}", "bare \\"), end)
      .map((all) => all.join("")),
  },
);
const source = fc.array(line, { maxLength: 8 }).map((lines) => lines.join(""));

function unitOf(text: string, carrier: LineFormat) {
  return readUnit(new SourceDocument("kong.conf", text), carrier);
}

/** All that Kong makes of a text, without places. */
function readings(text: string, carrier: LineFormat, eras: readonly Release[]): string[] {
  const unit = unitOf(text, carrier);
  return eras.map((release) => {
    const reading = load(unit, release);
    return JSON.stringify([
      reading.accepted,
      [...reading.properties].map(([name, { value: read, opaque, provenance }]) => [
        name,
        read,
        opaque,
        provenance.kind,
      ]),
      reading.refusals().map(({ check, property, text: guilty, crash }) => [check, property, guilty, crash]),
      reading.losses.map(({ reason, property, reads }) => [reason, property, reads]),
      reading.warnings.map(({ property, reason }) => [property, reason]),
    ]);
  });
}

const ends = { trimsLines: true, trimsEnd: true, endsInBreak: true };

describe.each(["kong-conf", "dotenv"] as const)("formatting %s", (carrier) => {
  test("never changes what a release reads, and moves blanks alone", () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom("all" as const, "settings" as const),
        fc.boolean(),
        (text, parts, isFirst) => {
          // The very first release splits lists before it cuts comments, so a file for it is formatted with more care.
          const base = isFirst ? "0.9.0" : "3.9";
          const eras = isFirst ? ERAS : ERAS.filter(({ version }) => version !== "0.9.0");
          const edits = formatEdits(unitOf(text, carrier), { parts, ends, base });
          for (const { span, newText } of edits)
            expect(/^\s*$/.test(text.slice(span.start, span.end)) && /^\s*$/.test(newText)).toBe(true);
          const after = applyEdits(text, edits);
          expect(readings(after, carrier, eras)).toEqual(readings(text, carrier, eras));
        },
      ),
      { numRuns: amount(150) },
    );
  });

  test("is done after one time", () => {
    fc.assert(
      fc.property(source, (text) => {
        // Half a line break is a blank to Kong and a line break to an editor: it takes two times.
        fc.pre(!/\r(?!\n)/.test(text));
        const once = applyEdits(
          text,
          formatEdits(unitOf(text, carrier), { parts: "all", ends, base: "3.9" }),
        );
        const twice = applyEdits(
          once,
          formatEdits(unitOf(once, carrier), { parts: "all", ends, base: "3.9" }),
        );
        expect(twice).toBe(once);
      }),
      {
        numRuns: amount(300),
        examples: [
          // Fewer blank lines are left than there were, and most line breaks are then of the other kind.
          ["log_level = a \\\r\nlog_level = b \\\r\n[kong]\n\n\n\n"],
          // In a template the indent stays, so names of one alignment begin in different columns.
          ["{# a\n b #}\n      ssl_cert\t=\nKONG_PG_HOST \t =\n"],
        ],
      },
    );
  });
});
