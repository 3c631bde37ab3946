/**
 * What the server uses of its library at run time. Each module that imports the library itself gets a copy of all its names, of which
 * there are hundreds; this one asks for them once.
 */
export {
  CancellationToken,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  LSPErrorCodes,
  Message,
  MessageType,
  RAL,
  ResponseError,
  ShowMessageNotification,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver";
