import "./web/worker-host.ts";

export { runTests as run } from "./harness.ts";

export function activate(): void {
  // The tests are all there is of this extension.
}
