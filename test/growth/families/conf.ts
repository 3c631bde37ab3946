import { type Family, lines } from "./family.ts";

/** Formatting of kong.conf. */
export const CONF_FAMILIES: readonly Family[] = [
  {
    name: "spaces in a value",
    path: "kong.conf",
    does: "format",
    from: 20_000,
    text: (size) => `log_level=a${" ".repeat(size)}b\n`,
  },
  {
    name: "pairs of a tab and a letter",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `log_level=a${"\tb".repeat(size)}\n`,
  },
  {
    name: "pairs of a tab and a space before a comment",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `log_level=notice${"\t ".repeat(size)}# a\n`,
  },
  {
    name: "lines with comments in one column",
    path: "kong.conf",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `log_level=a${index % 7}     # one\n`),
  },
  {
    name: "a comment that goes on below",
    path: "kong.conf",
    does: "format",
    from: 1000,
    text: (size) => `log_level=notice     # one\n${"                     # two\n".repeat(size)}`,
  },
  {
    name: "lines that are aligned",
    path: "kong.conf",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `a${index}     =  b\n`),
  },
  {
    name: "blank lines",
    path: "kong.conf",
    does: "format",
    from: 5000,
    text: (size) => `a = b\n${" \n".repeat(size)}c = d\n`,
  },
  {
    name: "variables with spaces",
    path: "kong.env",
    does: "format",
    from: 500,
    text: (size) => lines(size, (index) => `KONG_A${index} =  b   # c\n`),
  },
];
