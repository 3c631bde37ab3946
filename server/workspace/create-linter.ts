import { decodeText } from "../../grammar/text/decode-text.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import type { RuleSet } from "../engine/analyze.ts";
import { analyzeSource } from "../engine/analyze.ts";
import { type EffectiveConfiguration, effectiveConfiguration } from "../engine/effective-configuration.ts";
import type { FileReport } from "../engine/report.ts";
import type { Rule } from "../findings/rule.ts";
import { detectNamed, loadFormat, NO_PROCESS } from "../formats/detect.ts";
import { formatNamed, formatNames } from "../formats/format-names.ts";
import { linkSource } from "../formats/read-unit.ts";
import type { FormatEntry } from "../formats/registry.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { SourceFormat } from "../model/format.ts";
import { formatName } from "../model/format-id.ts";
import { SourceDocument } from "../model/source-document.ts";
import { checkBoolean, checkObject, checkString, checkStrings } from "../platform/check-input.ts";
import { InputError, unknownFormat } from "../platform/input-error.ts";
import { UserError } from "../platform/user-error.ts";
import { lintSettingsFrom } from "../settings/lint-settings-from.ts";
import { resolveLayers } from "../settings/resolve-layers.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import { settingsFromValue } from "../settings/settings-from-value.ts";
import { NO_SETTINGS } from "../settings/settings-resolver.ts";
import { allRules } from "./analyze.ts";
import { detectionBy, SAMPLE } from "./choose-format.ts";
import { fixDocument } from "./fix-document.ts";

/** A text to lint. */
export interface LinterInput {
  /** The name that reports show; no file is read. It helps to tell the format. */
  readonly path: string;
  /** As UTF-16, or as the bytes of a file. */
  readonly text: string | Uint8Array;
  /** A name of {@link formatNames}; told from path and text where it is absent. */
  readonly format?: string;
}

/** How to lint. */
export interface LinterOptions {
  /** Ids of the rules to run; all of them where it is absent. */
  readonly rules?: readonly string[];
  /** The content of a settings file: `release`, `edition`, `rules`, `extraProperties`, … */
  readonly settings?: unknown;
}

/** A text after fixing. */
export interface FixedText {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
  /** What is left to say about {@link text}. */
  readonly report: FileReport;
}

/** Lints texts. Everything is a pure function of its arguments. */
export interface Linter {
  /** @throws InputError */
  lint(input: LinterInput): Promise<FileReport>;
  /**
   * Applies the safe fixes, and with `unsafe` the others too.
   * @throws InputError
   */
  fix(input: LinterInput, options?: { readonly unsafe?: boolean }): Promise<FixedText>;
  /**
   * What Kong would end up with, for each process that the text describes; secrets are masked.
   * @throws InputError
   */
  effective(input: LinterInput): Promise<readonly EffectiveConfiguration[]>;
}

/** @throws InputError for a rule or a setting that does not exist */
export function createLinter(options: LinterOptions = {}): Linter {
  checkObject("options", options, ["rules", "settings"]);
  const ruleSet = rulesNamed(options.rules);
  settingsFor(options.settings, "kong.conf");
  const analyze = async (input: LinterInput) => {
    checkInput(input);
    const settings = settingsFor(options.settings, input.path);
    return analyzeSource(ruleSet, await read(input, settings), lintSettingsFrom(settings));
  };
  return {
    async lint(input) {
      return (await analyze(input)).report;
    },
    async fix(input, wish = {}) {
      checkInput(input);
      checkObject("options", wish, ["unsafe"]);
      const { unsafe = false } = wish;
      checkBoolean("unsafe", unsafe);
      const resolved = settingsFor(options.settings, input.path);
      const linked = await read(input, resolved);
      const { format, document } = linked.source;
      const settings = lintSettingsFrom(resolved);
      const { text, applied, analysis } = await fixDocument(
        linked,
        {
          read: (changed) => linkSource(format.parse(new SourceDocument(document.path, changed))),
          analyze: (each) => analyzeSource(ruleSet, each, settings),
        },
        unsafe,
      );
      return { text, applied, report: analysis.report };
    },
    async effective(input) {
      const { units } = await analyze(input);
      return units.map(({ unit, reading, release }) =>
        effectiveConfiguration(unit, reading, catalogFor(release.release), allRules.rules),
      );
    },
  };
}

/** The format that a text has, or the reason why it is none of Kong's. */
export function detect(
  path: string,
  text: string,
): { readonly format: string | undefined; readonly reason: string } {
  checkString("path", path);
  checkString("text", text);
  const { format, reason } = detectNamed(path, text.slice(0, SAMPLE));
  return { format: format && formatName(format.id), reason };
}

function checkInput(input: LinterInput): void {
  checkObject("input", input);
  checkString("path", input.path);
}

async function read(
  { path, text, format: name }: LinterInput,
  settings: ResolvedSettings,
): Promise<LinkedSource> {
  const document = new SourceDocument(path, textOf(text));
  const format = await loadFormat(formatOf(document, name, settings), document.text);
  const linked = format && linkSource(format.parse(document));
  if (linked === undefined || linked.units.length === 0)
    throw new InputError("not-kong", `${path}: ${NO_PROCESS}`);
  return linked;
}

function textOf(text: string | Uint8Array): string {
  if (typeof text === "string") return text;
  if (!(text instanceof Uint8Array))
    throw new InputError("invalid-input", "`text` must be a string or bytes");
  const decoded = decodeText(text);
  if (decoded.encoding === "binary")
    throw new InputError("invalid-input", "the bytes are binary data, not a configuration");
  return decoded.text;
}

function formatOf(
  { path, text }: SourceDocument,
  name: string | undefined,
  settings: ResolvedSettings,
): SourceFormat | FormatEntry {
  if (name !== undefined) {
    const named = formatNamed(name);
    if (named !== undefined) return named;
    throw unknownFormat(name, formatNames);
  }
  const { format, reason } =
    settings.format === undefined ? detectNamed(path, text.slice(0, SAMPLE)) : detectionBy(settings.format);
  if (format === undefined) throw new InputError("not-kong", `${path}: ${reason}`);
  return format;
}

function rulesNamed(ids: readonly string[] | undefined): RuleSet {
  if (ids === undefined) return allRules;
  checkStrings("rules", ids);
  const rules = ids.map((id): Rule => {
    const rule = allRules.byId.get(id);
    if (rule === undefined) throw new InputError("unknown-rule", `unknown rule \`${id}\``);
    return rule;
  });
  return { rules, byId: new Map(rules.map((rule) => [rule.id, rule])) };
}

function settingsFor(settings: unknown, path: string): ResolvedSettings {
  if (settings === undefined) return NO_SETTINGS;
  try {
    const layer = settingsFromValue(settings, {
      shown: "settings",
      folder: "/",
      origin: { kind: "file", name: "settings", line: undefined },
    });
    return resolveLayers([layer], `/${path.replace(/^\/+/, "")}`, [...allRules.byId.keys()]);
  } catch (error) {
    if (error instanceof UserError) throw new InputError("invalid-settings", error.message);
    throw error;
  }
}
