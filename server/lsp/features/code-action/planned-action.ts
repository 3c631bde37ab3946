import type { Diagnostic } from "vscode-languageserver";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { CODE_ACTION_KINDS } from "../../capabilities.ts";
import type { ResolveData } from "../../feature.ts";

/** How the edit of an action is made. It goes to the client and comes back when the user wants the action. */
export type ActionPlan =
  /** One fix of one finding. */
  | { readonly kind: "fix"; readonly fingerprint: string; readonly ordinal: number }
  | { readonly kind: "fix-all"; readonly unsafe?: true }
  | { readonly kind: "convert-listeners" }
  /** Sort the section that holds the offset. */
  | { readonly kind: "sort"; readonly offset: number }
  | { readonly kind: "disable-in-settings"; readonly rule: string }
  /** Write a process in another format, as a new file. */
  | { readonly kind: "convert"; readonly target: string; readonly unit: string };

/** What a client gets of an action whose edit comes later. */
export interface ActionData extends ResolveData {
  readonly plan: ActionPlan;
}

/** An action before it takes the form that a client wants. */
export interface PlannedAction {
  readonly title: string;
  readonly kind: (typeof CODE_ACTION_KINDS)[number];
  readonly diagnostics?: readonly Diagnostic[];
  readonly isPreferred?: boolean;
  /** What it changes; absent where that costs time to work out, or would show a secret: then {@link plan} is there. */
  readonly edits?: readonly TextEdit[];
  readonly plan?: ActionPlan;
}
