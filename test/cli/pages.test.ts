import { describe, expect, it, test } from "vitest";
import { carrierFindings } from "./carrier-findings.ts";

/** What is found in a page with one fence. */
async function inPage(text: string, language = "bash") {
  const found = await carrierFindings({ "a.md": `# A\n\n\`\`\`${language}\n${text}\n\`\`\`\n\nProse.\n` });
  return found.map(({ what, at }) => `${what} ${at}`);
}

async function inScript(text: string) {
  return (await carrierFindings({ "a.sh": `${text}\n` })).map(({ what }) => what);
}

const run = (...lines: readonly string[]): string => ["docker run -d --name kong", ...lines].join(" \\\n  ");
const WRONG = "-e KONG_LOG_LEVEL=verbose";
const FOUND = "error schema/enum-value verbose";

describe("what an example of a page leaves out", () => {
  test.each([
    "# ...",
    "# … other variables",
    "# and so on...",
    "...",
    "…",
    "[...]",
    "<snip>",
    "-e ... \\",
    "... \\",
  ])("is no fault as `%s` in a command", async (left) => {
    const text = run("-e KONG_DATABASE=postgres", WRONG, "X", "kong:3.9").replace("X \\", left);
    expect(await inPage(text)).toEqual([FOUND]);
  });

  it("is no fault within a line, or at its end", async () => {
    expect(await inPage(`docker run … -e KONG_DATABASE=postgres ${WRONG} ... kong:3.9`)).toEqual([FOUND]);
    expect(await inPage(`docker run -e KONG_DATABASE=postgres ${WRONG} \\\n  ...`)).toEqual([FOUND]);
  });

  test.each(["    ...", "...", "    # ...", "    […]", "├─ plugins"])(
    "is no fault as `%s` in YAML",
    async (left) => {
      const compose = `services:\n  kong:\n    image: kong:3.9\n${left}\n    environment:\n      KONG_LOG_LEVEL: verbose\n      KONG_PG_HOST: db.lan\n      KONG_PG_SSL: "on"\n`;
      expect(await inPage(compose, "yaml")).toContain(FOUND);
      expect((await inPage(compose, "yaml")).filter((each) => each.includes("formats/"))).toEqual([]);
    },
  );

  it("is no fault in place of all entries", async () => {
    const compose = "services:\n  kong:\n    image: kong:3.9\n    environment:\n      ...\n";
    expect(await inPage(compose, "yaml")).toEqual([]);
  });

  it("is no fault below a text in a fence without a language", async () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: kong}\nspec:\n  containers:\n    - name: kong\n      image: kong:3.9\n      env:\n        - name: KONG_LOG_LEVEL\n          value: verbose\n";
    for (const rest of [
      "\nAnd then apply: this.\nIt works.",
      "├─ kong.yaml\n└─ plugins",
      "kubectl apply -f a.yaml",
    ]) {
      expect((await inPage(pod + rest, "")).filter((each) => each.includes("formats/"))).toEqual([]);
    }
  });

  it("hides neither the faults of settings nor those of commands", async () => {
    expect(await inPage(run(WRONG, "# the host", "kong:3.9"))).toContainEqual(
      expect.stringContaining("error formats/refused"),
    );
    expect(await inPage("services:\n  kong:\n    image: kong:3.9\n   environment: {}\n", "yaml")).toEqual([
      expect.stringContaining("error formats/refused"),
    ]);
  });

  it("is a fault in a script", async () => {
    for (const left of ["# ...", "..."])
      expect(await inScript(run(WRONG, "X", "kong:3.9").replace("X \\", left))).toContain(
        "error formats/refused",
      );
  });
});

describe("a command that ends too early", () => {
  const app = (...lines: readonly string[]) =>
    run("-e KONG_MODE=KONNECT", ...lines, "acme/auth-service:latest");

  it("runs the image of the lines after it, which need not be Kong", async () => {
    for (const text of [
      app("# other variables"),
      app("# a \\\n  -e FOO=bar"),
      app("-e FOO=bar\n ").replace("\n  \\\n", "\n"),
    ]) {
      expect(await inPage(text)).toEqual([]);
      expect(await inScript(text)).toEqual([]);
    }
  });

  it("runs Kong by the image or by the settings", async () => {
    const kong = app("# x").replace("acme/auth-service:latest", "kong:3.9");
    const setting = app("-e KONG_PROXY_LISTEN=0.0.0.0:8000", "# x");
    for (const text of [kong, setting]) expect(await inScript(text)).toContain("error formats/refused");
  });
});
