import { type Family, lines } from "./family.ts";

/** Some work for the rest of the program, so that what is measured stays under the size at which files are left alone. */
function settings(size: number): string {
  return lines(size / 20, (index) => `log_level = a${index}\n`);
}

/** Files whose format only their content shows: what is tried on them before they are read. */
export const DETECTION_FAMILIES: readonly Family[] = [
  {
    name: "blank lines before a setting",
    path: "kong.conf",
    does: "lint",
    from: 1000,
    text: (size) => `${"\n".repeat(size)}${settings(size)}`,
  },
  {
    name: "comments with spaces before a setting",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => `${"  # one \r\n\r\n".repeat(size)}${settings(size)}`,
  },
  {
    name: "arguments before a setting",
    path: "kong.conf",
    does: "lint",
    from: 250,
    text: (size) => `${lines(size, (index) => `ARG A${index} = b\n`)}log_level = info\n`,
  },
  {
    name: "spaces before a setting",
    path: "kong.conf",
    does: "lint",
    from: 5000,
    text: (size) => `${" ".repeat(size)}\n${" ".repeat(size)}${settings(size)}`,
  },
];
