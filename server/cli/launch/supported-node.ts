/** The oldest Node that runs the program, as the manifest says it too. */
const OLDEST = [20, 19] as const;

/**
 * Why this Node cannot run the program: one line, without its end.
 * @param node a version such as `20.19.4`
 * @returns undefined where it can
 */
export function refusalOf(node: string): string | undefined {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const isNew = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return isNew ? undefined : `kong-lint needs Node.js ${OLDEST.join(".")} or newer; this is Node.js ${node}.`;
}
