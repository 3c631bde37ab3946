import { languages } from "vscode";
import { equal, findings, holds, openFile, test } from "../harness.ts";

test("a file of variables keeps its language and gets its findings", async () => {
  const document = await openFile("variables/.env", "KONG_DATABASE=postgress\nOTHER=1\n");
  equal(document.languageId, "dotenv");
  await findings(document.uri, ["schema/enum-value"]);
});

test("another file of variables, by its name alone", async () => {
  const document = await openFile("variables/kong.env", "KONG_DATABASE=postgress\n");
  holds(document.languageId !== "kong-conf", document.languageId);
  await findings(document.uri, ["schema/enum-value"]);
});

test("a file of variables without Kong's has none", async () => {
  const document = await openFile("variables/other/.env", "DATABASE=postgress\n");
  equal(languages.getDiagnostics(document.uri), []);
});
