import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CollectedFacts } from "../facts/collected-facts.ts";
import { collectEnterprise } from "./collect-enterprise.ts";
import { collectOss } from "./collect-oss.ts";
import type { CollectedRelease } from "./collected-release.ts";
import { type Decisions, holdsIn } from "./decisions.ts";
import { newDirectives, templateDirectives } from "./nginx-templates.ts";
import { portalLines } from "./portal.ts";
import { byVersion, type SourceTree } from "./source-tree.ts";

/** Gives the facts of an open-source release; undefined where nobody has them. */
export type BaseFacts = (version: string) => CollectedFacts | undefined;

/** The decisions that lie beside this module. */
export function readDecisions(): Decisions {
  return JSON.parse(readFileSync(join(import.meta.dirname, "decisions.json"), "utf8"));
}

/** The version that a checkout of Kong's source calls itself, from `kong/meta.lua`. */
export function sourceVersion(tree: SourceTree): string | undefined {
  const meta = tree.read("kong/meta.lua") ?? "";
  const part = (name: string) => new RegExp(`\\b${name}\\s*=\\s*(\\d+)`).exec(meta)?.[1];
  const parts = [part("major"), part("minor"), part("patch")];
  return parts.includes(undefined) ? undefined : parts.join(".");
}

/** One collected release, and the questions that no release before it in the same run has asked. */
export interface CollectedStep {
  readonly name: string;
  readonly release: CollectedRelease;
  readonly questions: readonly string[];
}

/**
 * Collects open-source releases, in the order in which they are given.
 * @param before the source of the release before the first one, if there is one: what its templates write is known
 */
export function* collectTags(
  trees: Iterable<{ readonly tree: SourceTree; readonly version: string }>,
  before?: SourceTree,
): Generator<CollectedStep> {
  const asked = new Set<string>();
  let known = before === undefined ? undefined : templateDirectives(before);
  for (const { tree, version } of trees) {
    const release = collectOss(tree, version);
    const written = release.facts.nginxTemplates ?? [];
    const news = known === undefined ? [] : newDirectives(known, written);
    known = written;
    const questions = [
      ...newQuestions(release, asked),
      ...news.map((text) => `the templates write ${text}: how nginx takes a second one is to be measured`),
    ];
    yield { name: `oss/${version}`, release, questions };
  }
}

/**
 * Collects Enterprise lines from a portal, oldest first. A line that the portal has before the first one that is wanted is
 * read for its questions only, so that a person is asked about what is new.
 * @param lines the lines that are wanted; all where empty
 * @throws Error where the base of a line is not there
 */
export function* collectLines(
  portal: SourceTree,
  lines: readonly string[],
  baseFacts: BaseFacts,
  decisions: Decisions,
): Generator<CollectedStep> {
  const all = portalLines(portal);
  const missing = lines.find((line) => !all.includes(line));
  if (missing !== undefined) throw new Error(`${portal.name} has no reference of Enterprise ${missing}`);
  const asked = new Set<string>();
  const wanted = lines.length === 0 ? all : [...lines].sort(byVersion);
  const before = all.filter((line) => byVersion(line, wanted[0] ?? "") < 0).at(-1);
  for (const line of [...(before === undefined ? [] : [before]), ...wanted]) {
    const base = baseOf(line, baseFacts, decisions);
    if (base === undefined && line === before) continue;
    if (base === undefined)
      throw new Error(
        `Enterprise ${line} is built on an open-source release whose facts are not there: add --kong with Kong's source, or collect it into the same folder first`,
      );
    const release = collectEnterprise(portal, line, base, decisions);
    const questions = newQuestions(release, asked);
    if (line !== before) yield { name: `enterprise/${line}`, release, questions };
  }
}

/** The open-source release that a line is built on: the one that is decided, or the newest patch of the same number. */
function baseOf(line: string, baseFacts: BaseFacts, decisions: Decisions): CollectedFacts | undefined {
  const decided = decisions.base.find((entry) => holdsIn(entry, line));
  if (decided !== undefined) return baseFacts(decided.version);
  for (let patch = 9; patch >= 0; patch--) {
    const facts = baseFacts(`${line}.${patch}`);
    if (facts !== undefined) return facts;
  }
  return undefined;
}

function newQuestions({ undecided }: CollectedRelease, asked: Set<string>): readonly string[] {
  // The line of a source file is not what makes a question another one.
  const idOf = (question: string) => question.replace(/:\d+:/, ":").replace(/Kong \d[\d.]*/, "Kong");
  const fresh = undecided.filter((question) => !asked.has(idOf(question)));
  for (const question of undecided) asked.add(idOf(question));
  return fresh;
}
