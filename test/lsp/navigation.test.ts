import { describe, expect, test } from "vitest";
import type {
  DocumentSymbol,
  Location,
  LocationLink,
  SelectionRange,
  SymbolInformation,
} from "vscode-languageserver";
import type { WorkspaceDocument } from "../../server/lsp/document-analysis.ts";
import { definition } from "../../server/lsp/features/definition.ts";
import { documentHighlight } from "../../server/lsp/features/document-highlight.ts";
import { documentLink } from "../../server/lsp/features/document-link.ts";
import { documentSymbol } from "../../server/lsp/features/document-symbol.ts";
import { foldingRange } from "../../server/lsp/features/folding-range.ts";
import { references } from "../../server/lsp/features/references.ts";
import { selectionRange } from "../../server/lsp/features/selection-range.ts";
import { workspaceSymbol } from "../../server/lsp/features/workspace-symbol.ts";
import { markedDocument, testContext } from "./marked-document.ts";
import { withRanges } from "./with-ranges.ts";

const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

const REFERENCE_FILE = `#------------------------------------------------------------------------------
# GENERAL
#------------------------------------------------------------------------------

log_level = notice
#prefix = /usr/local/kong

#------------------------------------------------------------------------------
# DATASTORE
#------------------------------------------------------------------------------

pg_password = s3cr3t-words
pg_ssl = on
pg_port = 5432
`;

describe("document symbols", () => {
  async function outline(text: string, hierarchicalSymbols = true) {
    const { document } = await markedDocument(text);
    const params = { textDocument: { uri: document.uri } };
    return (await documentSymbol(document, params, testContext({}, { hierarchicalSymbols }))) ?? [];
  }

  test("sections by their banners, with their settings", async () => {
    const symbols = (await outline(kong("3.9", REFERENCE_FILE))) as DocumentSymbol[];
    const shown = symbols.map(({ name, children }) => [
      name,
      children?.map((each) => `${each.name} ${each.detail}`),
    ]);
    expect(shown).toEqual([
      ["General", ["log_level notice"]],
      ["Datastore", ["pg_password •••", "pg_ssl on", "pg_port 5432"]],
    ]);
    for (const { range, selectionRange: own, children } of symbols) {
      expect(own.start.line).toBeGreaterThanOrEqual(range.start.line);
      for (const child of children ?? []) expect(child.range.end.line).toBeLessThanOrEqual(range.end.line);
    }
  });

  test("headings of one's own, and settings before the first", async () => {
    const symbols = await outline(
      "pg_host = a\n\n# Our database\npg_port = 1\npg_user = b\n\n# --- The rest ---\nplugins = off\n",
    );
    expect(symbols.map(({ name }) => name)).toEqual(["pg_host", "Our database", "The rest"]);
  });

  test("prose is no heading", async () => {
    const symbols = await outline("# Where the database is.\npg_host = a\n\n# The port\npg_port = 1\n");
    expect(symbols.map(({ name }) => name)).toEqual(["pg_host", "pg_port"]);
  });

  test("a client that knows no trees gets a list", async () => {
    const symbols = (await outline(REFERENCE_FILE, false)) as SymbolInformation[];
    expect(symbols.map(({ name, containerName }) => `${containerName ?? ""}/${name}`)).toEqual([
      "/General",
      "General/log_level",
      "/Datastore",
      "Datastore/pg_password",
      "Datastore/pg_ssl",
      "Datastore/pg_port",
    ]);
  });
});

test("workspace symbols are the settings of all files, without values", async () => {
  const context = testContext({
    "/ws/a/kong.conf": "pg_host = a\npg_password = x\n",
    "/ws/b/kong.env": "KONG_PG_HOST=b\nFOO=1\n",
  });
  const found = (await workspaceSymbol({ query: "pgh" }, context)) ?? [];
  expect(found.map(({ name, containerName, location }) => [name, containerName, location.uri])).toEqual([
    ["pg_host", "kong.conf", "file:///ws/a/kong.conf"],
    ["KONG_PG_HOST", "kong.env", "file:///ws/b/kong.env"],
  ]);
  expect(await workspaceSymbol({ query: "" }, context)).toHaveLength(3);
});

test("folding: sections, comments, settings of several lines, regions", async () => {
  const { document } = await markedDocument(
    `${REFERENCE_FILE}\n# one\n# two\n\nproxy_listen = a, \\\n  b\n# region mine\npg_host = a\n# endregion\n`,
  );
  const folds = await foldingRange(document, { textDocument: { uri: document.uri } }, testContext());
  expect(folds?.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
    [1, 5, "region"],
    [8, 22, "region"],
    [0, 2, "comment"],
    [7, 9, "comment"],
    [15, 16, "comment"],
    [20, 22, "region"],
    [18, 19, undefined],
  ]);
});

