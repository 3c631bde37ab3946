import type { Rule } from "../findings/rule.ts";
import { RULE_LEVELS, settingsDeclaration } from "./declaration.ts";
import { type JsonSchema, settingsCheckSchema } from "./settings-schema.ts";

/** The section of an editor's settings that is kong-lint's. */
export const EDITOR_SECTION = "kong-lint";

/**
 * What the manifest of the VS Code extension contributes: the settings that an editor has of its own, as VS Code wants them
 * (no references, each with its full name). A settings file of the project wins over them.
 */
export function vscodeConfiguration(rules: readonly Rule[]): {
  readonly title: string;
  readonly properties: JsonSchema;
} {
  // The manifest is read at every start of the editor, so rules share one form there.
  const schema = settingsCheckSchema(rules) as {
    readonly properties: Readonly<Record<string, JsonSchema>>;
    readonly $defs: Readonly<Record<string, JsonSchema>>;
  };
  const { properties: _options, ...ruleForms } = schema.$defs.rules ?? {};
  const definitions = { ...schema.$defs, rules: ruleForms, rule: RULE };
  const entries = Object.entries(settingsDeclaration).filter(([, { inEditor }]) => inEditor);
  const properties = entries.map(([name, { description, default: fallback }]) => {
    const setting = {
      ...withoutReferences(schema.properties[name] ?? {}, definitions),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(name === "edition" ? EDITION : {}),
      markdownDescription: description,
      scope: "resource",
    };
    return [`${EDITOR_SECTION}.${name}`, setting] as const;
  });
  return { title: "kong-lint", properties: { ...Object.fromEntries(properties), ...EDITOR_ONLY } };
}

/** The editions with what they are. Without a word for none, the page of settings would show `null`. */
const EDITION = {
  enum: ["", "oss", "enterprise"],
  enumItemLabels: ["(not set)", "oss", "enterprise"],
  markdownEnumDescriptions: [
    "The edition is that of the release, or open source if nothing names one.",
    "Kong Gateway, the open-source edition.",
    "Kong Gateway Enterprise, with or without a license: the image `kong/kong-gateway`.",
  ],
  default: "",
};

/** A level, or a level and options; the server checks the options of each rule. */
const RULE: JsonSchema = {
  anyOf: [
    { enum: [...RULE_LEVELS] },
    {
      type: "object",
      additionalProperties: false,
      properties: { level: { enum: [...RULE_LEVELS] }, options: { type: "object" } },
    },
  ],
};

/**
 * What only an editor has. The server reads those about hints and lenses; the trace is the client library's, and which program
 * runs is the extension's, by settings that only the person has: a workspace cannot set those of the scope `machine`.
 */
const EDITOR_ONLY: JsonSchema = {
  "kong-lint.importStrategy": {
    enum: ["useBundled", "fromProject"],
    default: "useBundled",
    scope: "machine",
    markdownEnumDescriptions: [
      "The kong-lint that comes with the extension.",
      "The kong-lint in `node_modules` of a trusted workspace, where it has one.",
    ],
    markdownDescription:
      "Which kong-lint serves the editor. A program of a workspace is run only where you trust the workspace.",
  },
  "kong-lint.path": {
    type: "string",
    default: "",
    scope: "machine",
    markdownDescription:
      "The absolute path of a kong-lint to use in trusted workspaces instead of the one that comes with the extension. Empty for none.",
  },
  "kong-lint.inlayHints.reads": {
    type: "boolean",
    default: true,
    scope: "resource",
    markdownDescription: "Show inlay hints where Kong reads a value differently from what is written.",
  },
  "kong-lint.inlayHints.defaults": {
    type: "boolean",
    default: false,
    scope: "resource",
    markdownDescription: "Show inlay hints with the default value that is overridden.",
  },
  "kong-lint.codeLens": {
    type: "boolean",
    default: true,
    scope: "resource",
    markdownDescription: "Show the Kong release at the top of the file.",
  },
  "kong-lint.trace.server": {
    enum: ["off", "messages", "verbose"],
    default: "off",
    scope: "window",
    markdownDescription:
      "Trace communication between VS Code and the language server. Verbose traces contain the text of your files.",
  },
};

/** The schema with every definition in the place where it is named. */
function withoutReferences(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...rest } = value as Readonly<Record<string, unknown>>;
    const own = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, resolve(part)]));
    if (typeof $ref !== "string") return own;
    return { ...(resolve(definitions[$ref.replace("#/$defs/", "")]) as object), ...own };
  };
  return resolve(schema) as JsonSchema;
}
