const counts = { passed: 0, failed: 0 };

/** Reports one expectation; `detail` is printed where it does not hold. */
export function check(name: string, holds: boolean, detail = ""): void {
  counts[holds ? "passed" : "failed"] += 1;
  console.log(`${holds ? "✔" : "✖"} ${name}${holds ? "" : `\n${detail}`}`);
}

/** Prints the count of all checks and sets the exit code. */
export function finish(): void {
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
