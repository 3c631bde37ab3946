import { beforeEach, describe, expect, test } from "vitest";
import type { TextDocument, TextDocumentChangeEvent } from "vscode";
import { documentFilter } from "../../client/document-filter.ts";
import { inOwnLanguages } from "../../client/own-languages.ts";

/** As much of the editor's document as the gate looks at. */
function documentWith(uri: string, text: string): TextDocument {
  const lines = text.split("\n");
  const document = {
    uri: { toString: () => uri },
    lineCount: lines.length,
    lineAt: (line: number) => ({ text: lines[line] ?? "" }),
    getText: () => text,
  };
  // The gate asks for nothing else.
  return document as unknown as TextDocument;
}

function changeAt(document: TextDocument, line: number, text: string): TextDocumentChangeEvent {
  const event = { document, contentChanges: [{ range: { start: { line } }, text }] };
  return event as unknown as TextDocumentChangeEvent;
}

describe("what the server is told of documents", () => {
  let told: string[] = [];
  const gate = () => {
    const { didOpen, didChange, didSave, didClose } = documentFilter({
      concerns: (document) => document.getText().includes("KONG_"),
      mayConcern: (lines) => /kong/i.test(lines),
      open: async (document) => void told.push(`open late ${document.uri}`),
    });
    return {
      open: (document: TextDocument) =>
        didOpen?.(document, async (each) => void told.push(`open ${each.uri}`)),
      change: (event: TextDocumentChangeEvent) =>
        didChange?.(event, async (each) => void told.push(`change ${each.document.uri}`)),
      save: (document: TextDocument) =>
        didSave?.(document, async (each) => void told.push(`save ${each.uri}`)),
      close: (document: TextDocument) =>
        didClose?.(document, async (each) => void told.push(`close ${each.uri}`)),
    };
  };
  beforeEach(() => {
    told = [];
  });

  test("all of one with Kong in it", async () => {
    const { open, change, save, close } = gate();
    const document = documentWith("a", "x\nKONG_A=1\n");
    await open(document);
    await change(changeAt(document, 0, "y"));
    await save(document);
    await close(document);
    expect(told).toEqual(["open a", "change a", "save a", "close a"]);
  });

  test("nothing of another one", async () => {
    const { open, change, save, close } = gate();
    const document = documentWith("a", "x\ny\n");
    await open(document);
    await change(changeAt(document, 0, "x"));
    await save(document);
    await close(document);
    expect(told).toEqual([]);
  });

  test("one that gets Kong while it is written is opened then, and stays open without it", async () => {
    const { open, change, close } = gate();
    await open(documentWith("a", "x\n"));
    await change(changeAt(documentWith("a", "x\nkon\n"), 1, "kon"));
    await change(changeAt(documentWith("a", "x\nKONG_A=1\n"), 1, "KONG_A=1"));
    await change(changeAt(documentWith("a", "x\n"), 1, ""));
    await close(documentWith("a", "x\n"));
    expect(told).toEqual(["open late a", "change a", "close a"]);
  });

  test("a text that is put in over several lines counts with all of them", async () => {
    const { open, change } = gate();
    await open(documentWith("a", "x\n"));
    await change(changeAt(documentWith("a", "a\nb\nKONG_A=1\nx\n"), 0, "a\nb\nKONG_A=1\n"));
    expect(told).toEqual(["open late a"]);
  });
});

test("features of which an editor takes one a language are for Kong's own languages", () => {
  const registered = new Map<string, unknown>();
  class Base {
    registerFeature(feature: ReturnType<typeof featureOf>): void {
      feature.initialize({}, SELECTOR);
    }
  }
  const featureOf = (method: string) => ({
    registrationType: { method },
    initialize: (_: unknown, selector: unknown) => void registered.set(method, selector),
  });
  const SELECTOR = [
    { scheme: "file", language: "kong-conf" },
    { scheme: "file", language: "yaml" },
    { scheme: "file", pattern: "**/.env" },
  ];
  const client = new (inOwnLanguages(Base, ["kong-conf"]))();
  client.registerFeature(featureOf("textDocument/hover"));
  client.registerFeature(featureOf("textDocument/formatting"));
  expect(registered.get("textDocument/hover")).toEqual(SELECTOR);
  expect(registered.get("textDocument/formatting")).toEqual([SELECTOR[0], SELECTOR[2]]);
});
