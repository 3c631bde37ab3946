import { baselineEntries, formatBaseline } from "../../server/engine/baseline.ts";
import { effectiveConfiguration } from "../../server/engine/effective-configuration.ts";
import { effective } from "../../server/lsp/commands/effective.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { styleFor } from "../../server/report/style.ts";
import { diffSides, unifiedDiff } from "../../server/report/unified-diff.ts";
import { lintRequest } from "../../server/review/lint-request.ts";
import { planReview } from "../../server/review/plan-review.ts";
import { reconcileComments } from "../../server/review/reconcile-comments.ts";
import { renderSummary } from "../../server/review/render-summary.ts";
import { planUpgrade } from "../../server/upgrade/plan-upgrade.ts";
import { upgradeJson } from "../../server/upgrade/upgrade-json.ts";
import { upgradeMarkdown } from "../../server/upgrade/upgrade-markdown.ts";
import { upgradeText } from "../../server/upgrade/upgrade-text.ts";
import { allRules } from "../../server/workspace/analyze.ts";
import { DEFAULT_SETTINGS } from "../../server/workspace/file-settings.ts";
import { linkWithReferences } from "../../server/workspace/link-references.ts";
import { lintSource } from "../../server/workspace/lint-source.ts";
import { Snapshot } from "../../server/workspace/snapshot.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { everyAnswer } from "../lsp/every-answer.ts";
import { markedDocument, testContext } from "../lsp/marked-document.ts";
import { everyReport } from "../report/every-report.ts";
import { formatNamed } from "../sources.ts";

/** Lines that rules speak about, so that what stands beside them is shown. */
export const GUILTY: Readonly<Record<"kong-conf" | "dotenv", readonly string[]>> = {
  "kong-conf": ["pg_ssl = yes", "proxy_listn = 0.0.0.0:8000", "log_level: notice", "database = postgress"],
  dotenv: ["KONG_PG_SSL=yes", "KONG_PROXY_LISTN=0.0.0.0:8000", "KONG_DATABASE=postgress", "FOO=1"],
};

/**
 * What every command, report and answer says of a source.
 * @param places offsets in the text where an editor asks
 */
export async function everythingSaid(
  text: string,
  carrier: "kong-conf" | "dotenv",
  ...places: readonly number[]
): Promise<readonly string[]> {
  const name = carrier === "kong-conf" ? "kong.conf" : "kong.env";
  const { document } = await markedDocument(text.replaceAll("<|>", ""), { path: `/ws/${name}` });
  const { linked, unit, reading, catalog, report, redactor } = document.analysis;
  const source = formatNamed(carrier).parse(new SourceDocument(name, text));
  const snapshot = Snapshot.of(memoryPlatform().files);
  const resolved = await linkWithReferences(source, { snapshot, path: `/work/${name}`, folder: "/work" });
  const workspace = new Workspace({ snapshot, folder: "/work", settings: async () => DEFAULT_SETTINGS });
  const linted = await lintSource(workspace, resolved, DEFAULT_SETTINGS, { fixing: "unsafe" });
  const sides = diffSides(
    { text, masked: linted.redactors.before.masked() },
    { text: linted.text, masked: linted.redactors.after.masked() },
    (each) => linted.redactors.before.redact(each),
  );
  const answers = await Promise.all(
    places.map((at) => everyAnswer(document, at % (text.length + 1), testContext())),
  );
  const plan = await planUpgrade(
    linked,
    { edition: "oss", version: "2.8" },
    { edition: "oss", version: "3.9" },
  );
  return [
    redactor.maskedText(linked.source),
    JSON.stringify(effectiveConfiguration(unit, reading, catalog, allRules.rules)),
    (await effective({ uri: document.uri }, async () => document)) as string,
    upgradeText(plan),
    upgradeMarkdown(plan),
    upgradeJson(plan),
    formatBaseline(baselineEntries(report, name)),
    unifiedDiff(name, ...sides, styleFor(false, false)),
    ...(await everyReport(report)),
    ...answers.flat().map((answer) => JSON.stringify(answer)),
    ...(await reviewComments(name, text)),
  ];
}

async function reviewComments(path: string, text: string): Promise<readonly string[]> {
  const commit = {
    entries: new Map([[path, { id: "1", size: text.length, isFile: true }]]),
    read: async () => new TextEncoder().encode(text),
  };
  const lines = text.split("\n").slice(0, -1);
  const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join("\n")}`;
  const change = { path, previousPath: undefined, isRemoved: false, patch };
  const linted = await lintRequest([change], commit, { version: "0.1.0", from: "none", wishes: {} });
  const dialect = { suggestion: () => "suggestion", lineAddress: () => "https://example.com", spans: true };
  const plan = planReview(linted.files, dialect);
  const facts = { limit: 0, notes: linted.notes, notTaken: undefined, changes: linted.changes };
  return [
    ...plan.placed.map(({ body }) => body),
    renderSummary(plan, reconcileComments(plan, [], 0), facts, dialect),
  ];
}
