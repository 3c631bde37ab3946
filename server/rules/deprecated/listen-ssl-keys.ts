import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed, lastAssignment } from "../support/assignments.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { addressText, listenTexts, speaksTls } from "../support/listen/listen-text.ts";
import { type TlsKeys, tlsKeys } from "../support/listen/tls-keys.ts";
import { parseBooleanWord } from "../support/words.ts";

/** One address and its port, as the old keys held it. */
const ADDRESS = /^[^\s,:]+:\d+$|^\[[0-9A-Fa-f:.]+\]:\d+$/;

/** Addresses of TLS ports under the keys of Kong 0.12 and before. */
export default defineRule({
  summary: "TLS address in a property that was removed in Kong 0.13",
  severity: "error",
  needs: tlsKeys.map(({ address }) => address),
  layer: "value",
  dependsOnRelease: true,
  releases: { oss: { since: "0.13.0" } },
  check(context) {
    const { unit, catalog, report } = context;
    for (const keys of tlsKeys) {
      if (!catalog.knows(keys.listener) || catalog.knows(keys.address)) continue;
      for (const assignment of assignmentsNamed(unit, keys.address)) {
        if (assignment.section !== undefined) continue;
        report({
          at: assignment.nameSpan,
          property: keys.address,
          message: message(assignment, keys, context),
          fixes: fixesFor(assignment, keys, context),
        });
      }
    }
  },
});

function message(
  { writtenValue }: Assignment,
  { address, listener, tls }: TlsKeys,
  { unit, catalog, release }: RuleContext,
): string {
  const kong = describeRelease(release);
  const plain = lastAssignment(unit, listener);
  if (isClosed(tls, unit))
    return `${kong} has neither \`${address}\` nor \`${tls}\`, which kept that port closed, and ignores both. Remove both lines; an address without \`ssl\` in \`${listener}\` does not use TLS.`;
  if (writtenValue === "" || writtenValue === "off")
    return `${kong} has no \`${address}\` and ignores it. Remove the line: it has no address, and an address without \`ssl\` in \`${listener}\` does not use TLS.`;
  const advice = `Move the address to \`${listener}\` with the flag \`ssl\`.`;
  if (plain === undefined) {
    const byDefault = catalog.property(listener)?.default;
    return `${kong} has no \`${address}\` and ignores it: unless the environment sets \`${listener}\`, Kong listens on ${byDefault == null ? "nothing" : `the default \`${byDefault}\``}. ${advice}`;
  }
  const line = unit.document.lines.positionAt(plain.nameSpan.start).line + 1;
  const speaks = listenTexts(plain.writtenValue).some(speaksTls);
  if (!speaks && plain.opaque !== undefined)
    return `${kong} has no \`${address}\` and ignores it: TLS is on only if the value filled in for \`${listener}\` on line ${line} has \`ssl\`. ${advice}`;
  return speaks
    ? `${kong} has no \`${address}\` and ignores it; \`${listener}\` on line ${line} has the TLS address that applies. Remove the line, or merge the two.`
    : `${kong} has no \`${address}\` and ignores it, and \`${listener}\` on line ${line} replaces the default that had a TLS port, so no port uses TLS. ${advice}`;
}

function fixesFor(assignment: Assignment, keys: TlsKeys, context: RuleContext): readonly Fix[] {
  const { unit } = context;
  const remove: Fix = removeFix(`Remove \`${keys.address}\``, "unsafe", assignment);
  const plain = lastAssignment(unit, keys.listener);
  if (lastAssignment(unit, keys.address) !== assignment) return [remove];
  if (isClosed(keys.tls, unit)) {
    const speaks =
      plain === undefined || plain.opaque !== undefined || listenTexts(plain.writtenValue).some(speaksTls);
    return [speaks ? remove : safeUnlessComment(remove, assignment, context)];
  }
  const entries = tlsEntries(assignment, keys, context);
  if (entries === undefined)
    return [displayOnlyFix(`Set \`${keys.listener} = address:port, address:port ssl\``)];
  if (entries.length === 0)
    return [plain === undefined ? remove : safeUnlessComment(remove, assignment, context)];
  return [
    plain === undefined
      ? renameIt(assignment, entries, keys, context)
      : merge(assignment, plain, entries, keys, context),
  ];
}

