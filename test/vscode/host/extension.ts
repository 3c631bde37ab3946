import { extensions } from "vscode";
import type { KongLintApi } from "../../../client/activate.ts";
import { holds } from "./harness.ts";

export function extension() {
  const found = extensions.getExtension<KongLintApi>("kong-lint.kong-lint");
  holds(found !== undefined, "the extension is not installed");
  return found;
}

/** What the running extension offers. */
export function api(): KongLintApi {
  holds(extension().isActive, "the extension does not run");
  return extension().exports;
}
