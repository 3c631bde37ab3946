import { type Disposable, type ExtensionContext, ProcessExecution, Task, TaskScope, tasks } from "vscode";

/** Offers the task `kong-lint: workspace`: the command line that comes with the extension, run by the editor's own Node. */
export function provideTasks(context: ExtensionContext): Disposable {
  const taskFor = (definition: { readonly type: string; readonly arguments?: unknown }) => {
    const given = Array.isArray(definition.arguments) ? definition.arguments.map(String) : [];
    const execution = new ProcessExecution(
      process.execPath,
      [context.asAbsolutePath("dist/kong-lint.cjs"), "--format", "compact", ...given],
      { env: { ELECTRON_RUN_AS_NODE: "1" } },
    );
    return new Task(definition, TaskScope.Workspace, "workspace", "kong-lint", execution, "$kong-lint");
  };
  return tasks.registerTaskProvider("kong-lint", {
    provideTasks: () => [taskFor({ type: "kong-lint" })],
    resolveTask: ({ definition }) => taskFor(definition),
  });
}