/** A comment behind the value goes with the line, and only its writer knows whether it is still wanted. */
function safeUnlessComment(fix: Fix, { span, lineSpan }: Assignment, { unit }: RuleContext): Fix {
  const behind = unit.document.text.slice(span.end, lineSpan.end).trim();
  return { ...fix, applicability: behind === "" ? "safe" : "unsafe" };
}

/** `ssl = off` beside the address: Kong 0.12 did not open the port. */
function isClosed(property: string | undefined, unit: RuleContext["unit"]): boolean {
  const written = property === undefined ? undefined : lastAssignment(unit, property);
  return written !== undefined && parseBooleanWord(written.writtenValue) === "off";
}

/** The entries that the old key stands for today; undefined where its value is none that can be carried over. */
function tlsEntries(
  assignment: Assignment,
  { http2 }: TlsKeys,
  { unit }: RuleContext,
): readonly string[] | undefined {
  const value = assignment.writtenValue;
  if (value === "" || value === "off") return [];
  const flag = http2 !== undefined && lastAssignment(unit, http2);
  const words = flag && parseBooleanWord(flag.writtenValue) === "on" ? " http2 ssl" : " ssl";
  if (assignment.opaque !== undefined) return [`${value}${words}`];
  const entries = listenTexts(value);
  if (!entries.every((entry) => ADDRESS.test(entry.replace(/\s+ssl$/, "")))) return undefined;
  return entries.map((entry) => entry.replace(/\s+ssl$/, "") + words);
}

/** The listener is not written: the plain ports stay those of its default, as they were in Kong 0.12. */
function renameIt(
  assignment: Assignment,
  entries: readonly string[],
  { listener }: TlsKeys,
  { catalog }: RuleContext,
): Fix {
  const byDefault = listenTexts(catalog.property(listener)?.default ?? "");
  const plain = byDefault.filter((entry) => entry !== "off" && !speaksTls(entry));
  return {
    title: `Rename to \`${listener}\` and add \`ssl\``,
    applicability: assignment.opaque === undefined ? "safe" : "unsafe",
    edits: [
      { kind: "rename", assignment, property: listener },
      { kind: "set", assignment, value: [...plain, ...entries].join(", ") },
    ],
  };
}

function merge(
  assignment: Assignment,
  plain: Assignment,
  entries: readonly string[],
  { listener, address }: TlsKeys,
  context: RuleContext,
): Fix {
  const written = listenTexts(plain.writtenValue);
  const remove = { kind: "remove", assignment } as const;
  const known = assignment.opaque === undefined && plain.opaque === undefined;
  // Of templates and variables nobody knows whether they stand for the same address.
  const taken = new Map(known ? written.map((entry) => [addressText(entry), entry]) : []);
  const fresh = entries.filter((entry) => !taken.has(addressText(entry)));
  if (fresh.length === 0 && entries.every((entry) => speaksTls(taken.get(addressText(entry)) ?? "")))
    return safeUnlessComment(
      { title: `Remove \`${address}\``, applicability: "safe", edits: [remove] },
      assignment,
      context,
    );
  const sure = fresh.length === entries.length && !written.some(speaksTls) && written[0] !== "off";
  const kept = written[0] === "off" ? [] : written;
  const merged: Fix = {
    title: `Merge it into \`${listener}\``,
    applicability: "unsafe",
    edits: [{ kind: "set", assignment: plain, value: [...kept, ...fresh].join(", ") }, remove],
  };
  return sure && known ? safeUnlessComment(merged, assignment, context) : merged;
}
