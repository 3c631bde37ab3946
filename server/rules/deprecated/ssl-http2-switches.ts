import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { assignmentsNamed, lastAssignment } from "../support/assignments.ts";
import { listenTexts, speaksTls } from "../support/listen/listen-text.ts";
import { type TlsKeys, tlsKeys } from "../support/listen/tls-keys.ts";
import { parseBooleanWord } from "../support/words.ts";

/** `ssl`, `http2` and their relatives: switches of Kong 0.12 that flags of the listeners replaced. */
export default defineRule({
  summary: "TLS or HTTP/2 boolean that was removed in Kong 0.13",
  severity: "error",
  needs: ["ssl", "http2", "*_ssl", "*_http2"],
  layer: "value",
  dependsOnRelease: true,
  releases: { oss: { since: "0.13.0" } },
  check(context) {
    const { unit, catalog, report } = context;
    for (const keys of tlsKeys) {
      if (!catalog.knows(keys.listener)) continue;
      const switches = [keys.tls, keys.http2].filter((property) => property !== undefined);
      for (const assignment of assignmentsNamed(unit, ...switches)) {
        const { property } = assignment;
        if (assignment.section !== undefined || catalog.knows(property)) continue;
        report({
          at: assignment.nameSpan,
          property,
          message: message(assignment, keys, context),
          fixes: fixesFor(assignment, keys, context),
        });
      }
    }
  },
});

function message(assignment: Assignment, { listener, http2 }: TlsKeys, context: RuleContext): string {
  const { property } = assignment;
  const kong = describeRelease(context.release);
  const flag = property === http2 ? "http2" : "ssl";
  const meant = parseBooleanWord(assignment.writtenValue);
  const open = entriesOf(listener, context).some((entry) => entry.split(/\s+/).includes(flag));
  if (meant === "off" && open) {
    return `${kong} has no \`${property}\` and ignores it: \`${listener}\` ${isWritten(listener, context) ? "has" : "has by default"} an address with \`${flag}\`, so that port stays open. Set \`${listener}\` without it.`;
  }
  if (meant === "on" && !open) {
    return `${kong} has no \`${property}\` and ignores it, and no address of \`${listener}\` has the flag \`${flag}\`. Add the flag there.`;
  }
  return `${kong} has no \`${property}\` and ignores it; flags of \`${listener}\` have replaced it. Remove the line.`;
}

function isWritten(listener: string, { unit }: RuleContext): boolean {
  return lastAssignment(unit, listener) !== undefined;
}

/** The entries in force as far as this source tells. */
function entriesOf(listener: string, { unit, catalog }: RuleContext): readonly string[] {
  const written = lastAssignment(unit, listener);
  return listenTexts(written?.writtenValue ?? catalog.property(listener)?.default ?? "");
}

/** While the old TLS address stands, its own rule merges it, and this switch tells how. */
function fixesFor(assignment: Assignment, keys: TlsKeys, context: RuleContext): readonly Fix[] {
  const { unit, catalog } = context;
  const { listener } = keys;
  const remove = { kind: "remove", assignment } as const;
  const removal = (applicability: Fix["applicability"]): Fix[] => [
    { title: `Remove \`${assignment.property}\``, applicability, edits: [remove] },
  ];
  if (lastAssignment(unit, keys.address) !== undefined && !catalog.knows(keys.address)) return [];
  const plain = lastAssignment(unit, listener);
  const meant = parseBooleanWord(assignment.writtenValue);
  if (assignment.opaque !== undefined || plain?.opaque !== undefined || meant === undefined)
    return removal("unsafe");
  const entries = entriesOf(listener, context);
  const flag = assignment.property === keys.http2 ? "http2" : "ssl";
  const open = entries.some((entry) => entry.split(/\s+/).includes(flag));
  if (open === (meant === "on")) return removal("safe");
  const wanted = meant === "off" ? without(flag, entries) : withFlag(flag, entries);
  if (wanted === undefined) return removal("unsafe");
  return [
    {
      title: `Change to \`${listener}\``,
      applicability: "unsafe",
      edits:
        plain === undefined
          ? [
              { kind: "rename", assignment, property: listener },
              { kind: "set", assignment, value: wanted.join(", ") },
            ]
          : [{ kind: "set", assignment: plain, value: wanted.join(", ") }, remove],
    },
  ];
}

/** TLS off closes the ports that speak it; HTTP/2 off only takes the word away. */
function without(flag: string, entries: readonly string[]): readonly string[] | undefined {
  const rest =
    flag === "ssl"
      ? entries.filter((entry) => !speaksTls(entry))
      : entries.map((entry) =>
          entry
            .split(/\s+/)
            .filter((word) => word !== flag)
            .join(" "),
        );
  return rest.length === 0 ? undefined : rest;
}

/** HTTP/2 belongs to the addresses that speak TLS. For TLS itself an address would have to be made up. */
function withFlag(flag: string, entries: readonly string[]): readonly string[] | undefined {
  if (flag === "ssl" || !entries.some(speaksTls)) return undefined;
  return entries.map((entry) => (speaksTls(entry) ? entry.replace(/\bssl\b/, `${flag} ssl`) : entry));
}
