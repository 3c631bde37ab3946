/**
 * `npm run containers -- <folder>`: what the files of the Docker family in `<folder>/formats/corpus` and `<folder>/corpus/env` give:
 * how many settings arrive, what is masked beside secrets, whether fixes change what they say and nothing else, and, on all
 * files, whether every error and a sample of the findings about the deployment have been judged. Ends with 0 only if all of it is as it should be.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFiles } from "../../../server/platform/node.ts";
import { maskingOf } from "../masking.ts";
import { reachOf, reachTable, shareOf } from "../reach/reach.ts";
import { copyCorpus, DOCKER } from "./corpus-files.ts";
import { fixAndCompare } from "./fixes.ts";
import { judge } from "./judge.ts";

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: npm run containers -- <folder>");
  process.exit(2);
}
const copy = copyCorpus(folder, DOCKER);
const faults: string[] = [];
try {
  const reach = await reachOf(join(folder, "formats/corpus"), DOCKER);
  for (const line of reachTable(reach)) console.log(line);
  for (const { format, asText, missing, unfound } of reach)
    if (shareOf(asText, missing.length) < 0.95 || unfound.length > 0) faults.push(`reach of ${format}`);
  const { lines, masked, over } = await maskingOf(
    copy.files.map(({ id, path }) => ({ id, path: join(copy.folder, path) })),
    nodeFiles,
  );
  const share = (over.length / lines) * 100;
  console.log(
    `masking    ${masked} of ${lines} lines have something masked, ${over.length} too much (${share.toFixed(2)} %)`,
  );
  for (const each of over) console.log(`  ${each}`);
  if (share >= 1) faults.push("masking");
  faults.push(...(await judge(folder)));
  let changed = 0;
  const wrong: string[] = [];
  for (const file of copy.files) {
    const found = await fixAndCompare(copy.folder, file.path);
    if (readFileSync(join(copy.folder, file.path), "utf8") !== file.text) changed++;
    wrong.push(...found.map((fault) => `${file.id}: ${fault}`));
  }
  console.log(
    `fixes      ${changed} of ${copy.files.length} files changed, ${wrong.length} changes that no fix spoke of`,
  );
  for (const each of wrong) console.log(`  ${each}`);
  if (wrong.length > 0) faults.push("fixes");
} finally {
  copy.remove();
}
for (const fault of faults) console.error(`✖ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
