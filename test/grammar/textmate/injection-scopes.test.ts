import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeScopes, type ScopedLine, type ScopedSpan, scopeLines } from "./registry.ts";

const textOf = (name: string) => readFileSync(new URL(`hosts/${name}`, import.meta.url), "utf8");

const hosts: readonly (readonly [file: string, scope: string])[] = [
  ["kong.env", "source.dotenv"],
  ["kong.ini", "source.ini"],
  ["kong.sh", "source.shell"],
  ["compose.yaml", "source.yaml"],
  ["deployment.yaml", "source.yaml"],
  ["Dockerfile", "source.dockerfile"],
  ["README.md", "text.html.markdown"],
];

test.each(hosts)("%s has these scopes", async (file, scope) => {
  const shown = describeScopes(await scopeLines(textOf(file), scope));
  await expect(shown).toMatchFileSnapshot(`snapshots/${file}.txt`);
});

const spansOf = (lines: readonly ScopedLine[], part: string): readonly ScopedSpan[] =>
  lines.flatMap(({ spans }) => spans).filter(({ text }) => text === part);

describe("a name of Kong is told from what only looks like one", () => {
  test.each([
    ["in a comment", "source.dotenv", "# KONG_PG_HOST=db"],
    ["in a comment of YAML", "source.yaml", "a: b # KONG_PG_HOST: db"],
    ["behind another word", "source.dotenv", "MY_KONG_PG_HOST=db"],
    ["in a value", "source.yaml", "a: see KONG_PG_HOST"],
    ["as the argument of a build", "source.dockerfile", "ARG KONG_VERSION=3.9"],
    ["in a shell, where names are values too", "source.shell", "KONG_DATABASE=off kong start"],
  ])("%s", async (_where, scope, line) => {
    const scopes = (await scopeLines(line, scope)).flatMap(({ spans }) =>
      spans.flatMap((span) => span.scopes),
    );
    expect(scopes.filter((name) => name.endsWith(".kong-variables"))).toEqual([]);
  });
});

test("what follows a name keeps the scopes of the language around it", async () => {
  for (const [scope, name, value] of [
    ["source.yaml", "KONG_PG_HOST: ", '"db"'],
    ["source.yaml", "- name: KONG_PG_HOST\n  value: ", '"db"'],
    ["source.dockerfile", "ENV KONG_PG_HOST=", '"db"'],
  ] as const) {
    const plain = (await scopeLines(`${name.replaceAll("KONG_", "OTHER_")}${value}`, scope))
      .at(-1)
      ?.spans.at(-1);
    const ours = (await scopeLines(`${name}${value}`, scope)).at(-1)?.spans.at(-1);
    expect(ours?.scopes).toEqual(plain?.scopes);
  }
});

test("a fence in Markdown has the scopes of kong.conf, and its end ends them", async () => {
  const setting = "admin_listen = 127.0.0.1:8001 ssl # TLS";
  const alone = (await scopeLines(setting)).flatMap(({ spans }) => spans);
  const fenced = await scopeLines(["```kong-conf", setting, "```", "a = b"].join("\n"), "text.html.markdown");
  for (const { text, scopes } of alone.filter((span) => span.text.trim() !== "")) {
    const found = spansOf(fenced, text)[0]?.scopes.filter((name) => name.endsWith(".kong-conf"));
    expect([text, found]).toEqual([text, ["meta.embedded.block.kong-conf", ...scopes]]);
  }
  expect(fenced[3]?.spans.flatMap(({ scopes }) => scopes).filter((name) => name.includes("kong"))).toEqual(
    [],
  );
});
