import type {
  CancellationToken,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { DiagnosticsPublisher } from "./diagnostics-feed.ts";
import type { Session } from "./session.ts";

/**
 * Of a file that was deleted or renamed. A client keeps what it heard of one until it is told otherwise, and forgets when a
 * document is closed that it was told.
 */
const GONE = "gone";

/** How the answers of one request go to the client. */
export interface WorkspaceProgress {
  readonly token: CancellationToken;
  readonly done: WorkDoneProgressReporter;
  /** Where the client wants the answers one by one. */
  readonly partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;
}

/**
 * The diagnostics of all configuration in the workspace folders, open or not. A client may ask every few seconds: of files
 * that have not changed since its last answer nothing is read. It may follow, and stop it between any two files.
 */
export async function workspaceDiagnostics(
  session: Session,
  feed: DiagnosticsPublisher,
  { previousResultIds }: WorkspaceDiagnosticParams,
  { token, done, partial }: WorkspaceProgress,
): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const answer = (item: WorkspaceDocumentDiagnosticReport) => {
    if (partial === undefined) items.push(item);
    else partial.report({ items: [item] });
  };
  done.begin("kong-lint", 0, "looking for configuration", true);
  try {
    const files = await session.workspaceFiles();
    for (const [index, file] of files.entries()) {
      done.report(Math.round((100 * index) / files.length), session.folders.shown(file.uri));
      await letMessagesIn();
      if (token.isCancellationRequested) return { items };
      const item = await feed.reportFile(file, previous.get(file.uri));
      if (item !== undefined) answer(item);
      else if (previous.has(file.uri)) answer({ uri: file.uri, version: null, kind: "full", items: [] });
    }
    const here = new Set(files.map(({ uri }) => uri));
    for (const uri of new Set([...previous.keys(), ...feed.told])) {
      if (!here.has(uri) && previous.get(uri) !== GONE)
        answer({ uri, version: null, kind: "full", resultId: GONE, items: [] });
    }
  } finally {
    done.done();
  }
  return { items };
}

/** A cancellation is a message as any other, and is read only when nothing runs. */
function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
