import { expect, test } from "vitest";
import { mostSevere } from "../../server/engine/most-severe.ts";
import type { Severity } from "../../server/findings/finding.ts";

const SEVERITIES: readonly Severity[] = ["hint", "error", "info", "warning"];
const findings = Array.from({ length: 12 }, (_, at) => ({ at, severity: SEVERITIES[at % 4] ?? "hint" }));

test.each([
  [undefined, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  [12, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  [7, [1, 2, 3, 5, 7, 9, 11]],
  [4, [1, 3, 5, 9]],
  [2, [1, 5]],
  [0, []],
])("of twelve the %s most severe, in their order", (most, expected) => {
  expect(mostSevere(findings, most).map(({ at }) => at)).toEqual(expected);
});
