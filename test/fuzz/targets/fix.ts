import type { Analysis } from "../../../server/engine/analyze.ts";
import type { FileReport } from "../../../server/engine/report.ts";
import { isCandidateName } from "../../../server/formats/detect.ts";
import { DEFAULT_SETTINGS } from "../../../server/workspace/file-settings.ts";
import { lintSource } from "../../../server/workspace/lint-source.ts";
import type { Sample } from "../samples.ts";
import { areAlike, must, opened, type Target } from "../target.ts";

/** Safe fixes make no refusal and change no property that they are not about, and after them none is left. */
export const fix: Target = {
  name: "fix",
  async run(input) {
    const found = await opened(input);
    if (found === undefined) return;
    const rounds: Round[] = [];
    const select = async (report: FileReport, text: string) => {
      rounds.push({ report, text });
      return report;
    };
    const options = { fixing: "safe", fixesDrawn: false, select } as const;
    const before = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS);
    const after = await lintSource(found.workspace, found.source, DEFAULT_SETTINGS, options);
    if (after.text === input.text) return;
    const known = refusals(before.analysis);
    for (const refusal of refusals(after.analysis, before.analysis))
      must(known.has(refusal), `a safe fix makes Kong refuse: ${refusal}`);
    const about = await namesOf(rounds, input);
    for (const changed of changes(before.analysis, after.analysis))
      must(about.has(plain(changed)), `a safe fix changes another property: ${changed}`);
    const again = await opened({ ...input, text: after.text });
    if (again === undefined) {
      // Where the content decides what a file is, a fix may take away what told it.
      must(!isCandidateName(input.path), "the fixed text is no longer read");
      return;
    }
    if (!areAlike(again, found)) return;
    const next = await lintSource(again.workspace, again.source, DEFAULT_SETTINGS, options);
    must(next.text === after.text, "a second run fixes more");
  },
};

/** A text on the way to the fixed one, and what is found in it. */
interface Round {
  readonly report: FileReport;
  readonly text: string;
}

/** @param former whose releases count: another release, as names that a fix changes may tell of it, refuses other values */
function refusals({ units }: Analysis, former: Pick<Analysis, "units"> = { units }): ReadonlySet<string> {
  const releases = new Map(
    former.units.map(({ unit, release }) => [unit.id, JSON.stringify(release.release)]),
  );
  const same = units.filter(({ unit, release }) => releases.get(unit.id) === JSON.stringify(release.release));
  return new Set(
    same.flatMap(({ unit, reading }) =>
      reading.allRefusals().map(({ check, property }) => `${unit.id} ${check} ${property ?? ""}`),
    ),
  );
}

/** The properties that the safe fixes of some rounds are about: of their findings, in their titles, of the settings that they edit, in what they write. */
async function namesOf(rounds: readonly Round[], input: Sample): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { report, text } of rounds) {
    const units = (await opened({ ...input, text }))?.source.linked.units ?? [];
    const settings = units.flatMap(({ assignments }) => assignments);
    for (const { property = "", fixes } of report.findings)
      for (const { title, edits } of fixes.filter(({ applicability }) => applicability === "safe")) {
        for (const word of [property, ...(title.match(/\w+/g) ?? [])]) names.add(plain(word));
        for (const { span, newText } of edits) {
          for (const word of newText.match(/\w+/g) ?? []) names.add(plain(word));
          for (const { lineSpan, property: edited, writtenName } of settings)
            if (span.start <= lineSpan.end && lineSpan.start <= span.end)
              names.add(plain(edited)).add(plain(writtenName));
        }
      }
  }
  return names;
}

/** A name as Kong has it, which writes `_` for any other sign: a fix may take signs out of it that nobody sees. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\W_]/g, "").replace(/^kong/, "");
}

/** The properties that have another value than before in some process. Another release has other defaults, and is not compared. */
function changes(before: Analysis, after: Analysis): readonly string[] {
  const now = new Map(after.units.map((each) => [each.unit.id, each]));
  return before.units.flatMap(({ unit, release, reading }) => {
    const same = now.get(unit.id);
    if (same === undefined) return ["(a process is gone)"];
    if (JSON.stringify(same.release.release) !== JSON.stringify(release.release)) return [];
    const names = new Set([...reading.properties.keys(), ...same.reading.properties.keys()]);
    return [...names].filter(
      (name) =>
        reading.text(name) !== same.reading.text(name) ||
        reading.isOpaque(name) !== same.reading.isOpaque(name),
    );
  });
}
