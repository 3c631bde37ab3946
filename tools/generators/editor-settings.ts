import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  RULE_LEVELS,
  type SettingDefinition,
  settingsDeclaration,
} from "../../server/settings/declaration.ts";
import type { GeneratedFile } from "./generated-file.ts";

type Shape = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<SettingDefinition["kind"], Shape>> = {
  text: { type: "string", default: "" },
  switch: { type: "boolean" },
  edition: { type: "string", enum: ["", "oss", "enterprise"], default: "" },
  texts: { type: "array", items: { type: "string" }, default: [] },
  rules: {
    type: "object",
    default: {},
    additionalProperties: {
      anyOf: [
        { type: "string", enum: RULE_LEVELS },
        {
          type: "object",
          properties: { level: { type: "string", enum: RULE_LEVELS }, options: { type: "object" } },
          additionalProperties: false,
        },
      ],
    },
  },
  overrides: { type: "array" },
};

/** Settings that only an editor has; the server reads the first three, the client library the last. */
const EDITOR_ONLY: Readonly<Record<string, Shape>> = {
  "inlayHints.reads": {
    type: "boolean",
    default: true,
    description: "Show beside a value what Kong reads, where that is not what the text says.",
  },
  "inlayHints.defaults": {
    type: "boolean",
    default: false,
    description: "Show beside a value the default that it overrides.",
  },
  codeLens: {
    type: "boolean",
    default: true,
    description: "Show above a file the release it is checked against.",
  },
  "trace.server": {
    type: "string",
    enum: ["off", "messages", "verbose"],
    default: "off",
    description:
      "Write what editor and server say to each other into the log. Verbose traces hold the text of your files.",
    scope: "window",
  },
};

/** `contributes.configuration` of the manifest, made from the declaration of the settings. */
export function editorSettings(root: string): readonly GeneratedFile[] {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const declared = Object.entries(settingsDeclaration)
    .filter(([, { inEditor }]) => inEditor)
    .map(([name, { kind, default: fallback, description }]) => [
      `kong-lint.${name}`,
      {
        ...SHAPES[kind],
        ...(fallback === undefined ? {} : { default: fallback }),
        markdownDescription: `${description} A settings file of the project wins over it.`,
        scope: "resource",
      },
    ]);
  const own = Object.entries(EDITOR_ONLY).map(([name, shape]) => [
    `kong-lint.${name}`,
    { scope: "resource", ...shape },
  ]);
  manifest.contributes.configuration = {
    title: "Kong configuration",
    properties: Object.fromEntries([...declared, ...own]),
  };
  return [{ path: "package.json", text: `${JSON.stringify(manifest, undefined, 2)}\n` }];
}
