import { commands, languages, type TextEdit } from "vscode";
import { equal, findings, openFile, test } from "../harness.ts";

const SERVICE = "services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: postgress\n";

test("a Compose file gets its findings", async () => {
  await findings((await openFile("containers/compose.yaml", SERVICE)).uri, ["schema/enum-value"]);
});

test("a Dockerfile, a script and a page get theirs", async () => {
  const files = {
    Dockerfile: "FROM kong:3.9\nENV KONG_DATABASE=postgress\n",
    "run.sh": "docker run -e KONG_DATABASE=postgress kong:3.9\n",
    "README.md": "```sh\ndocker run -e KONG_DATABASE=postgress kong:3.9\n```\n",
  };
  for (const [name, text] of Object.entries(files))
    await findings((await openFile(`containers/${name}`, text)).uri, ["schema/enum-value"]);
});

test("another Compose file has none, and nobody offers to format either", async () => {
  const plain = await openFile("containers/compose.web.yaml", "services:\n  web:\n    image: nginx:1.27\n");
  equal(languages.getDiagnostics(plain.uri), []);
  const kong = await openFile("containers/compose.yaml", SERVICE);
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await commands.executeCommand<TextEdit[] | undefined>(
    "vscode.executeFormatDocumentProvider",
    kong.uri,
    options,
  );
  equal(edits ?? [], []);
});
