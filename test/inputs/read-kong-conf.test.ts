import { describe, expect, it } from "vitest";
import { contains, sliceSpan } from "../../grammar/text/span.ts";
import { propertyName } from "../../server/formats/kong-conf/property-name.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import { valuePlace } from "../../server/model/assignment.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";
import { readKongConf } from "../sources.ts";

function read(text: string): ConfigUnit {
  return readKongConf(new SourceDocument("kong.conf", text));
}

function only(text: string): Assignment {
  const { assignments } = read(text);
  expect(assignments).toHaveLength(1);
  return assignments[0] as Assignment;
}

describe("the name Kong looks up", () => {
  it.each([
    ["pg_port", "pg_port"],
    ["PG_PORT", "PG_PORT"],
    ["pg-port", "pg_port"],
    ["pg.port", "pg_port"],
    ["log level", "log_level"],
    ["export log_level", "export_log_level"],
    ['"pg_port"', "_pg_port_"],
    ["pg_port # x", "pg_port___x"],
    ["\ufefflog_level", "___log_level"],
    ["log_level\u00a0", "log_level__"],
    ["\ud83d\ude00", "____"],
    ["a\udcffb", "a_b"],
    ["a\ud83d", "a___"],
    ["log_level\0", "log_level_"],
    ["", ""],
  ])("of %j is %j", (key, name) => {
    expect(propertyName(key)).toBe(name);
  });

  it("has as many characters as the key has bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (key) => {
        expect(propertyName(key)).toHaveLength(new TextEncoder().encode(key).length);
      }),
    );
  });
});

describe("a setting of kong.conf", () => {
  it("tells the value a person means from the one that Kong's reader takes", () => {
    const text = "  pg password =  s3cret # mine\n";
    const assignment = only(text);
    expect(assignment).toMatchObject({
      channel: "file",
      property: "pg_password",
      writtenName: "pg password",
      rawValue: "s3cret # mine",
      writtenValue: "s3cret",
      opaque: undefined,
      section: undefined,
    });
    expect(sliceSpan(text, assignment.nameSpan)).toBe("pg password");
    expect(sliceSpan(text, assignment.span)).toBe("pg password =  s3cret");
    expect(sliceSpan(text, assignment.lineSpan)).toBe("  pg password =  s3cret # mine");
    expect(sliceSpan(text, assignment.writtenValueSpan)).toBe("s3cret");
  });

  it("maps a continued value to its source", () => {
    const text = "plugins = bundled, \\\n  acl\n";
    const assignment = only(text);
    expect(assignment.writtenValue).toBe("bundled,   acl");
    const at = assignment.writtenValue.indexOf("acl");
    expect(sliceSpan(text, valuePlace(assignment, { start: at, end: at + 3 }))).toBe("acl");
  });

  it("ends with its name and sign where there is no value", () => {
    const text = "pg_host =    \n";
    expect(sliceSpan(text, only(text).span)).toBe("pg_host =");
  });

  it("knows the section that hides it, and that it is unfinished", () => {
    expect(only("[kong]\na = 1\n").section).toMatchObject({ start: 0, end: 6 });
    expect(only("a = 1 \\\n").unfinished).toBe(true);
    expect(only("a = 1\n").unfinished).toBeUndefined();
  });

  it("lies within its line with all its spans, for any text", () => {
    const pieces = [
      "a",
      " ",
      "=",
      "\n",
      "#",
      "\\\n",
      "{{",
      "}}",
      "{#",
      "#}",
      "<%",
      "%>",
      "$X",
      "[s]",
      "\r\n",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        for (const assignment of read(text).assignments) {
          const { lineSpan, span, nameSpan, rawValueSpan, writtenValueSpan } = assignment;
          expect(contains(lineSpan, span)).toBe(true);
          expect(contains(span, nameSpan)).toBe(true);
          expect(contains(lineSpan, rawValueSpan)).toBe(true);
          expect(contains(rawValueSpan, writtenValueSpan)).toBe(true);
          expect(assignment.rawValue.startsWith(assignment.writtenValue)).toBe(true);
        }
      }),
      { numRuns: amount(2000) },
    );
  });
});

describe("a value that something else fills in", () => {
  it.each([
    ["pg_host = {{ pg_host }}", "template"],
    ["pg_host = {{- .Values.host -}}", "template"],
    ["pg_host = {% if x %}a{% endif %}", "template"],
    ["pg_host = <%= pg_host %>", "template"],
    ["declarative_config = %KONGYML%", "template"],
    ["pg_host = ${PG_HOST}", "shell-variable"],
    ["pg_host = ${PG_HOST:-localhost}", "shell-variable"],
    ["pg_host = $PG_HOST", "shell-variable"],
    ["pg_host = $(hostname)", "shell-variable"],
    ["proxy_listen = 0.0.0.0:$PORT, 0.0.0.0:8443 ssl", "shell-variable"],
    ["nginx_http_x = ${HOST}", "shell-variable"],
    ["pg_password = pa$$word", undefined],
    ["pg_password = ab$cd", undefined],
    ["pg_password = ab$CD", undefined],
    ["pg_password = 100%", undefined],
    ["admin_gui_url = http://h/%AB%20", undefined],
    ["pg_password = {vault://env/pg-password}", undefined],
    ["nginx_http_log_format = main '$remote_addr ${request_uri}'", undefined],
    ["nginx_http_map = $uri", undefined],
    ["cluster_dp_labels = a:{b}", undefined],
  ])("%j: %s", (text, opaque) => {
    expect(only(text).opaque).toBe(opaque);
  });
});

describe("what belongs to a template", () => {
  const templates = (text: string): string[] =>
    read(text).templateSpans.map((template) => sliceSpan(text, template));
  const names = (text: string): string[] => read(text).assignments.map((assignment) => assignment.property);

  it("is no setting", () => {
    const text =
      "{% set a = b %}\n{% if a == 'b' %}\npg_host = x\n{% endif %}\n<% if a == b %>\n<%# c = d %>\n";
    expect(names(text)).toEqual(["pg_host"]);
    expect(templates(text)).toEqual(
      expect.arrayContaining(["{% set a = b %}", "{% endif %}", "<%# c = d %>"]),
    );
  });

  it("is a line whose name a tag writes", () => {
    const text = "<%= key %> = <%= value %>\npg_host = x\n";
    expect(names(text)).toEqual(["pg_host"]);
    expect(templates(text)).toContain("<%= key %> = <%= value %>");
  });

  it("may be a comment of several lines", () => {
    expect(names("{#\n a = 1\n#}\nb = 2\n{{- /*\n c = 3 }}\n*/}}\nd = 4")).toEqual(["b", "d"]);
    expect(names("x = {# \na = 1\n#}\n")).toEqual(["x", "a"]);
  });

  it("is not the tag in a value, which is the value's own", () => {
    expect(templates("pg_host = {{ a }}:{{ b }}\n")).toEqual([]);
  });

  it("is not the name behind a condition on the same line", () => {
    const text = "{{ if .x }} pg_host = {{ .x }}{{ end }}\n";
    expect(names(text)).toEqual(["pg_host"]);
    expect(templates(text)).toEqual(["{{ if .x }}"]);
  });

  it("is a line that holds one variable", () => {
    expect(templates("${EXTRA}\n  @EXTRA@\na b\n$x y\n")).toEqual(["${EXTRA}", "@EXTRA@"]);
  });
});
