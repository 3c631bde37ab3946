import { describe, expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver";
import { documentLink } from "../../server/lsp/features/document-link.ts";
import { hover } from "../../server/lsp/features/hover.ts";
import { inlayHint } from "../../server/lsp/features/inlay-hint.ts";
import { linkerFor } from "./linker-for.ts";
import { markedDocument, testContext } from "./marked-document.ts";
import { suggestions } from "./suggestions.ts";

/** A text as the server has it, with the cursor at `<|>`. */
async function opened(path: string, marked: string) {
  return markedDocument(marked, { path, link: await linkerFor(path, marked) });
}

const map = (entry: string) =>
  `services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_DATABASE: postgres\n      ${entry}\n`;
const list = (item: string) =>
  `services:\n  kong:\n    image: kong:3.9\n    environment:\n      - KONG_DATABASE=postgres\n      - ${item}\n`;
const run = (option: string) => `docker run -e KONG_DATABASE=postgres \\\n  ${option} \\\n  kong:3.9\n`;
const env = (words: string) => `FROM kong:3.9\nENV KONG_DATABASE=postgres \\\n    ${words}\n`;
const fence = (text: string, language: string) => `# Page\n\n\`\`\`${language}\n${text}\`\`\`\n`;
const quoted = (text: string) => `> ${fence(text, "sh").trimEnd().replaceAll("\n", "\n> ")}\n`;
const pod = (name: string, value: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: kong}\nspec:\n  containers:\n    - name: proxy\n      image: kong:3.9\n      env:\n        - name: KONG_DATABASE\n          value: postgres\n        - name: ${name}\n          value: ${value}\n`;
const task = (name: string, value: string) =>
  `{"containerDefinitions": [{"name": "kong", "image": "kong:3.9", "environment": [\n  {"name": "KONG_DATABASE", "value": "postgres"},\n  {"name": "${name}", "value": "${value}"}\n]}]}\n`;
const stack = (name: string, value: string) =>
  `Resources:\n  Kong:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: kong\n          Image: kong:3.9\n          Environment:\n            - Name: KONG_DATABASE\n              Value: postgres\n            - Name: ${name}\n              Value: ${value}\n`;
const job = (name: string, value: string) =>
  `job "kong" {\n  group "kong" {\n    task "kong" {\n      driver = "docker"\n      config {\n        image = "kong:3.9"\n      }\n      env {\n        KONG_DATABASE = "postgres"\n        ${name} = "${value}"\n      }\n    }\n  }\n}\n`;
const encoded = (name: string, value: string) =>
  `resource "aws_ecs_task_definition" "kong" {\n  container_definitions = jsonencode([{\n    name = "kong"\n    image = "kong:3.9"\n    environment = [\n      { name = "KONG_DATABASE", value = "postgres" },\n      { name = "${name}", value = "${value}" },\n    ]\n  }])\n}\n`;
const module = (name: string, value: string) =>
  `module "kong" {\n  source = "./kong"\n  environment = {\n    KONG_DATABASE = "postgres"\n    ${name} = "${value}"\n  }\n}\n`;
const service = (name: string, value: string) =>
  `[Service]\nEnvironment=KONG_DATABASE=postgres\nEnvironment=${name}=${value}\nExecStart=/usr/local/bin/kong start\n`;

/** A setting with a name or a value to be completed, in every form; `write` gives the form its name and value. */
const FORMS: readonly (readonly [string, string, (name: string, value: string) => string])[] = [
  ["Compose, map", "compose.yaml", (name, value) => map(`${name}: ${value}`)],
  ["Compose, list", "compose.yaml", (name, value) => list(`${name}=${value}`)],
  ["Dockerfile", "Dockerfile", (name, value) => env(`${name}=${value}`)],
  ["docker run", "run.sh", (name, value) => run(`-e ${name}=${value}`)],
  ["Kubernetes", "kong.yaml", pod],
  ["a task definition of ECS", "task.json", task],
  ["CloudFormation", "stack.yaml", stack],
  ["Nomad", "kong.nomad", job],
  ["Terraform, jsonencode", "main.tf", encoded],
  ["Terraform, a map", "main.tf", module],
  ["systemd", "kong.service", service],
  [
    "kubectl set env",
    "up.sh",
    (name, value) => `kubectl set env deploy/kong KONG_DATABASE=postgres ${name}=${value}\n`,
  ],
  ["a fence of the shell", "README.md", (name, value) => fence(run(`-e ${name}=${value}`), "sh")],
  ["a fence in a quotation", "README.md", (name, value) => quoted(run(`-e ${name}=${value}`))],
  ["a fence of Compose", "README.md", (name, value) => fence(map(`${name}: ${value}`), "yaml")],
];

describe.each(FORMS)("%s", (_, path, write) => {
  test("hover on a name and on a value", async () => {
    for (const marked of [write("KONG_LOG_<|>LEVEL", "notice"), write("KONG_LOG_LEVEL", "no<|>tice")]) {
      const at = await opened(path, marked);
      const params = { textDocument: { uri: at.document.uri }, position: at.cursor };
      const answer = await hover(at.document, params, testContext());
      expect((answer?.contents as MarkupContent | undefined)?.value).toContain("log_level");
    }
  });

  async function completed(marked: string, label: string): Promise<string> {
    const { items, accepted } = await suggestions(marked, { path, link: await linkerFor(path, marked) });
    const found = items.find((each) => each.label.toLowerCase() === label);
    if (found === undefined) throw new Error(`${label} is not among ${items.map((each) => each.label)}`);
    return accepted(found.label);
  }

  test("completion of a name", async () => {
    const text = await completed(write("KONG_LOG_LEV<|>", "notice"), "kong_log_level");
    expect(text).toBe(write("KONG_LOG_LEVEL", "notice"));
  });

  test("completion of a value", async () => {
    const text = await completed(write("KONG_LOG_LEVEL", "no<|>"), "notice");
    expect(text).toBe(write("KONG_LOG_LEVEL", "notice"));
  });

  test("a hint where Kong reads something else", async () => {
    const { document } = await opened(path, write("KONG_ANONYMOUS_REPORTS", "yes"));
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await inlayHint(document, { textDocument: { uri: document.uri }, range }, testContext());
    expect((hints ?? []).map(({ label }) => label)).toEqual([expect.stringContaining("off")]);
  });

  test("a link from a path to its file", async () => {
    const { document } = await opened(path, write("KONG_DECLARATIVE_CONFIG", "/etc/kong/kong.yml"));
    const context = { ...testContext(), isFile: async (file: string) => file === "/etc/kong/kong.yml" };
    const links = await documentLink(document, { textDocument: { uri: document.uri } }, context);
    expect((links ?? []).map(({ target }) => target)).toEqual(["file:///etc/kong/kong.yml"]);
  });
});

test("outside of Kong's settings nothing is offered", async () => {
  const marked = `${map("KONG_LOG_LEVEL: info")}  d<|>b:\n    image: postgres\n`;
  const { items } = await suggestions(marked, {
    path: "compose.yaml",
    link: await linkerFor("compose.yaml", marked),
  });
  expect(items).toEqual([]);
});

describe("values of Helm", () => {
  const values = (entry: string) =>
    `ingressController:\n  enabled: false\nenv:\n  database: postgres\n  ${entry}\n`;
  const hovered = async (entry: string) => {
    const at = await opened("values.yaml", values(entry));
    const params = { textDocument: { uri: at.document.uri }, position: at.cursor };
    const answer = await hover(at.document, params, testContext());
    return (answer?.contents as MarkupContent | undefined)?.value ?? "";
  };

  test.each([
    ["log_lev<|>", "log_level", 'log_level: "notice"'],
    ["log_lev<|>: x", "log_level", "log_level: x"],
    ["log_level: no<|>", "notice", 'log_level: "notice"'],
    ["log_level: '<|>'", "notice", "log_level: 'notice'"],
  ])("completion of %s", async (marked, label, wanted) => {
    const text = values(marked);
    const { accepted } = await suggestions(text, {
      path: "values.yaml",
      link: await linkerFor("values.yaml", text),
    });
    expect(accepted(label)).toBe(values(wanted));
  });

  test("a hover says what arrives in the process, where that is another text", async () => {
    expect(await hovered("real_ip_recurs<|>ive: on")).toContain(
      "The process gets `KONG_REAL_IP_RECURSIVE` as `true`. Kong reads `off`: only `on` turns it on.",
    );
    expect(await hovered("mem_cache_<|>size: 3.10")).toContain("gets `KONG_MEM_CACHE_SIZE` as `3.1`");
    expect(await hovered('mem_cache_<|>size: "3.10"')).not.toContain("The process gets");
  });

  test("and keeps a secret to itself", async () => {
    const text = await hovered("pg_pass<|>word: 12345678");
    expect(text).toContain("The process gets another text than is written here.");
    expect(text).not.toMatch(/12345678|e\+07/);
  });
});
