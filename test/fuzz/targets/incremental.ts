import { isDeepStrictEqual } from "node:util";
import { clientSupport } from "../../../server/lsp/client-support.ts";
import { diagnosticsOf } from "../../../server/lsp/diagnostics.ts";
import { DEFAULT_OPTIONS } from "../../../server/lsp/editor-settings.ts";
import { changeDocument, type OpenDocument, openDocument } from "../../../server/lsp/open-document.ts";
import { NO_SETTINGS } from "../../../server/settings/settings-resolver.ts";
import { analyze } from "../../../server/workspace/analyze.ts";
import { Random } from "../random.ts";
import { must, type Target } from "../target.ts";

const client = clientSupport({}, undefined);

/** An edit leads to what the whole text says. It puts back a part that was left out. */
export const incremental: Target = {
  name: "incremental",
  async run({ path, text }) {
    const random = new Random(text.length * 31 + text.charCodeAt(text.length >> 1));
    const start = random.below(text.length + 1);
    const end = Math.min(text.length, start + random.below(60));
    const without = text.slice(0, start) + text.slice(end);
    const known = { uri: `file:///ws/${path}`, languageId: "kong-conf", path, encoding: "utf-16" as const };
    const before = await loaded(openDocument({ ...known, version: 1, text: without }));
    await said(before);
    const at = before.positions.position(start);
    const change = { range: { start: at, end: at }, text: text.slice(start, end) };
    const changed = await loaded(changeDocument(before, [change], 2));
    const whole = await loaded(openDocument({ ...known, version: 2, text: changed.source.text }));
    must(isDeepStrictEqual(await said(changed), await said(whole)), "after an edit something else is said");
  },
};

async function loaded(document: OpenDocument): Promise<OpenDocument> {
  return document.loading === undefined ? document : loaded(await document.loading);
}

async function said({ uri, version, positions, linked }: OpenDocument): Promise<unknown> {
  if (linked === undefined || linked.units.length === 0) return undefined;
  const analysis = await analyze(linked);
  const settings = {
    lint: {},
    resolved: NO_SETTINGS,
    file: undefined,
    isBroken: false,
    editor: DEFAULT_OPTIONS,
  };
  const diagnostics = diagnosticsOf({ uri, version, positions, analysis, settings }, client);
  return { diagnostics, masked: analysis.redactor.maskedText(linked.source) };
}
