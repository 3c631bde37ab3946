import { expect, test } from "vitest";
import { assumedWorld } from "../../server/loader/world.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import type { DocumentAnalysis } from "../../server/lsp/document-analysis.ts";
import type { FeatureContext } from "../../server/lsp/feature.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { codeLens } from "../../server/lsp/features/code-lens.ts";
import { completion } from "../../server/lsp/features/completion.ts";
import { completionResolve } from "../../server/lsp/features/completion-resolve.ts";
import { definition } from "../../server/lsp/features/definition.ts";
import { documentHighlight } from "../../server/lsp/features/document-highlight.ts";
import { documentLink } from "../../server/lsp/features/document-link.ts";
import { documentSymbol } from "../../server/lsp/features/document-symbol.ts";
import { foldingRange } from "../../server/lsp/features/folding-range.ts";
import { formatting } from "../../server/lsp/features/formatting.ts";
import { hover } from "../../server/lsp/features/hover.ts";
import { inlayHint } from "../../server/lsp/features/inlay-hint.ts";
import { references } from "../../server/lsp/features/references.ts";
import { selectionRange } from "../../server/lsp/features/selection-range.ts";
import { semanticTokens } from "../../server/lsp/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/lsp/features/signature-help.ts";
import { workspaceSymbol } from "../../server/lsp/features/workspace-symbol.ts";
import fc from "../fast-check.ts";
import { markedDocument, testContext } from "./marked-document.ts";

/** Every answer about a place of a document that a client gets without asking for one certain edit. */
async function answers(
  document: DocumentAnalysis,
  offset: number,
  context: FeatureContext,
): Promise<unknown[]> {
  const { positions, analysis } = document;
  const at = { textDocument: { uri: document.uri }, position: positions.position(offset) };
  const whole = positions.range({ start: 0, end: analysis.unit.document.text.length });
  const list = await completion(document, at, context);
  const items = (list?.items ?? []).slice(0, 5);
  const diagnostics = diagnosticsOf(document, context.client);
  const options = { tabSize: 2, insertSpaces: true };
  return [
    list,
    ...(await Promise.all(
      items.map((item) => completionResolve(document, { ...item, data: item.data }, context)),
    )),
    await hover(document, at, context),
    await signatureHelp(document, at, context),
    await inlayHint(document, { ...at, range: whole }, context),
    await codeAction(document, { ...at, range: whole, context: { diagnostics } }, context),
    await codeLens(document, at, context),
    await documentSymbol(document, at, context),
    await workspaceSymbol({ query: "" }, context),
    await foldingRange(document, at, context),
    await selectionRange(document, { ...at, positions: [at.position] }, context),
    await documentHighlight(document, at, context),
    await references(document, { ...at, context: { includeDeclaration: true } }, context),
    await definition(document, at, context),
    await documentLink(document, at, context),
    await formatting(document, { ...at, options }, context),
    await semanticTokens(document, { range: undefined }, context),
    diagnostics,
  ];
}

const name = fc.constantFrom(
  "pg_password",
  "cassandra_password",
  "admin_gui_session_conf",
  "smtp_password",
  "my_plugin_secret",
  "redis_token",
  "keyring_recovery_private_key",
  "ssl_cert_key",
  "proxy_server",
  "pg-password",
  "pg_pasword",
  "vault_hcv_token",
);

/** A secret that no other text holds by chance. */
const secret = fc
  .tuple(fc.constantFrom("Zq", "0x", "7", "#", ""), fc.stringMatching(/^[a-z0-9]{14}$/))
  .map((all) => `${all.join("")}!k`);

const written = fc.record({
  name,
  secret,
  form: fc.constantFrom(
    "plain",
    "quoted",
    "url",
    "json",
    "commented",
    "twice",
    "hidden",
    "trailing",
    "spaced",
    "header",
    "key",
  ),
});

function lineOf({
  name: property,
  secret: hidden,
  form,
}: {
  name: string;
  secret: string;
  form: string;
}): string {
  switch (form) {
    case "quoted":
      return `${property} = "${hidden}"`;
    case "url":
      return `proxy_server = http://user:${hidden.replace("#", "")}@proxy:3128`;
    case "json":
      return `admin_gui_session_conf = {"secret":"${hidden}"}`;
    case "header":
      return `nginx_http_proxy_set_header = Authorization "Bearer ${hidden}"`;
    case "key":
      return `nginx_proxy_proxy_set_headr = X-Api-Key ${hidden}`;
    case "commented":
      return `#pg_password = ${hidden}`;
    case "twice":
      return `${property} = ${hidden}\n${property} = ${hidden}`;
    case "hidden":
      return `[section]\n${property} = ${hidden}`;
    case "trailing":
      return `${property} = ${hidden}   # words`;
    case "spaced":
      return `  ${property}=${hidden}  `;
    default:
      return `${property} = ${hidden}`;
  }
}

/** Whether a line holds a secret at all: a reading of the form that its property takes. */
function holdsSecret({ name: property, form }: { name: string; form: string }): boolean {
  if (["url", "json", "commented", "header", "key"].includes(form)) return true;
  // A key is a path as a rule, and a URL is a secret by its password alone.
  return !["proxy_server", "ssl_cert_key", "keyring_recovery_private_key"].includes(property);
}

test("no answer shows a secret", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("3.9", "2.8", "1.3", "0.13", "enterprise@3.10", "enterprise@0.34"),
      fc.boolean(),
      fc.nat(),
      async (lines, release, isVariable, seed) => {
        const wanted = lines.filter(holdsSecret);
        fc.pre(wanted.length > 0);
        const text = isVariable
          ? lines
              .map(
                ({ name: own, secret: hidden }) =>
                  `KONG_${own.replace(/\W/g, "_").toUpperCase()}='${hidden}'`,
              )
              .join("\n")
          : lines.map(lineOf).join("\n");
        const path = isVariable ? "/ws/other.env" : "/ws/kong.conf";
        const [first] = wanted;
        const hush = `${first?.secret ?? ""}zz`;
        const world = {
          ...assumedWorld,
          environment: new Map([
            ["KONG_PG_PASSWORD", hush],
            ["PG_SECRET", hush],
          ]),
        };
        const { document } = await markedDocument(
          `# kong-lint: kong=${release}\n${text}\npg_user = {vault://env/pg-secret}\n`,
          {
            path,
            settings: { world },
          },
        );
        const context = testContext({
          "/ws/kong.env": `KONG_PG_PASSWORD=${hush}\nPG_SECRET=${hush}\n`,
          "/ws/b/kong.conf": `pg_password = ${hush}\n`,
        });
        const offset = seed % (document.analysis.unit.document.text.length + 1);
        const shown = JSON.stringify(await answers(document, offset, context));
        // In a file of variables each line is the plain form of its property.
        const secrets = isVariable ? lines.filter((line) => holdsSecret({ ...line, form: "plain" })) : wanted;
        for (const { secret: hidden } of secrets) {
          const bare = hidden.replace("#", "");
          expect(shown).not.toContain(bare);
        }
        expect(shown).not.toContain(hush);
      },
    ),
    { numRuns: 150 },
  );
});
