import type { Deployment } from "../../../model/deployment.ts";

/**
 * Whether a command of the container, or a step of its build, uses a variable: `RUN luarocks install kong-oidc ${KONG_OIDC_VERSION}`.
 * @param variable its name; one that is no name of a variable is used by none
 */
export function isUsedByCommands(variable: string, deployment: Deployment | undefined): boolean {
  if (deployment === undefined || !/^\w+$/.test(variable)) return false;
  const { command, entrypoint, steps = [] } = deployment;
  const use = new RegExp(`\\$(?:\\{${variable}\\b|${variable}\\b)`);
  return [...(command?.value ?? []), ...(entrypoint?.value ?? []), ...steps.map(({ text }) => text)].some(
    (text) => text.includes(variable) && use.test(text),
  );
}
