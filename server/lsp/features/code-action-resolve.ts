import type { DocumentFeature } from "../feature.ts";
import { planEdit } from "./code-action/plan-edit.ts";
import type { ActionPlan } from "./code-action/planned-action.ts";

/** Adds the edit of an action that the user has chosen. */
export const codeActionResolve: DocumentFeature<"codeAction/resolve"> = async (document, action, context) => {
  const plan = planIn(action.data);
  if (plan === undefined || action.edit !== undefined) return action;
  const edit = await planEdit(plan, document, context);
  return edit === undefined ? action : { ...action, edit };
};

/** Clients send back what they were sent, or anything else. */
function planIn(data: unknown): ActionPlan | undefined {
  const plan = isRecord(data) ? data.plan : undefined;
  if (!isRecord(plan)) return undefined;
  switch (plan.kind) {
    case "fix":
      return typeof plan.fingerprint === "string" && typeof plan.ordinal === "number"
        ? { kind: "fix", fingerprint: plan.fingerprint, ordinal: plan.ordinal }
        : undefined;
    case "fix-all":
      return plan.unsafe === true ? { kind: "fix-all", unsafe: true } : { kind: "fix-all" };
    case "convert-listeners":
      return { kind: plan.kind };
    case "sort":
      return typeof plan.offset === "number" ? { kind: "sort", offset: plan.offset } : undefined;
    case "disable-in-settings":
      return typeof plan.rule === "string" ? { kind: "disable-in-settings", rule: plan.rule } : undefined;
    case "convert":
      return typeof plan.target === "string" && typeof plan.unit === "string"
        ? { kind: "convert", target: plan.target, unit: plan.unit }
        : undefined;
    default:
      return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
