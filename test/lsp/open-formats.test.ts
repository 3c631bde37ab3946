import { expect, test } from "vitest";
import { changeDocument, openDocument } from "../../server/lsp/open-document.ts";

const text = "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_LOG_LEVEL: info\n";

function open(path: string, content: string) {
  const rest = { uri: `file:///ws/${path}`, languageId: "yaml", version: 1, path };
  return openDocument({ ...rest, text: content, encoding: "utf-16" });
}

test("a document of a format that is not loaded yet is read once it is", async () => {
  const document = open("compose.yaml", text);
  expect(document.linked).toBeUndefined();
  const loaded = await document.loading;
  expect(loaded?.linked?.units.map(({ id }) => id)).toEqual(["services.kong"]);
  if (loaded === undefined) throw new Error("not loading");
  const position = { line: 4, character: 22 };
  const edited = changeDocument(
    loaded,
    [{ range: { start: position, end: { line: 4, character: 26 } }, text: "debug" }],
    2,
  );
  expect(edited.loading).toBeUndefined();
  expect(edited.linked?.units[0]?.index.named("log_level")[0]?.writtenValue).toBe("debug");
});

test("a text that is no more of a format is left alone", () => {
  const document = open(".env", "KONG_A=1\n");
  expect(document.linked).toBeDefined();
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } };
  expect(changeDocument(document, [{ range, text: "B" }], 2).linked).toBeUndefined();
});

test("nothing is loaded for a text that cannot configure Kong", () => {
  const document = open("compose.yaml", "services:\n  web:\n    image: nginx\n");
  expect(document.linked).toBeUndefined();
  expect(document.loading).toBeUndefined();
});
