import type { TextEdit } from "vscode-languageserver";
import type { Applicability } from "../findings/fix.ts";

/** What a diagnostic carries in `data`, so that a client can offer its fixes without asking again. */
export interface DiagnosticData {
  readonly rule: string;
  /** Names the finding over edits elsewhere in the file. */
  readonly fingerprint: string;
  readonly property: string | null;
  /** Without those whose edits would show a secret: for these, a client asks for code actions. */
  readonly fixes: readonly {
    readonly title: string;
    readonly applicability: Applicability;
    readonly edits: readonly TextEdit[];
  }[];
}
