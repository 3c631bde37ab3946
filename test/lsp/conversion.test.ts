import { describe, expect, test } from "vitest";
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { detectNamed, loadFormat } from "../../server/formats/detect.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import type { ClientSupport } from "../../server/lsp/client-support.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { codeActionResolve } from "../../server/lsp/features/code-action-resolve.ts";
import { markedDocument, testContext } from "./marked-document.ts";

const MAKES_FILES: Partial<ClientSupport> = { createsFiles: true };

interface Asked {
  readonly path?: string;
  readonly only?: string[];
  readonly triggerKind?: 1 | 2;
  readonly client?: Partial<ClientSupport>;
  readonly files?: readonly string[];
}

/** The conversions that are offered at `<|>`. */
async function conversionsAt(marked: string, asked: Asked = {}) {
  const { path = "/ws/kong.conf", only, triggerKind, client = MAKES_FILES, files = [] } = asked;
  const text = marked.replaceAll("<|>", "");
  const { format } = detectNamed(path, text);
  const loaded = format && (await loadFormat(format, text));
  if (loaded === undefined) throw new Error(`no format for ${path}`);
  const { document, cursor } = await markedDocument(marked, {
    path,
    link: (each) => linkSource(loaded.parse(each)),
  });
  const context = {
    ...testContext({}, client),
    isFile: async (each: string) => files.includes(each),
  };
  const actions = await codeAction(
    document,
    {
      textDocument: { uri: document.uri },
      range: { start: cursor, end: cursor },
      context: {
        diagnostics: [],
        ...(only === undefined ? {} : { only }),
        ...(triggerKind === undefined ? {} : { triggerKind }),
      },
    },
    context,
  );
  const conversions = (actions ?? []).filter(({ title }) => title.startsWith("Convert to"));
  return {
    conversions,
    titles: conversions.map(({ title }) => title),
    edit: async (title: string): Promise<WorkspaceEdit | undefined> => {
      const action = conversions.find((each) => each.title === title);
      if (action === undefined) throw new Error(`${title} is not offered`);
      return ((await codeActionResolve(document, action, context)) as CodeAction).edit;
    },
  };
}

/** The new file of an edit. */
function newFile(edit: WorkspaceEdit | undefined) {
  const [created, content] = edit?.documentChanges ?? [];
  return {
    created,
    text: (content as TextDocumentEdit | undefined)?.edits
      .map((each) => (each as { newText: string }).newText)
      .join(""),
  };
}

const only = ["refactor"];

describe("Convert to …", () => {
  test("every other format", async () => {
    const { conversions, titles } = await conversionsAt("log_level = de<|>bug\n", { only });
    expect(titles).toEqual([
      "Convert to an environment file",
      "Convert to a Compose service",
      "Convert to an `env` list of Kubernetes",
      "Convert to an `env` block of Helm values",
    ]);
    for (const { kind, edit } of conversions) {
      expect(kind).toBe("refactor");
      expect(edit).toBeUndefined();
    }
  });

  test("makes a file beside the document", async () => {
    const { edit } = await conversionsAt("# kong-lint: kong=3.9\nlog_level = de<|>bug\n", { only });
    const { created, text } = newFile(await edit("Convert to an `env` block of Helm values"));
    expect(created).toEqual({ kind: "create", uri: "file:///ws/values.yaml" });
    expect(text).toBe('env:\n  log_level: "debug"\n');
  });

  test("takes a name that no file has", async () => {
    const files = ["/ws/compose.yaml", "/ws/compose-2.yaml"];
    const { edit } = await conversionsAt("log_level = de<|>bug\n", { only, files });
    const { created } = newFile(await edit("Convert to a Compose service"));
    expect(created).toEqual({ kind: "create", uri: "file:///ws/compose-3.yaml" });
  });

  test("writes no secret", async () => {
    const { edit, conversions } = await conversionsAt(
      "# kong-lint: kong=3.9\npg_password = s3cr3t-<|>words\n",
      { only },
    );
    const { text } = newFile(await edit("Convert to a Compose service"));
    expect(text).toContain("KONG_PG_PASSWORD: ${KONG_PG_PASSWORD}");
    expect(JSON.stringify([text, conversions])).not.toContain("s3cr3t-words");
  });

  const TWO = (kong: string, migrations: string, other: string) => `services:
  kong:
    image: kong:3.9
    environment: {KONG_LOG_LEVEL: debug}${kong}
  kong-migrations:
    image: kong:3.9
    command: kong migrations bootstrap
    environment: {KONG_DATABASE: postgres}${migrations}
  db:
    image: postgres:15${other}
`;

  test("takes the process at the cursor", async () => {
    const path = "/ws/compose.yaml";
    const title = "Convert to a kong.conf";
    const first = await conversionsAt(TWO("<|>", "", ""), { only, path });
    expect(newFile(await first.edit(title)).text).toContain("log_level = debug\n");
    const second = await conversionsAt(TWO("", "<|>", ""), { only, path });
    expect(newFile(await second.edit(title)).text).toContain("database = postgres\n");
  });

  test.each<[string, string, Asked]>([
    ["beside the processes of a file", TWO("", "", "<|>"), { only, path: "/ws/compose.yaml" }],
    ["where nothing is set", "# a comm<|>ent\n", { only }],
    ["by the light bulb of every line", "log_level = de<|>bug\n", { triggerKind: 2 }],
    ["to a client that does not say who asks", "log_level = de<|>bug\n", {}],
    ["where other kinds are asked for", "log_level = de<|>bug\n", { only: ["quickfix"] }],
    ["to a client that makes no files", "log_level = de<|>bug\n", { only, client: { createsFiles: false } }],
    [
      "to a client that asks for no edit later",
      "log_level = de<|>bug\n",
      { only, client: { createsFiles: true, codeActionResolvesEdit: false } },
    ],
  ])("nothing %s", async (_, marked, asked) => {
    expect((await conversionsAt(marked, asked)).titles).toEqual([]);
  });

  test("to a person who asks for all actions", async () => {
    const { titles } = await conversionsAt("log_level = de<|>bug\n", { triggerKind: 1 });
    expect(titles).toHaveLength(4);
  });
});

