import { type NamedRelease, namedRelease } from "../../schemas/catalog.ts";
import type { KongValue } from "../loader/reading.ts";

/** A saved answer of a node's `GET /` of the Admin API, as far as a comparison asks. */
export interface NodeAnswer {
  readonly hostname: string | undefined;
  /** As the node says it: `3.9.1`, `3.4.3.1-enterprise-edition`. */
  readonly version: string;
  readonly release: NamedRelease;
  /** By property: what Kong runs with. A value that is no value of a property, such as a list of objects, is left out. */
  readonly values: ReadonlyMap<string, NodeValue>;
}

/** What a node reports for a name. `hidden`: it masks it, whether it is set or not. */
export type NodeValue =
  | { readonly kind: "value"; readonly value: KongValue }
  | { readonly kind: "hidden" | "structured" };

/** What a text is. `other`: not an answer of a node, whatever else it is. */
export type NodeText =
  | { readonly kind: "node"; readonly answer: NodeAnswer }
  | { readonly kind: "broken"; readonly reason: string }
  | { readonly kind: "other"; readonly isJson: boolean };

/** In place of a value that a node does not show. */
const HIDDEN = "******";

/** Reads an answer of `GET /`. Any text gets an answer. */
export function readNodeAnswer(text: string): NodeText {
  if (!/^\s*\{/.test(text)) return { kind: "other", isJson: false };
  const parsed = parse(text);
  // A part of an answer is no other format either.
  if (parsed === undefined)
    return /"configuration"\s*:/.test(text) && /"version"\s*:/.test(text)
      ? { kind: "broken", reason: "is not complete JSON" }
      : { kind: "other", isJson: false };
  const { configuration, version, hostname, edition } = parsed;
  if (!isRecord(configuration) || typeof version !== "string") return { kind: "other", isJson: true };
  const release = releaseOf(version, edition);
  if (release === undefined)
    return { kind: "broken", reason: "is the answer of a node that names no version of Kong" };
  const values = new Map<string, NodeValue>();
  for (const [name, value] of Object.entries(configuration)) {
    const read = nodeValue(value);
    if (read !== undefined) values.set(name, read);
  }
  const host = typeof hostname === "string" && hostname !== "" ? hostname : undefined;
  return { kind: "node", answer: { hostname: host, version, release, values } };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Enterprise says so in a member of its own, or in the version. */
function releaseOf(version: string, edition: unknown): NamedRelease | undefined {
  const number = /^v?\d+(?:\.\d+)*/.exec(version)?.[0];
  if (number === undefined) return undefined;
  if (/enterprise/i.test(version) || edition === "enterprise") return namedRelease(number, "enterprise");
  return edition === "community" ? namedRelease(number, "oss") : namedRelease(number);
}

/** undefined: null, which is as good as nothing. */
function nodeValue(value: unknown): NodeValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (value === HIDDEN) return { kind: "hidden" };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "value", value };
  if (Array.isArray(value)) {
    if (value.includes(HIDDEN)) return { kind: "hidden" };
    const items = value.filter((item) => typeof item === "string" || typeof item === "number");
    return items.length === value.length ? { kind: "value", value: items } : { kind: "structured" };
  }
  // An empty list is an empty object in the JSON of Lua.
  return Object.keys(value).length === 0 ? { kind: "value", value: [] } : { kind: "structured" };
}
