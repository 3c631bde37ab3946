import { readFileSync } from "node:fs";

/** Compares the notices and the bill of materials: what is bundled is in both. */
export function checkTexts(notices: string, sbom: string): string {
  const text = readFileSync(notices, "utf8");
  const { components } = JSON.parse(readFileSync(sbom, "utf8")) as {
    readonly components: readonly {
      readonly group?: string;
      readonly name: string;
      readonly version: string;
    }[];
  };
  const names = components.map(({ group, name, version }) => `${group ? `${group}/` : ""}${name} ${version}`);
  const missing = names.filter((name) => !text.includes(`\n${name} (`));
  if (missing.length > 0 || names.length === 0) throw new Error(`without notice: ${missing.join(", ")}`);
  return `${names.length} packages, each with its licence`;
}
