import type { ListenFlagNode } from "../../../grammar/listen/listen-tree.ts";
import { catalogFor, knownReleases } from "../../../schemas/catalog.ts";
import { describeRelease, type Release } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { FlagFault, ListenFault } from "../support/listen/listen-fault.ts";
import { type FoundFault, listenFaults } from "../support/listen/listen-faults.ts";
import type { WrittenListen } from "../support/listen/written-listens.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { nearWord } from "../support/words.ts";

type FlagCase = FoundFault<Extract<ListenFault, { kind: "flag" }>>;

/** Words behind an address that the release does not take as flags. */
export default defineRule({
  summary: "Listener flag that this release does not support",
  severity: "error",
  needs: ["*_listen", "*_ssl"],
  layer: "value",
  dependsOnRelease: true,
  check(context) {
    for (const found of listenFaults(context, "flag")) {
      const { fault, listen, at } = found;
      const elsewhere =
        fault.why === "unknown" ? releaseWith(fault.flag.nameText, listen, context.release) : undefined;
      context.report({
        at,
        property: listen.listener.name,
        message: message(found, elsewhere, context),
        fixes: fixesFor(found, elsewhere),
        dependsOnRelease: elsewhere !== undefined,
      });
    }
  },
});

function message(
  { fault: { flag, why }, listen }: FlagCase,
  elsewhere: Release | undefined,
  { release, reading }: RuleContext,
): string {
  const kong = describeRelease(release);
  const word = quoted(flag.nameText);
  const property = `\`${listen.listener.name}\``;
  switch (why) {
    case "unknown":
      return `${kong} does not support the flag ${word} in ${property}${isRefused(listen, reading) ? " and refuses to start" : " but passes it to nginx, which refuses to start"}. ${unknownAdvice(flag, listen, elsewhere)}`;
    case "case":
      return `Flags must be lowercase; ${kong} rejects ${word}. Use ${quoted(flag.nameText.toLowerCase())}.`;
    case "no-argument":
      return `${word} requires a value; without one, ${kong} refuses to start. Use ${quoted(`${flag.nameText}=${example(flag, listen)}`)}.`;
    case "argument":
      return `${kong} does not accept this value of ${word} and refuses to start. Use ${quoted(`${flag.nameText}=${example(flag, listen)}`)}.`;
    case "superfluous-argument":
      return `${word} must not have a value, and ${kong} refuses to start. Remove the value.`;
    case "repeated":
      return `${word} is given twice in one entry, and ${kong} rejects it. Keep one of them.`;
    case "keepalive":
      return "Kong accepts this value, but nginx refuses to start: it requires an idle time, an interval and a count, at least one of them. Use a value such as `so_keepalive=30m::10`, or `on`.";
    case "zero-backlog":
      return `Kong accepts \`backlog=0\`, but nginx refuses to start. Use a length such as \`backlog=16384\`.`;
  }
}

/** Some entries pass Kong's loader, which looks for an address at their end. */
function isRefused({ assignment }: WrittenListen, reading: Reading): boolean {
  return assignment === undefined || reading.isRefused(assignment);
}

/** What to do about a word that is no flag here: the release that has it, the flag it is likely to be, or all there are. */
function unknownAdvice(flag: ListenFlagNode, listen: WrittenListen, elsewhere: Release | undefined): string {
  if (elsewhere !== undefined) return `${describeRelease(elsewhere)} supports it.`;
  const near = nearFlag(flag, listen);
  return near === undefined
    ? `Supported flags are ${quotedList(flagNames(listen), "and")}.`
    : `Did you mean ${quoted(near)}?`;
}

function flagNames({ listener }: WrittenListen): readonly string[] {
  return listener.flags.map(({ name }) => name);
}

function nearFlag({ nameText }: ListenFlagNode, listen: WrittenListen): string | undefined {
  return nearWord(nameText.toLowerCase(), flagNames(listen));
}

/** A misspelt flag may be written right or taken away; the likelier comes first. */
function fixesFor(found: FlagCase, elsewhere: Release | undefined): readonly Fix[] {
  const { fault, listen } = found;
  const other = fixFor(found);
  const near = fault.why === "unknown" && elsewhere === undefined ? nearFlag(fault.flag, listen) : undefined;
  if (near === undefined) return [other];
  const edit = { kind: "replace" as const, span: listen.place(fault.flag.name), text: near };
  return [{ title: `Change to ${quoted(near)}`, applicability: "unsafe", edits: [edit] }, other];
}

function example(flag: ListenFlagNode, { listener }: WrittenListen): string {
  const form = listener.flags.find(({ name }) => name === flag.nameText)?.arguments?.[0];
  return form === "<int>" ? "16384" : (form ?? "");
}

/** The oldest release of the edition after the one at hand that has the flag, or the newest one before it. */
function releaseWith(name: string, { listener }: WrittenListen, release: Release): Release | undefined {
  const all = knownReleases(release.edition);
  const at = all.findIndex(({ version }) => version === release.version);
  const has = (each: Release) =>
    catalogFor(each)
      .listenProperties.get(listener.name)
      ?.flags.some((flag) => flag.name === name) === true;
  return all.slice(at + 1).find(has) ?? all.slice(0, Math.max(at, 0)).findLast(has);
}

function fixFor({ fault: { flag, why }, entry, listen }: FlagCase): Fix {
  const replace = (start: number, end: number, text: string, title: string): Fix => ({
    title,
    applicability: "unsafe",
    edits: [{ kind: "replace", span: listen.place({ start, end }), text }],
  });
  const { span, name } = flag;
  switch (why satisfies FlagFault) {
    case "case":
      return replace(name.start, name.end, flag.nameText.toLowerCase(), "Change to lowercase");
    case "superfluous-argument":
      return replace(name.end, span.end, "", "Remove the value");
    case "keepalive":
    case "zero-backlog":
    case "argument":
    case "no-argument":
      return replace(
        span.start,
        span.end,
        `${flag.nameText}=${example(flag, listen)}`,
        `Change to ${quoted(`${flag.nameText}=${example(flag, listen)}`)}`,
      );
    case "unknown":
    case "repeated": {
      const text = listen.text(entry.span);
      const before = text.slice(0, span.start - entry.span.start);
      const leads = before.trim() === "";
      const blanks = leads
        ? (/^\s*/.exec(text.slice(span.end - entry.span.start))?.[0].length ?? 0)
        : before.length - before.trimEnd().length;
      return leads
        ? replace(span.start, span.end + blanks, "", "Remove the flag")
        : replace(span.start - blanks, span.end, "", "Remove the flag");
    }
  }
}
