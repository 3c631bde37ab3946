import { describe, expect, it } from "vitest";
import { detectNamed, loadFormat } from "../../server/formats/detect.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";

/** The text as reports show it. */
async function masked(path: string, text: string): Promise<string> {
  const { format } = detectNamed(path, text);
  const loaded = format && (await loadFormat(format, text));
  if (loaded === undefined) throw new Error(`no format for ${path}`);
  const linked = linkSource(loaded.parse(new SourceDocument(path, text)));
  return (await analyze(linked, {})).redactor.maskedText(linked.source);
}

const SCRIPT = "#!/bin/sh\ndocker run -e KONG_DATABASE=off kong:3.9\n";

describe("a secret ends where its assignment ends", () => {
  it.each([
    [
      "a word of a command",
      "docker run -e KONG_PG_PASSWORD=hunter-22 -e KONG_LOG_LEVEL=debug kong:3.9",
      ["hunter-22"],
    ],
    [
      "a quoted word",
      `docker run -e "KONG_PG_PASSWORD=hunter 22" -e KONG_LOG_LEVEL=debug kong:3.9`,
      ["hunter 22"],
    ],
    [
      "a word before a continuation",
      "docker run \\\n  -e KONG_PG_PASSWORD=hunter-22 \\\n  kong:3.9",
      ["hunter-22"],
    ],
    [
      "a comment that may be the rest of it",
      "docker run -e KONG_PG_PASSWORD=hunter-22 kong:3.9 # fine",
      ["hunter-22"],
    ],
    ["a variable of another program", "PGPASSWORD=hunter-22 psql -h db -U kong", ["hunter-22"]],
    ["an option of another program", "psql-setup --password hunter-22 --host db", ["hunter-22"]],
    ["an option with a sign", "psql-setup --password=hunter-22 --host db", ["hunter-22"]],
    ["quotes within a word", `docker run -e PGPASSWORD=hun"ter 22"x postgres:16`, [`hun"ter 22"x`]],
    ["quotes over two lines", `PGPASSWORD="hunter\n22" psql -h db`, ["hunter", `22"`]],
    ["a command within quotes", `sh -c "PGPASSWORD=hunter-22 psql -h db"`, ["hunter-22 psql -h db"]],
    ["a word within quotes", `sh -c "exec env PGPASSWORD=hunter-22 psql -h db"`, ["hunter-22"]],
    ["an escaped blank", "PGPASSWORD=hunter\\ 22 psql", ["hunter\\ 22"]],
  ])("%s", async (_, command, secrets) => {
    const text = `${SCRIPT}${command}\n`;
    const expected = secrets.reduce(
      (rest, secret) => rest.replace(secret, "*".repeat(secret.length)),
      command,
    );
    expect(await masked("start.sh", text)).toBe(`${SCRIPT}${expected}\n`);
  });

  it("in a Dockerfile", async () => {
    const text =
      "FROM kong:3.9\nENV KONG_PG_PASSWORD=hunter-22 KONG_LOG_LEVEL=debug\nENV PGPASSWORD=hunter-23 A=b\n";
    const expected = text.replace("hunter-22", "*********").replace("hunter-23", "*********");
    expect(await masked("Dockerfile", text)).toBe(expected);
  });

  it("in a flow mapping of a Compose file", async () => {
    const text =
      "services:\n  kong:\n    image: kong:3.9\n    environment: {KONG_PG_PASSWORD: hunter-22, KONG_LOG_LEVEL: debug}\n";
    expect(await masked("compose.yaml", text)).toBe(text.replace("hunter-22", "*********"));
  });

  it("at the end of the line where a line is a setting", async () => {
    const list =
      "services:\n  kong:\n    image: kong:3.9\n    environment:\n      - KONG_PG_PASSWORD=hunter 22\n  db:\n    environment:\n      - POSTGRES_PASSWORD=hunter 23\n";
    expect(await masked("compose.yaml", list)).not.toMatch(/hunter|2[23]/);
    const conf = "pg_password = hunter 22 -e x # more\nlog_level = debug\n";
    expect(await masked("kong.conf", conf)).not.toMatch(/hunter|22|more/);
  });

  it("and messages about the settings beside it say what they say elsewhere", async () => {
    const text = "docker run -e KONG_PG_PASSWORD=hunter-22 -e KONG_LOG_LEVEL=verbose kong:3.9\n";
    const { format } = detectNamed("start.sh", text);
    const loaded = format && (await loadFormat(format, text));
    if (loaded === undefined) throw new Error("no format");
    const { report } = await analyze(linkSource(loaded.parse(new SourceDocument("start.sh", text))), {});
    const finding = report.findings.find(({ property }) => property === "log_level");
    expect(finding?.message).toContain("`log_level`");
    expect(JSON.stringify(report)).not.toContain("hunter-22");
  });
});
