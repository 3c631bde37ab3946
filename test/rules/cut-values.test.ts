import { describe, expect, test } from "vitest";
import { linkSource } from "../../server/formats/read-unit.ts";
import { Files } from "../formats/judge-case.ts";
import { linkedFindings } from "./linked-findings.ts";

/** The text with what is offered in place of what is wrong, of the first problem that offers something. */
function corrected(name: string, text: string): string | undefined {
  const files = new Files({ [name]: text });
  const source = files.source(name);
  if (source === undefined) throw new Error("no format");
  const { problems } = linkSource(source, { surroundings: {}, resolve: files.resolve });
  const [correction] = problems.flatMap((problem) => problem.correction ?? []);
  return correction && text.slice(0, correction.at.start) + correction.text + text.slice(correction.at.end);
}

const LISTEN = "KONG_ADMIN_LISTEN=127.0.0.1:8001, 127.0.0.1:8444 ssl";
const QUOTED = 'KONG_ADMIN_LISTEN="127.0.0.1:8001, 127.0.0.1:8444 ssl"';

describe("a value that a space ends is one fault, and its cure is quotes", () => {
  test.each([
    ["export", "entry.sh", `#!/bin/sh\nexport ${LISTEN}\nkong start\n`, QUOTED],
    ["a command", "start.sh", `#!/bin/sh\n${LISTEN} kong start\n`, QUOTED],
    ["all that is set", "all.sh", `#!/bin/sh\nset -a\nKONG_PREFIX=/x\n${LISTEN}\nkong start\n`, QUOTED],
    ["docker run", "run.sh", `docker run -e ${LISTEN} -e KONG_PREFIX=/x kong:3.4\n`, QUOTED],
    ["docker run with the image right after", "run.sh", `docker run -e ${LISTEN} kong:3.4\n`, QUOTED],
    ["kubectl set env", "set.sh", `#!/bin/sh\nkubectl set env deploy/kong ${LISTEN}\n`, QUOTED],
    ["ENV", "Dockerfile", `FROM kong:3.4\nENV ${LISTEN} KONG_PREFIX=/x\n`, QUOTED],
    [
      "Environment",
      "kong.service",
      `[Service]\nType=forking\nEnvironment=${LISTEN}\nExecStart=kong start\n`,
      `"${LISTEN}"`,
    ],
  ])("%s", async (_, name, text, cure) => {
    const found = await linkedFindings({ [name]: text });
    const about = found.filter(({ rule }) => /^(?:formats|syntax|listen|schema)\//.test(rule));
    expect(about.map(({ rule, severity }) => `${severity} ${rule.split("/")[0]}`)).toEqual(["error formats"]);
    expect(corrected(name, text)).toBe(text.replace(LISTEN, cure));
  });
});

test.each([
  ["an array of one word", "export KONG_PLUGINS=bundled, oidc", "syntax/trailing-comma"],
  ["a flag", "export KONG_PROXY_LISTEN=0.0.0.0:8443 ssl", "formats/value-changed"],
  ["a Lua path", "export KONG_LUA_PACKAGE_PATH=./?.lua;;", "formats/refused"],
])("%s in a script", async (_, line, rule) => {
  const found = await linkedFindings({ "entry.sh": `#!/bin/sh\n${line}\nkong start\n` });
  const rules = found.map((each) => each.rule);
  if (rule === "syntax/trailing-comma") expect(rules).not.toContain(rule);
  else expect(rules).toContain(rule);
  expect(rules.filter((each) => each.startsWith("formats/"))).toHaveLength(1);
});

test.each([
  "export KONG_PREFIX=/x KONG_LOG_LEVEL",
  "export KONG_PREFIX=/x PATH",
  "mine=1; export KONG_PREFIX=/x mine",
  'export KONG_PLUGINS="bundled, oidc" KONG_PREFIX=/x',
  "KONG_LOG_LEVEL=debug ./configure",
  "KONG_PG_PASSWORD= kong migrations up",
])("%s sets what it says", async (line) => {
  const found = await linkedFindings({ "entry.sh": `#!/bin/sh\n${line}\nkong start\n` });
  expect(found.filter(({ rule }) => rule.startsWith("formats/"))).toEqual([]);
});

test("a comma that nothing follows is still one too many", async () => {
  const found = await linkedFindings({ "entry.sh": "#!/bin/sh\nexport KONG_PLUGINS=bundled,\nkong start\n" });
  expect(found.map(({ rule }) => rule)).toContain("syntax/trailing-comma");
});

test("the name of a variable of `docker run` with a space in it", async () => {
  const text = 'docker run -e "KONG_LOG_LEVEL = info" -e "KONG_PLUGINS =bundled" kong:3.4\n';
  const found = (await linkedFindings({ "run.sh": text })).filter(({ rule }) => rule.startsWith("formats/"));
  expect(found.map(({ severity, fixes }) => [severity, ...fixes])).toEqual([
    ["error", "Remove the spaces around `=`"],
    ["error", "Remove the spaces around `=`"],
  ]);
  expect(corrected("run.sh", text)).toBe(text.replace(" = ", "="));
});
