import { describe, expect, test } from "vitest";
import { linkedFindings } from "../../rules/linked-findings.ts";

/** The lines of a Dockerfile after its `FROM` on which one of the rules about steps reports something. */
async function found(rule: string, ...lines: readonly string[]): Promise<readonly string[]> {
  const all = await linkedFindings({ Dockerfile: `FROM kong:3.4\n${lines.join("\n")}\n` });
  return all
    .filter((each) => each.rule === rule)
    .map(({ line, message }) => `${line - 1} ${/`([^`]+)`/.exec(message)?.[1] ?? ""}`);
}

describe("files that a build puts where Kong writes its own", () => {
  const rule = "deployment/generated-file";
  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      "several in a folder",
      ["COPY nginx-kong.conf nginx.conf /usr/local/kong/"],
      ["1 /usr/local/kong/nginx-kong.conf", "1 /usr/local/kong/nginx.conf"],
    ],
    ["one in a folder", ["ADD conf/nginx.conf /usr/local/kong/"], ["1 /usr/local/kong/nginx.conf"]],
    ["a folder without a slash", ["COPY nginx.conf /usr/local/kong"], ["1 /usr/local/kong/nginx.conf"]],
    ["WORKDIR", ["WORKDIR /usr/local/kong", "COPY nginx.conf ."], ["2 /usr/local/kong/nginx.conf"]],
    [
      "WORKDIR twice",
      ["WORKDIR /usr/local", "WORKDIR kong", "COPY a ./nginx.conf"],
      ["3 /usr/local/kong/nginx.conf"],
    ],
    ["a list", ['COPY --chown=kong ["nginx.conf", "/usr/local/kong/"]'], ["1 /usr/local/kong/nginx.conf"]],
    ["a variable", ["ENV P=/usr/local/kong", "COPY nginx.conf $P/"], ["2 /usr/local/kong/nginx.conf"]],
    ["other names", ["COPY custom_nginx.template kong.yml /usr/local/kong/"], []],
    [
      "other folders",
      ["COPY nginx.conf /usr/local/kong/templates/", "WORKDIR /opt", "COPY nginx.conf ."],
      [],
    ],
  ])("%s", async (_, lines, expected) => {
    expect(await found(rule, ...lines)).toEqual(expected);
  });
});

describe("steps that need root", () => {
  const rule = "deployment/build-step-user";
  test.each([
    "RUN --mount=type=cache,target=/x luarocks install x",
    "RUN --mount=type=cache,target=/x --network=host apt-get update",
    'RUN ["luarocks", "install", "x"]',
    'RUN ["/bin/sh", "-c", "cd /tmp && luarocks make"]',
    "RUN (luarocks install x)",
  ])("%s", async (line) => {
    expect(await found(rule, line)).toHaveLength(1);
    expect(await found(rule, "USER root", line, "USER kong")).toEqual([]);
  });

  test.each(["RUN --mount=type=cache,target=/x luarocks list", 'RUN ["echo", "luarocks install x"]'])(
    "not %s",
    async (line) => {
      expect(await found(rule, line)).toEqual([]);
    },
  );
});
