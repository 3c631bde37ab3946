import { expect, test } from "vitest";
import { detectNamed } from "../../server/formats/detect.ts";

test.each([
  ["KONG_PROXY_LISTEN=a\nn=\nKONG_PROXY_LISTEN=a", "KONG_PROXY_LISTEN=a\nn="],
  ["KONG_PROXY_LISTEN=\nr=\nKONG_PROXY_LISTEN=L", "r=\nKONG_PROXY_LISTEN=L"],
  ['d=\nKONG_DATABASE=""\nKONG_GPASSWORD=', 'd=\nKONG_DATABASE=""'],
  ["\ufeffpg_host = a\n", "pg_host = a\n"],
])("a file that a person names is of one kind, before a fix and after it: %j", (before, after) => {
  expect(detectNamed("settings.txt", after)).toEqual(detectNamed("settings.txt", before));
});
