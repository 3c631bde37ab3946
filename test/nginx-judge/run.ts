/**
 * `npm run test:nginx -- --seed 1 --count 300`: random injected directives, judged by the nginx of this machine. Prints how many
 * refusals kong-lint reports, and how many of its errors nginx does not share. `--write FILE` keeps the judged cases.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { formatRelease } from "../../schemas/release.ts";
import { caseGenerator } from "./generate-case.ts";
import { judgeCase } from "./judge-case.ts";
import { findNginx } from "./nginx-program.ts";
import { randomSource } from "./random-source.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "300" },
    verbose: { type: "boolean", short: "v", default: false },
    write: { type: "string" },
  },
});

const nginx = findNginx();
if ("missing" in nginx) {
  console.log(`Skipped: ${nginx.missing}. Debian has it in the package nginx-extras.`);
} else {
  const tally = { agreed: 0, caught: 0, missed: 0, false: 0, "not judged": 0 };
  const kept: string[] = [];
  const nextCase = await caseGenerator(randomSource(Number(values.seed)));
  for (let done = 0; done < Number(values.count); done++) {
    const judged = nextCase();
    const { kind, verdict, said } = await judgeCase(judged, nginx);
    tally[kind] += 1;
    const release = formatRelease(judged.release);
    if (kind === "missed" || kind === "false" || (values.verbose && kind === "not judged"))
      console.log(
        `${kind} ${release} ${JSON.stringify(judged.text)}\n  nginx: ${verdict.message || "accepts it"}\n  ${said || "no error"}`,
      );
    if (kind !== "not judged")
      kept.push(JSON.stringify({ release, text: judged.text, refused: !verdict.accepted }));
  }
  nginx.close();
  if (values.write !== undefined) writeFileSync(values.write, `${kept.join("\n")}\n`);
  const refusals = tally.caught + tally.missed;
  console.log(
    `nginx ${nginx.version}, seed ${values.seed}: caught ${tally.caught} of ${refusals} refusals, false ${tally.false}; ${tally.agreed} accepted by both, ${tally["not judged"]} not judged`,
  );
  if (tally.false > 0 || tally.caught < refusals * 0.98) process.exitCode = 1;
}
