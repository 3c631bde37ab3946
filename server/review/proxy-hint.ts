import type { ProviderError } from "./provider-error.ts";

/**
 * What to say besides where nobody answers though a proxy is named: Node leaves proxies alone unless it is told to go by
 * them. Empty where that is not it.
 */
export function proxyHint(
  { message }: ProviderError,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? "";
  return message.endsWith("does not answer") && proxy !== "" && environment.NODE_USE_ENV_PROXY !== "1"
    ? " (HTTPS_PROXY is set: Node 22.21, 24 and later go by it with NODE_USE_ENV_PROXY=1)"
    : "";
}
