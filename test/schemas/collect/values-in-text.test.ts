import { expect, it } from "vitest";
import { valuesInText } from "../../../tools/collect/values-in-text.ts";

it.each([
  ["Accepted values are `a`, `b`, or 'c'.", ["a", "b", "c"]],
  ["Accepts one of `v1` or `v2`.", ["v1", "v2"]],
  [
    "Which way.\n\nSupported plugins:\n\n- `basic`: the plain one\n- `ldap`: the other\n  one\n",
    ["basic", "ldap"],
  ],
  ["Acceptable values for this\noption are `x` and `y`. See `z`.", ["x", "y"]],
])("finds the values in %j", (text, values) => {
  expect(valuesInText(text)?.values).toEqual(values);
});

it.each(["Set `log_level` or `prefix` too.", "Accepted values are numbers.", "Accepts `a`.", ""])(
  "finds no set in %j",
  (text) => expect(valuesInText(text)).toBeUndefined(),
);