describe("selection ranges", () => {
  async function steps(marked: string): Promise<string[]> {
    const { document, cursors } = await markedDocument(marked);
    const params = { textDocument: { uri: document.uri }, positions: [...cursors] };
    const [first] = (await selectionRange(document, params, testContext())) ?? [];
    const texts: string[] = [];
    for (let range: SelectionRange | undefined = first; range !== undefined; range = range.parent) {
      const { start, end } = document.positions.span(range.range);
      texts.push(document.analysis.unit.document.text.slice(start, end));
    }
    return texts;
  }

  test("a flag, its listener, the value, the setting, the document", async () => {
    const line = "proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl backlog=1 # words";
    expect(await steps("\nproxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl back<|>log=1 # words\n")).toEqual([
      "backlog",
      "backlog=1",
      "0.0.0.0:8443 ssl backlog=1",
      "0.0.0.0:8000, 0.0.0.0:8443 ssl backlog=1",
      "proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl backlog=1",
      line,
      `\n${line}\n`,
    ]);
  });

  test("a comment, its section", async () => {
    const all = await steps("pg_host = a\n\n# GENERAL\n\n# so<|>me words\n");
    expect(all).toEqual([
      "some",
      "# some words",
      "# GENERAL\n\n# some words\n",
      "pg_host = a\n\n# GENERAL\n\n# some words\n",
    ]);
  });

  test("nothing to select", async () => {
    expect(await steps("<|>")).toEqual([""]);
  });
});

describe("occurrences", () => {
  test("highlights are the lines that set a setting", async () => {
    const { document, cursor } = await markedDocument("pg_ho<|>st = a\npg_port = 1\npg-host = b\n");
    const params = { textDocument: { uri: document.uri }, position: cursor };
    const found = (await documentHighlight(document, params, testContext())) ?? [];
    const ranges = found.map(({ range }) => range);
    expect(withRanges(document.analysis.unit.document.text, document.positions, ranges)).toBe(
      "«pg_host» = a\npg_port = 1\n«pg-host» = b\n",
    );
    expect(found.every(({ kind }) => kind === 3)).toBe(true);
  });

  const others = {
    "/ws/kong.env": "KONG_PG_HOST=db\nPG_PASSWORD=x\n",
    "/ws/deep/kong.conf": "pg_host = c\npg_password = {vault://env/pg-password}\n",
  };

  async function found(
    marked: string,
    feature: "references" | "definition",
    { path = "/ws/kong.conf", declaration = true, links = true } = {},
  ): Promise<string[]> {
    const { document, cursor } = await markedDocument(marked, { path });
    const context = testContext(others, { linkSupport: links });
    const at = { textDocument: { uri: document.uri }, position: cursor };
    const places: readonly (Location | LocationLink)[] =
      (feature === "references"
        ? await references(document, { ...at, context: { includeDeclaration: declaration } }, context)
        : ((await definition(document, at, context)) as Location[] | LocationLink[])) ?? [];
    const documents = await context.workspace();
    return places.map((place) => {
      const uri = "uri" in place ? place.uri : place.targetUri;
      const range = "range" in place ? place.range : place.targetSelectionRange;
      const own: Pick<WorkspaceDocument, "unit" | "positions"> | undefined =
        uri === document.uri
          ? { unit: document.analysis.unit, positions: document.positions }
          : documents.find((each) => each.uri === uri);
      if (own === undefined) throw new Error(`no document ${uri}`);
      const { start, end } = own.positions.span(range);
      return `${uri.replace("file:///ws/", "")}: ${own.unit.document.text.slice(start, end)}`;
    });
  }

  test("references go through files of either kind", async () => {
    const everywhere = ["kong.conf: pg_host", "kong.env: KONG_PG_HOST", "deep/kong.conf: pg_host"];
    expect(await found("pg_ho<|>st = a\n", "references")).toEqual(everywhere);
    expect(await found("pg_ho<|>st = a\n", "references", { declaration: false })).toEqual(
      everywhere.slice(1),
    );
    expect(await found("#pg_ho<|>st = a\n", "references")).toEqual(everywhere.slice(1));
    expect(await found("KONG_PG_H<|>OST=1", "references", { path: "/ws/other.env" })).toEqual([
      "other.env: KONG_PG_HOST",
      "kong.env: KONG_PG_HOST",
      "deep/kong.conf: pg_host",
    ]);
  });

  test("references of a variable are what reads it from the vault", async () => {
    expect(await found("PG_PASS<|>WORD=1", "references", { path: "/ws/other.env" })).toEqual([
      "other.env: PG_PASSWORD",
      "kong.env: PG_PASSWORD",
      "deep/kong.conf: {vault://env/pg-password}",
    ]);
  });

  test("the definition of a line is the variable that wins over it", async () => {
    expect(await found("pg_ho<|>st = a\n", "definition")).toEqual(["kong.env: KONG_PG_HOST"]);
    expect(await found("pg_ho<|>st = a\n", "definition", { links: false })).toEqual([
      "kong.env: KONG_PG_HOST",
    ]);
  });

  test("the definition of a line that is set again is the last one", async () => {
    expect(await found("pg_po<|>rt = 1\npg-port = 2\n", "definition")).toEqual(["kong.conf: pg-port"]);
  });

  test("the definition of a reference is its variable", async () => {
    expect(await found("pg_password = {vault://env/pg_pass<|>word}\n", "definition")).toEqual([
      "kong.env: PG_PASSWORD",
    ]);
    expect(await found("# wo<|>rds", "definition")).toEqual([]);
  });
});