describe("published ports", () => {
  const compose = (port: string) => `services:
  kong:
    image: kong:3.9.3
    environment:
      KONG_DATABASE: "off"
      KONG_DECLARATIVE_CONFIG: /kong/kong.yml
      KONG_ADMIN_LISTEN: 0.0.0.0:8001
      KONG_PROXY_LISTEN: 0.0.0.0:9000
    volumes: ["./kong:/kong"]
    ports:
      - "${port}"
`;

  async function quickFixes(path: string, marked: string) {
    const text = marked.replaceAll("<|>", "");
    const { format } = detectNamed(path, text);
    const loaded = format && (await loadFormat(format, text));
    if (loaded === undefined) throw new Error(`no format for ${path}`);
    const { document, cursor } = await markedDocument(marked, {
      path,
      link: (each) => linkSource(loaded.parse(each)),
    });
    const actions = await codeAction(
      document,
      {
        textDocument: { uri: document.uri },
        range: { start: cursor, end: cursor },
        context: { diagnostics: [], only: ["quickfix"], triggerKind: 2 },
      },
      testContext({}, {}),
    );
    return (actions ?? []).map(({ title, edit }) => ({ title, edit: JSON.stringify(edit ?? {}) }));
  }

  test.each([
    ["/ws/compose.yaml", compose("80<|>01:8001"), "Publish on `127.0.0.1` only", "127.0.0.1:8001:8001"],
    [
      "/ws/run.sh",
      "docker run -p 80<|>01:8001 -e KONG_DATABASE=off -e KONG_ADMIN_LISTEN=0.0.0.0:8001 kong:3.9.3\n",
      "Publish on `127.0.0.1` only",
      "127.0.0.1:8001:8001",
    ],
    ["/ws/compose.yaml", compose("80<|>00:8000"), "Publish the port of the listener, `9000`", "8000:9000"],
    [
      "/ws/run.sh",
      "docker run -p 80<|>00:8000 -e KONG_DATABASE=off -e KONG_PROXY_LISTEN=0.0.0.0:9000 kong:3.9.3\n",
      "Publish the port of the listener, `9000`",
      "8000:9000",
    ],
  ])("in %s: %s", async (path, marked, title, after) => {
    const fixes = await quickFixes(path, marked);
    expect(fixes.map((fix) => fix.title)).toContain(title);
    expect(fixes.find((fix) => fix.title === title)?.edit).toContain(after);
  });

  test("nothing where nothing is to be done", async () => {
    for (const port of ["127.0.0.1:80<|>01:8001", "80<|>00:9000"]) {
      const titles = (await quickFixes("/ws/compose.yaml", compose(port))).map(({ title }) => title);
      expect(titles.filter((title) => title.startsWith("Publish"))).toEqual([]);
    }
  });
});
