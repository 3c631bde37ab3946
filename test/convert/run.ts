/**
 * `npm run conversions -- FOLDER …`: converts every Kong process of the files in folders to every target, and prints what arrives. `-v`
 * lists the settings that a target cannot say.
 */
import { countConversions } from "./count-conversions.ts";

const folders = process.argv.slice(2).filter((word) => word !== "-v");
const { files, pairs, reasons, wrong, left } = await countConversions(folders);
console.log(`${files} files with a Kong process`);
for (const [pair, counts] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    `${pair}: ${counts.processes} processes, ${counts.equal} settings equal, ${counts.left} left out, ${counts.wrong} wrong`,
  );
for (const [why, number] of [...reasons].sort(([, a], [, b]) => b - a)) console.log(`  ${number} ${why}`);
if (process.argv.includes("-v")) for (const line of left) console.log(`cannot be said: ${line}`);
for (const line of wrong) console.log(`wrong: ${line}`);
if (files === 0) console.error("no file with a Kong process is in these folders");
if (files === 0 || wrong.length > 0) process.exitCode = 1;
