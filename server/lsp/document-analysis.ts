import type { Analysis } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import type { Positions } from "./convert.ts";

/** Settings that only an editor has. */
export interface EditorOptions {
  readonly inlayHints: {
    /** What Kong reads, where it differs from the text. */
    readonly reads: boolean;
    /** The default that a line overrides. */
    readonly defaults: boolean;
  };
  readonly codeLens: boolean;
}

/** The settings that hold for one document, as the command line would find them for its path. */
export interface DocumentSettings {
  /** What the engine was given. */
  readonly lint: LintSettings;
  /** Every value with its origin. */
  readonly resolved: ResolvedSettings;
  /** The settings file that has the last word; undefined where there is none. */
  readonly file: string | undefined;
  /** A settings file is wrong, or one too many, so that none holds: nothing may be written into one before that is put right. */
  readonly isBroken: boolean;
  readonly editor: EditorOptions;
}

/**
 * One version of one open document, read and analysed: all that a feature looks at. It is immutable; the next version
 * of the document is another value, and a feature that is still at work keeps the one it began with.
 */
export interface DocumentAnalysis {
  readonly uri: string;
  readonly version: number;
  /** Text, lines, syntax, release, catalog, what Kong reads, findings. */
  readonly analysis: Analysis;
  /** Between spans and the positions of the client. */
  readonly positions: Positions;
  readonly settings: DocumentSettings;
}

/** A kong.conf or a file of variables in a folder of the workspace: as it is in the editor, or else on disk. */
export interface WorkspaceDocument {
  readonly uri: string;
  /** Absolute. */
  readonly path: string;
  readonly linked: LinkedSource;
  /** Its first process. */
  readonly unit: ConfigUnit;
  readonly positions: Positions;
  readonly isOpen: boolean;
}