describe("document links", () => {
  /** With `files`, the paths of the only files of the machine; without, nobody can tell. */
  async function links(text: string, files?: readonly string[]) {
    const { document } = await markedDocument(text);
    const machine = files && {
      isFile: async (path: string) => files.includes(path),
    };
    const context = { ...testContext(), ...machine };
    const found = (await documentLink(document, { textDocument: { uri: document.uri } }, context)) ?? [];
    return {
      text: withRanges(
        document.analysis.unit.document.text,
        document.positions,
        found.map(({ range }) => range),
      ),
      targets: found.map(({ target }) => target),
    };
  }

  test("absolute paths of files", async () => {
    const { text, targets } = await links(
      "ssl_cert = /etc/kong/a.crt, /etc/kong/b c.crt\nssl_cert_key = ./a.key\nproxy_access_log = /dev/stdout\npg_host = /tmp/x\nlua_ssl_trusted_certificate = system,/etc/ca.pem\n",
    );
    expect(text).toBe(
      "ssl_cert = «/etc/kong/a.crt», /etc/kong/b c.crt\nssl_cert_key = ./a.key\nproxy_access_log = /dev/stdout\npg_host = /tmp/x\nlua_ssl_trusted_certificate = system,«/etc/ca.pem»\n",
    );
    expect(targets).toEqual(["file:///etc/kong/a.crt", "file:///etc/ca.pem"]);
  });

  test("files that are there, and no folders", async () => {
    const lines = [
      "prefix = /usr/local/kong",
      "ssl_cert = certs/a.crt, /etc/kong/b.crt, certs/gone.crt",
      "ssl_cert_key = ../a.key, /etc/kong/gone.key",
      "declarative_config = kong.yml",
      "lmdb_environment_path = dbless.lmdb",
      "proxy_access_log = logs/access.log",
      "admin_gui_path = /manager",
      "",
    ];
    const { text, targets } = await links(lines.join("\n"), [
      "/ws/certs/a.crt",
      "/etc/kong/b.crt",
      "/a.key",
      "/ws/kong.yml",
      // nginx counts from the prefix, and not from the folder of the file.
      "/usr/local/kong/logs/access.log",
      "/ws/logs/access.log",
    ]);
    expect(text.split("\n")).toEqual([
      "prefix = /usr/local/kong",
      "ssl_cert = «certs/a.crt», «/etc/kong/b.crt», certs/gone.crt",
      "ssl_cert_key = «../a.key», /etc/kong/gone.key",
      "declarative_config = «kong.yml»",
      "lmdb_environment_path = dbless.lmdb",
      "proxy_access_log = «logs/access.log»",
      "admin_gui_path = /manager",
      "",
    ]);
    expect(targets).toEqual([
      "file:///ws/certs/a.crt",
      "file:///etc/kong/b.crt",
      "file:///a.key",
      "file:///ws/kong.yml",
      "file:///usr/local/kong/logs/access.log",
    ]);
  });

  test("neither folders nor relative paths where nobody can tell what stands there", async () => {
    const { targets } = await links("prefix = /usr/local/kong\nadmin_gui_path = /m\nssl_cert = a.crt\n");
    expect(targets).toEqual([]);
  });

  test("pages of rules", async () => {
    const { text, targets } = await links(
      "# kong-lint-disable-file schema/boolean-value, tls/cert-key-pair -- why\n",
    );
    expect(text).toContain("«schema/boolean-value», «tls/cert-key-pair»");
    expect(targets[0]).toMatch(/schema\/boolean-value\.md$/);
  });
});
