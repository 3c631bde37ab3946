import { wordTable } from "../../../grammar/text/word-table.ts";
/** Variables that bitnami's image reads from `…_FILE`; a file that cannot be read is skipped (bitnami/kong 3, kong-env.sh). */
export const BITNAMI_FILES: ReadonlySet<string> = new Set([
  "KONG_PREFIX",
  "KONG_MIGRATE",
  "KONG_EXIT_AFTER_MIGRATE",
  "KONG_PROXY_LISTEN_ADDRESS",
  "KONG_PROXY_HTTP_PORT_NUMBER",
  "KONG_PROXY_HTTPS_PORT_NUMBER",
  "KONG_ADMIN_LISTEN_ADDRESS",
  "KONG_ADMIN_HTTP_PORT_NUMBER",
  "KONG_ADMIN_HTTPS_PORT_NUMBER",
  "KONG_NGINX_DAEMON",
  "KONG_PROXY_LISTEN",
  "KONG_PROXY_LISTEN_OVERRIDE",
  "KONG_ADMIN_LISTEN",
  "KONG_ADMIN_LISTEN_OVERRIDE",
  "KONG_DATABASE",
  "KONG_PG_PASSWORD",
]);

/** A value that bitnami's image makes: parts of text and of other variables; undefined for an unknown part. */
export interface BitnamiDefault {
  readonly variable: string;
  readonly text: string | undefined;
  /** The variables that decide it. */
  readonly from: readonly string[];
}

const PORTS: Readonly<Record<string, readonly [string, string]>> = wordTable({
  PROXY: ["8000", "8443"],
  ADMIN: ["8001", "8444"],
});

/**
 * What bitnami's image sets where a variable is unset or empty: listeners out of address and ports, on all addresses by default.
 * @param read the text of a variable: undefined where it is unset, `null` where it is set and unknown
 */
export function bitnamiDefaults(
  read: (variable: string) => string | null | undefined,
): readonly BitnamiDefault[] {
  const missing = (variable: string): boolean => (read(variable) ?? "") === "" && read(variable) !== null;
  const defaults: BitnamiDefault[] = [];
  for (const [listener, [plain, tls]] of Object.entries(PORTS)) {
    if (!missing(`KONG_${listener}_LISTEN`)) continue;
    const names = [
      `KONG_${listener}_LISTEN_ADDRESS`,
      `KONG_${listener}_HTTP_PORT_NUMBER`,
      `KONG_${listener}_HTTPS_PORT_NUMBER`,
    ];
    const values = ["0.0.0.0", plain, tls].map((fallback, index) => {
      const value = read(names[index] ?? "");
      return value === undefined || value === "" ? fallback : value;
    });
    const [address, http, https] = values;
    const isKnown = values.every((value) => value !== null);
    defaults.push({
      variable: `KONG_${listener}_LISTEN`,
      text: isKnown ? `${address}:${http}, ${address}:${https} ssl` : undefined,
      from: names.filter((name) => read(name) !== undefined),
    });
  }
  for (const [variable, text] of [
    ["KONG_DATABASE", "postgres"],
    ["KONG_NGINX_DAEMON", "off"],
  ] as const)
    if (missing(variable)) defaults.push({ variable, text, from: [] });
  return defaults;
}

/** The property that bitnami's image writes into kong.conf for `KONG_CFG_…`; undefined for other variables. */
export function bitnamiFileProperty(variable: string): string | undefined {
  return /^KONG_CFG_(.+)$/.exec(variable)?.[1]?.toLowerCase();
}
