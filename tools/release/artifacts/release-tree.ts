import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifest, root } from "../../build/project.ts";
import { treeManifest } from "../manifests.ts";
import { copyFrom, copyProgram, copyTexts, emptyFolder, writeJson } from "../stage.ts";

/**
 * Makes the release tree: what the git tag of a version holds, from which pre-commit installs and which the action runs.
 * @param out the folder that gets it
 * @returns the path of the tree
 */
export function makeReleaseTree(out: string): string {
  const tree = join(out, "tree");
  emptyFolder(tree);
  copyProgram(join(tree, "dist"));
  cpSync(join(root, "dist/action.cjs"), join(tree, "dist/action.cjs"));
  copyTexts(tree, [".pre-commit-hooks.yaml", "action.yml"]);
  copyFrom(root, tree, ["docs/ci/gitlab.yml"]);
  writeJson(join(tree, "package.json"), treeManifest());
  writeFileSync(join(tree, "README.md"), readme());
  // What git would make of line ends on a checkout is not what was tested.
  writeFileSync(join(tree, ".gitattributes"), "* -text\n");
  return tree;
}

function readme(): string {
  const { name, version, description, homepage } = manifest;
  return `# ${name} ${version}

${description}

This is the built program, for pre-commit and GitHub Actions. [Sources and documentation](${homepage}).
`;
}
