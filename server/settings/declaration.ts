import type { Severity } from "../findings/finding.ts";

/** What a rule may be set to. */
export const RULE_LEVELS = ["error", "warning", "info", "hint", "off"] as const;
export type RuleLevel = Severity | "off";

/** In place of the name of a format: the file is not read. */
export const NO_FORMAT = "off";

/** The level of a rule, or its level and options. */
export type RuleSetting =
  | RuleLevel
  | { readonly level?: RuleLevel; readonly options?: Readonly<Record<string, unknown>> };

/** What settings say of an image that is not one of Kong's own. */
export interface ImageSetting {
  /** Absent: its tag tells. */
  readonly release?: string;
  /** The variables that the image sets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Files that one call of a tool reads, where no file says so. */
export interface DeploymentSetting {
  readonly name: string;
  /** Relative to the settings file, in the order in which they are read. */
  readonly files: readonly string[];
  readonly release?: string;
}

/** The kinds of value that a setting may have, and their types. */
interface KindTypes {
  readonly text: string;
  readonly switch: boolean;
  readonly edition: "oss" | "enterprise";
  readonly texts: readonly string[];
  /** Names of formats by pattern. */
  readonly formats: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly Override[];
  readonly images: Readonly<Record<string, ImageSetting>>;
  readonly deployments: readonly DeploymentSetting[];
}

/** One setting. Types, run-time check, JSON Schema, documentation and the settings of VS Code are made from it. */
export interface SettingDefinition {
  readonly kind: keyof KindTypes;
  /** A sentence or two, with a full stop. */
  readonly description: string;
  /** In force where nothing is written. */
  readonly default?: boolean;
  readonly examples: readonly unknown[];
  /** Whether an entry of `overrides` may hold it. */
  readonly inOverrides: boolean;
  /** Whether an editor has it among its own settings. */
  readonly inEditor: boolean;
}

const declared = {
  $schema: {
    kind: "text",
    description: "The JSON Schema of this file, for editors.",
    examples: ["./node_modules/kong-lint/server/settings/generated/settings.schema.json"],
    inOverrides: false,
    inEditor: false,
  },
  requires: {
    kind: "text",
    description: "The kong-lint versions this file is for, as space-separated comparisons.",
    examples: [">=0.1", ">=0.1 <2"],
    inOverrides: false,
    inEditor: false,
  },
  extends: {
    kind: "texts",
    description:
      "Base settings files, relative to this one. Later entries override earlier ones; this file overrides them all.",
    examples: [["../kong-lint.base.json"]],
    inOverrides: false,
    inEditor: false,
  },
  release: {
    kind: "text",
    description:
      "The Kong release to check against; `3` is the newest 3.x, and a version that exists only for Enterprise implies Enterprise. Overridden by a comment `# kong-lint: kong=…` in a file and by --kong-version.",
    examples: ["3.9", "enterprise@0.34"],
    inOverrides: true,
    inEditor: true,
  },
  edition: {
    kind: "edition",
    description: "The edition to assume if the release does not include one.",
    examples: ["enterprise"],
    inOverrides: true,
    inEditor: true,
  },
  rules: {
    kind: "rules",
    description:
      "Severity (or severity and options) per rule. `group/*` applies to the rules of a group that are not listed themselves.",
    examples: [{ "security/*": "error", "schema/unknown-property": "warning" }],
    inOverrides: true,
    inEditor: true,
  },
  extraProperties: {
    kind: "texts",
    description:
      "Additional property names to allow, for example those of a custom plugin. `*` matches any characters.",
    examples: [["my_plugin_*"]],
    inOverrides: true,
    inEditor: true,
  },
  inlineSuppressions: {
    kind: "switch",
    description: "Whether comments in a file can silence findings.",
    default: true,
    examples: [false],
    inOverrides: true,
    inEditor: true,
  },
  requireReason: {
    kind: "switch",
    description: "Whether a suppression comment must have a reason, after `--`.",
    default: false,
    examples: [true],
    inOverrides: true,
    inEditor: true,
  },
  ignores: {
    kind: "texts",
    description:
      "Files to ignore (.gitignore syntax, relative to this file). Applies to files named on the command line too.",
    examples: [["legacy/", "*.example.conf"]],
    inOverrides: false,
    inEditor: false,
  },
  formats: {
    kind: "formats",
    description:
      "The format of files whose name or content does not show it, by pattern (.gitignore syntax, relative to this file); `off` for files to skip. Later entries override earlier ones.",
    examples: [{ "deploy/gateway.txt": "dotenv", "docs/**": "off" }],
    inOverrides: false,
    inEditor: true,
  },
  baseline: {
    kind: "text",
    description: "The baseline file, relative to this one. Overridden by --baseline.",
    examples: ["kong-lint-baseline.json"],
    inOverrides: false,
    inEditor: false,
  },
  images: {
    kind: "images",
    description:
      "Your own images that run Kong, by name; `*` matches any characters. `release` is their Kong release, if the tag is not; `env` contains the variables that they set.",
    examples: [
      { "registry.example.com/kong*": { release: "enterprise@3.10", env: { KONG_PLUGINS: "bundled,acme" } } },
    ],
    inOverrides: false,
    inEditor: false,
  },
  deployments: {
    kind: "deployments",
    description:
      "Files that belong together although no file says so, relative to this one: Compose files of one call, in this order, or settings files with the files that run Kong with them. Their `release` overrides that of the settings.",
    examples: [
      [
        { name: "production", files: ["compose.yaml", "compose.production.yaml"] },
        { name: "edge", files: ["edge/kong.conf", "edge/kong.env"], release: "3.9" },
      ],
    ],
    inOverrides: false,
    inEditor: false,
  },
  overrides: {
    kind: "overrides",
    description:
      "Settings for some files only. Each entry selects files with `files` (.gitignore syntax); later entries override earlier ones. `units` limits an entry to some of the Kong processes in them, by the names that `kong-lint environment` shows: `kong` or `services.kong`; `*` matches any characters.",
    examples: [
      [
        { files: ["staging/**"], release: "3.9", rules: { "security/*": "off" } },
        { files: ["compose.json"], units: ["kong-migrations"], rules: { "security/weak-secret": "off" } },
      ],
    ],
    inOverrides: false,
    inEditor: false,
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

type Declared = typeof declared;

/** A settings file as it is written. */
export type SettingsFile = { readonly [Name in keyof Declared]?: KindTypes[Declared[Name]["kind"]] };

/** The settings that may differ from file to file, for the files that `files` names. */
export type Override = {
  readonly files: readonly string[];
  /** Only for these processes of the files. */
  readonly units?: readonly string[];
} & {
  readonly [Name in keyof Declared as Declared[Name]["inOverrides"] extends true
    ? Name
    : never]?: KindTypes[Exclude<Declared[Name]["kind"], "overrides">];
};

/** Every setting, in the order of the documentation. */
export const settingsDeclaration: Readonly<Record<keyof SettingsFile, SettingDefinition>> = declared;
