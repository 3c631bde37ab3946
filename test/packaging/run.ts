/** `npm run test:packaging`: what users install, installed and run the way they do it. */

import { join } from "node:path";
import { makeReleaseTree } from "../../tools/release/artifacts/release-tree.ts";
import { check, finish } from "../checks.ts";
import { testCiJobs } from "./ci-jobs.ts";
import { testCodeCache } from "./code-cache.ts";
import { testNpmPackage } from "./npm-package.ts";
import { testPreCommit } from "./pre-commit.ts";
import { testReview } from "./review.ts";
import { emptyFolder, root, run } from "./scratch.ts";
import { testShells } from "./shells.ts";
import { testVsix } from "./vsix.ts";

const built = run(root, "npm", ["run", "--silent", "build"]);
check("the build", built.code === 0, built.text);
const tree = makeReleaseTree(emptyFolder("release"));
await testCiJobs(tree);
const programs = { plain: join(root, "dist/kong-lint.cjs"), packed: await testNpmPackage() };
for (const [kind, program] of Object.entries(programs)) {
  await testReview(kind, program);
  testCodeCache(kind, program);
}
testPreCommit(tree);
testShells();
testVsix();
finish();
