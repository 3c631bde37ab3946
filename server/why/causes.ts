import type { FileReport, ReportedFinding } from "../engine/report.ts";
import type { Subject } from "./log-message.ts";
import type { FoundMessage } from "./log-reader.ts";
import type { SettingPlace, WorkspaceView } from "./workspace-view.ts";

/** A line of the workspace that causes a message, or may. */
export interface Cause {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly property: string | null;
  /** The rule that reports it, with what it says; null for a setting that the message names. */
  readonly rule: string | null;
  readonly message: string | null;
}

/** Who reads more than a few of them looks for the cause himself. */
const MOST_CAUSES = 5;

/**
 * The lines of the workspace that a message is about, most likely first: what a rule reports for the setting that it names, settings whose
 * value it quotes, what a rule reports that answers such messages, and settings of that name.
 */
export function causesOf(found: FoundMessage, { settings, reports }: WorkspaceView): readonly Cause[] {
  const { message, subject } = found;
  const findings = reports.flatMap((report) => report.findings.map((finding) => ({ report, finding })));
  const answers = message.rules.flatMap((rule) => findings.filter(({ finding }) => finding.rule === rule));
  const named = settings.filter((setting) => isNamed(setting, subject));
  const causes =
    named.length > 0
      ? causesInNamed(named, subject, answers, findings)
      : causesElsewhere(found, settings, answers);
  return distinct(causes).slice(0, MOST_CAUSES);
}

/** The message names a property or a directive, and the workspace has settings of it. */
function causesInNamed(
  named: readonly SettingPlace[],
  subject: Subject,
  answers: readonly Reported[],
  findings: readonly Reported[],
): readonly Cause[] {
  const quoted = named.filter((setting) => isQuoted(setting, subject));
  const others = findings.filter(({ finding }) => finding.severity !== "hint");
  return [
    ...answers.filter((each) => isAtOne(each, quoted)).map(ofFinding),
    ...answers.filter((each) => isAtOne(each, named)).map(ofFinding),
    ...others.filter((each) => isAtOne(each, named)).map(ofFinding),
    ...quoted.map(ofSetting),
    ...named.map(ofSetting),
  ];
}

/** It names none, or one that no setting of the workspace has. */
function causesElsewhere(
  { message, subject }: FoundMessage,
  settings: readonly SettingPlace[],
  answers: readonly Reported[],
): readonly Cause[] {
  const { properties } = message;
  const isMeant = (property: string | undefined) =>
    properties === undefined || (property !== undefined && properties.includes(property));
  const quoted = settings.filter((each) => isMeant(each.property) && isQuoted(each, subject));
  const about = answers.filter(({ finding }) => isAbout(finding, subject));
  return [
    ...answers.filter((each) => isAtOne(each, quoted)).map(ofFinding),
    ...about.filter(({ finding }) => properties !== undefined && isMeant(finding.property)).map(ofFinding),
    ...quoted.map(ofSetting),
    ...about.map(ofFinding),
    ...(properties === undefined ? [] : settings.filter(({ property }) => isMeant(property)).map(ofSetting)),
  ];
}

/** Whether a finding may be about a property that the message names and no setting has; nothing injects a directive without a setting. */
function isAbout({ property, message }: ReportedFinding, { property: named, directive }: Subject): boolean {
  if (directive !== undefined) return false;
  return named === undefined || property === named || message.includes(named);
}

function isAtOne(each: Reported, places: readonly SettingPlace[]): boolean {
  return places.some((place) => isAt(each, place));
}

interface Reported {
  readonly report: FileReport;
  readonly finding: ReportedFinding;
}

/** A setting of the property that is named, or one that injects the directive. */
function isNamed({ property }: SettingPlace, subject: Subject): boolean {
  if (subject.property !== undefined && property === subject.property) return true;
  const { directive } = subject;
  if (directive === undefined) return false;
  return property === directive || (property.startsWith("nginx_") && property.endsWith(`_${directive}`));
}

/** A setting that the message quotes by its name, or whose value contains what it quotes as a word of its own. */
function isQuoted({ value, variable }: SettingPlace, { value: quoted, port }: Subject): boolean {
  if (port !== undefined && new RegExp(`(?:^|[:\\s,])${port}(?:$|[\\s,/])`).test(value)) return true;
  const text = quoted?.trim().toLowerCase() ?? "";
  if (text.length < 2) return false;
  if (variable.toLowerCase() === text || variable.toLowerCase() === `kong_${text}`) return true;
  // nginx completes a relative path with Kong's prefix.
  return words(value).some((word) => word === text || (/\w\/\w/.test(word) && text.endsWith(`/${word}`)));
}

function words(value: string): readonly string[] {
  const lower = value.toLowerCase();
  return [lower, ...lower.split(/[\s,;="']+/), ...lower.split(/[^\w.-]+/)];
}

function isAt({ report, finding }: Reported, { path, line }: SettingPlace): boolean {
  return report.path === path && finding.start.line + 1 <= line && line <= finding.end.line + 1;
}

function ofFinding({ report, finding }: Reported): Cause {
  return {
    path: report.path,
    line: finding.start.line + 1,
    column: finding.start.character + 1,
    property: finding.property ?? null,
    rule: finding.rule,
    message: finding.message,
  };
}

function ofSetting({ path, line, column, property }: SettingPlace): Cause {
  return { path, line, column, property, rule: null, message: null };
}

/** Of several causes on one line the first, except that each rule says its own. */
function distinct(causes: readonly Cause[]): readonly Cause[] {
  const kept: Cause[] = [];
  for (const cause of causes)
    if (
      !kept.some(
        (each) =>
          each.path === cause.path &&
          each.line === cause.line &&
          (cause.rule === null || each.rule === cause.rule),
      )
    )
      kept.push(cause);
  return kept;
}
