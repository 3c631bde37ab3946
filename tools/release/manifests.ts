import { type Manifest, manifest } from "../build/project.ts";

/** What every manifest that is published has of the repository's. */
const COMMON = [
  "name",
  "version",
  "description",
  "keywords",
  "homepage",
  "bugs",
  "repository",
  "license",
] as const;

/** The manifest of the npm package: no scripts, nothing for development, nothing of the extension. */
export function npmManifest(): object {
  return {
    ...pick(COMMON),
    ...pick(["type", "bin", "exports"]),
    // The folder that is packed holds nothing else.
    files: ["dist", "server"],
    engines: { node: manifest.engines.node },
    publishConfig: { access: "public", provenance: true },
  };
}

/** The manifest of the release tree, from which pre-commit installs: npm has nothing to fetch and nothing to run. */
export function treeManifest(): object {
  return {
    ...pick(COMMON),
    private: true,
    ...pick(["type", "bin"]),
    engines: { node: manifest.engines.node },
    files: ["dist"],
  };
}

/** The manifest of the extension. npm and Visual Studio Code have one file for two purposes; each gets its own part. */
export function extensionManifest(): object {
  const others = new Set([
    "bin",
    "exports",
    "files",
    "scripts",
    "devDependencies",
    "allowScripts",
    "type",
    "private",
  ]);
  const own = Object.entries(manifest).filter(([name]) => !others.has(name));
  return {
    ...Object.fromEntries(own),
    main: "./dist/extension.cjs",
    browser: "./dist/extension-web.js",
    // The folder that is packed holds nothing else.
    files: ["**"],
  };
}

function pick(names: readonly string[]): Partial<Manifest> {
  return Object.fromEntries(names.map((name) => [name, manifest[name]]));
}
