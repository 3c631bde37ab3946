import { describe, expect, test } from "vitest";
import { templateRenderings } from "../../server/formats/templates/template-renderings.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { readKongConf } from "../sources.ts";

function unitOf(text: string) {
  return readKongConf(new SourceDocument("kong.conf", text));
}

/** The values of each text that a template may become, in order. */
function renderings(text: string): readonly string[] {
  return templateRenderings(unitOf(text))
    .map(({ unit }) => unit.assignments.map((each) => each.writtenValue).join(" "))
    .sort();
}

describe("the texts that a template may become", () => {
  test.each([
    ["Jinja", "{% if a %}\nx = 1\n{%- elif b %}\nx = 2\n{% else -%}\nx = 3\n{% endif %}\n"],
    ["Go", "{{- if .a }}\nx = 1\n{{ else if .b -}}\nx = 2\n{{- else -}}\nx = 3\n{{- end -}}\n"],
    ["ERB", "<% if @a -%>\nx = 1\n<% elsif @b %>\nx = 2\n<% else %>\nx = 3\n<%- end -%>\n"],
    [
      "Terraform",
      "%{ if a ~}\nx = 1\n%{ else }%{ if b }\nx = 2\n%{ else }\nx = 3\n%{ endif ~}\n%{ endif ~}\n",
    ],
    ["FreeMarker", "<#if a>\nx = 1\n<#elseif b>\nx = 2\n<#else>\nx = 3\n</#if>\n"],
    ["Handlebars", "{{#if a}}\nx = 1\n{{else if b}}\nx = 2\n{{else}}\nx = 3\n{{/if}}\n"],
    ["EJS", "<% if (a) { %>\nx = 1\n<% } else if (b) { %>\nx = 2\n<% } else { %>\nx = 3\n<% } %>\n"],
    ["Jinja on one line", "{% if a %}x = 1\n{% elif b %}x = 2\n{% else %}x = 3\n{% endif %}"],
  ])("of %s: each branch alone", (_, text) => {
    expect(renderings(text)).toEqual(["1", "2", "3"]);
  });

  test.each([
    ["an `if` without `else` may write nothing", "{% if a %}\nx = 1\n{% endif %}\n", ["", "1"]],
    ["a section of Mustache too", "{{#tls}}\nx = 1\n{{/tls}}\n", ["", "1"]],
    ["a `case`", "<% case @a %>\n<% when 1 %>\nx = 1\n<% when 2 %>\nx = 2\n<% end %>\n", ["", "1", "2"]],
    [
      "two conditions meet in each way",
      "{% if a %}\nx = 1\n{% endif %}\n{% if b %}\ny = 2\n{% endif %}\n",
      ["", "1", "1 2", "2"],
    ],
    [
      "a condition in another",
      "{% if a %}\n{% if b %}\nx = 1\n{% else %}\nx = 2\n{% endif %}\n{% endif %}\n",
      ["", "1", "2"],
    ],
    ["a loop is written", "{% for a in b %}\nx = 1\n{% endfor %}\n", ["1"]],
    ["a loop of Ruby", "<% @a.each do |b| -%>\nx = 1\n<% end -%>\n", ["1"]],
    [
      "`with` is written, unless it has an `else`",
      "{{ with .a }}\nx = 1\n{{ else }}\nx = 2\n{{ end }}\n",
      ["1", "2"],
    ],
    ["a block without an end is none", "{% if a %}\nx = 1\n", ["1"]],
    ["an end without a block is none", "{% endif %}\nx = 1\n{{ end }}\n", ["1"]],
    [
      "a variable is no block",
      "{{ if_set }}\nx = {{ range }}\n{{ with | upper }}\ny = 1\n{{ end }}\n",
      ["{{ range }} 1"],
    ],
    ["a remark is no block", "{# if #}\nx = 1\n{{/* if .a */}}\n<%# if %>\ny = 2\n", ["1 2"]],
  ])("%s", (_, text, expected) => {
    expect(renderings(text)).toEqual(expected);
  });

  test("however many conditions there are, each setting is in a text, and there are not many texts", () => {
    const text = Array.from(
      { length: 40 },
      (_, at) => `{% if a${at} %}\nx${at} = ${at}\n{% else %}\ny${at} = ${at}\n{% endif %}\n`,
    ).join("");
    const texts = templateRenderings(unitOf(text));
    expect(new Set(texts.flatMap(({ unit }) => unit.assignments)).size).toBe(80);
    expect(texts.length).toBeLessThan(20);
  });

  test("a text without a condition is taken as it is", () => {
    const unit = unitOf("x = {{ value }}\n");
    expect(unit.branches).toBeUndefined();
    expect(templateRenderings(unit)).toMatchObject([{ unit }]);
  });
});
