import "./desktop/activation.ts";
import "./desktop/reading.ts";
import "./desktop/code-actions.ts";
import "./desktop/editing.ts";
import "./desktop/release.ts";
import "./desktop/commands.ts";
import "./desktop/settings.ts";
import "./desktop/variables.ts";
import "./desktop/containers.ts";
import "./desktop/large-file.ts";
import "./desktop/own-program.ts";
import "./desktop/server.ts";

export { runTests as run } from "./harness.ts";

export function activate(): void {
  // The tests are all there is of this extension.
}
