import { readFileSync } from "node:fs";
import { join } from "node:path";
import { vscodeConfiguration } from "../../server/settings/vscode-configuration.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** `contributes.configuration` in the manifest, as long as that is the manifest of an extension too. */
export async function vscodeSettings(root: string): Promise<readonly GeneratedFile[]> {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (manifest.contributes === undefined) return [];
  // Loaded here, so that a run that has just written the registry sees the new one.
  const { rules } = await import("../../server/rules/registry.ts");
  manifest.contributes.configuration = vscodeConfiguration(rules);
  return [{ path: "package.json", text: `${JSON.stringify(manifest, undefined, 2)}\n` }];
}
