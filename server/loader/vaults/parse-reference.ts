import { memoizeText } from "../../../grammar/text/memoize.ts";
import { splitUrl } from "../check/url.ts";
import { toNumber } from "../lua/to-number.ts";

/** What a reference to a vault names. */
export interface VaultReference {
  readonly vault: string;
  readonly resource: string;
  /** The member of a JSON object that the vault answers with. */
  readonly key: string | undefined;
  /** `prefix` of the query, which the environment vault puts before the name. */
  readonly prefix: string | undefined;
  readonly version: number | undefined;
}

/** Whether Kong takes a text for a reference at all: `{vault://` before and `}` behind, nothing else being looked at. */
export function isReference(text: string): boolean {
  return text.startsWith("{vault://") && text.endsWith("}");
}

/** Reads `{vault://name/resource/key?prefix=…#version}`; undefined where Kong says what is missing in it. */
export const parseReference: (text: string) => VaultReference | undefined = memoizeText(readReference);

function readReference(text: string): VaultReference | undefined {
  const url = splitUrl(text.slice(1, -1));
  const vault = url?.host;
  const path = url?.path?.slice(1);
  if (url === undefined || vault === undefined || path === undefined || path === "") return undefined;
  const version = url.fragment === undefined ? undefined : toNumber(url.fragment);
  if (url.fragment !== undefined && version === undefined) return undefined;
  const parts = path.split("/").filter((part) => part !== "");
  const key = parts.length > 1 ? unescapeUri(parts.at(-1) ?? "") : undefined;
  const resource = unescapeUri((key === undefined ? parts : parts.slice(0, -1)).join("/"));
  if (resource === "") return undefined;
  return { vault, resource, key, prefix: queryArgument(url.query ?? "", "prefix"), version };
}

function unescapeUri(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function queryArgument(query: string, name: string): string | undefined {
  const value = query
    .split("&")
    .map((argument) => argument.split("=", 2))
    .find(([key]) => key === name)?.[1];
  return value === undefined ? undefined : unescapeUri(value);
}
