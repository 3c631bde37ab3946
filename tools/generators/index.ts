import type { Generator } from "./generated-file.ts";
import { jsonSchemas } from "./json-schemas.ts";
import { lookAhead } from "./look-ahead.ts";
import { manPage } from "./man-page.ts";
import { readme } from "./readme.ts";
import { ruleIndex } from "./rule-index.ts";
import { rulePageMessages } from "./rule-page-messages.ts";
import { rulePages } from "./rule-pages.ts";
import { ruleRegistry } from "./rule-registry.ts";
import { sensitiveProperties } from "./sensitive-properties.ts";
import { settingsCheck } from "./settings-check.ts";
import { settingsDocs } from "./settings-docs.ts";
import { validators } from "./validators.ts";
import { vscodeSettings } from "./vscode-settings.ts";

/** Everything that `npm run generate` makes. */
export const generators: readonly Generator[] = [
  ruleRegistry,
  lookAhead,
  rulePages,
  rulePageMessages,
  ruleIndex,
  readme,
  settingsCheck,
  settingsDocs,
  vscodeSettings,
  manPage,
  jsonSchemas,
  validators,
  sensitiveProperties,
];
