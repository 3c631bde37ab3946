import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { replaceFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** What joins two paths, where the second one begins: a colon as in PATH, a comma as in Kong's lists, spaces. */
const JOINED =
  /(?:(?<=\?[^:, ]*)[:,][ \t]*(?=[\w.$/?])|[:,][ \t]*(?=\.{0,2}\/)|(?<=\?\S*)[ \t]+(?=\.{0,2}\/))/g;
const DRIVE = /^[A-Za-z]:[\\/]/;
/** The name that Lua itself gives a library with many modules. */
const ALL_MODULES = /(?:^|\/)loadall\.so$/;

/** One pattern of a path. */
interface Entry {
  readonly text: string;
  readonly offset: number;
}

/** Paths for Lua whose entries are folders, or are not separated by `;`. */
export default defineRule({
  summary: "Lua path with an entry that has no `?`, or without `;` between its entries",
  severity: "warning",
  needs: ["lua_*"],
  layer: "value",
  check(context) {
    for (const property of ["lua_package_path", "lua_package_cpath"]) {
      const assignment = context.reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      for (const entry of entriesOf(assignment.writtenValue)) checkEntry(entry, assignment, context);
    }
  },
});

function entriesOf(value: string): readonly Entry[] {
  return [...value.matchAll(/[^;]+/g)].flatMap(({ 0: text, index }) => {
    const trimmed = text.trim();
    return trimmed === "" ? [] : [{ text: trimmed, offset: index + text.indexOf(trimmed) }];
  });
}

function checkEntry({ text, offset }: Entry, assignment: Assignment, { report }: RuleContext): void {
  const { property } = assignment;
  const at = valueSpan(assignment, offset, offset + text.length);
  const joints = DRIVE.test(text) ? [] : [...text.matchAll(JOINED)];
  if (joints.length > 0) {
    report({
      at,
      property,
      message: `Lua separates the entries of a path only by \`;\`, so it looks for one file named ${quoted(text)}. Put \`;\` between the entries.`,
      fixes: [
        {
          title: "Change to `;`",
          applicability: "unsafe",
          edits: joints.map(({ 0: sign, index }) => ({
            kind: "replace",
            span: valueSpan(assignment, offset + index, offset + index + sign.length),
            text: ";",
          })),
        },
      ],
    });
    return;
  }
  if (text.includes("?") || ALL_MODULES.test(text)) return;
  report({
    at,
    property,
    message: `Lua replaces \`?\` with the name of a module, and ${quoted(text)} has no \`?\`: no module is found there, and if the file or folder exists, every \`require\` that reaches it fails. ${adviceFor(text, property)}`,
    fixes: fixesFor({ text, offset }, assignment),
  });
}

function patternFor(text: string, property: string): string | undefined {
  if (/\.\w+$|\*/.test(text)) return undefined;
  return `${text.replace(/\/+$/, "")}/?.${property.endsWith("cpath") ? "so" : "lua"}`;
}

function adviceFor(text: string, property: string): string {
  const pattern = patternFor(text, property);
  return pattern === undefined ? "Replace the name in it with `?`." : `Change it to ${quoted(pattern)}.`;
}

function fixesFor({ text, offset }: Entry, assignment: Assignment): Fix[] {
  const pattern = patternFor(text, assignment.property);
  if (pattern === undefined) return [];
  const end = offset + text.length;
  return [replaceFix(`Change to ${quoted(pattern)}`, "unsafe", valueSpan(assignment, offset, end), pattern)];
}
