import type { ProviderError } from "./provider-error.ts";

/**
 * What to say besides where nobody answers though a proxy is named: Node leaves proxies alone unless it is told to go by
 * them, and before 22.21 (and in 23) whatever it is told. Empty where that is not it.
 * @param node the version of Node, `22.21.0`
 */
export function proxyHint(
  { message }: ProviderError,
  environment: Readonly<Record<string, string | undefined>>,
  node: string,
): string {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? "";
  if (!message.endsWith("does not answer") || proxy === "") return "";
  if (!goesByProxies(node))
    return ` (HTTPS_PROXY is set; Node 22.21, 24 and later can go by it, this is ${node})`;
  return environment.NODE_USE_ENV_PROXY === "1"
    ? ""
    : " (HTTPS_PROXY is set; Node goes by it with NODE_USE_ENV_PROXY=1)";
}

function goesByProxies(node: string): boolean {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 21);
}
