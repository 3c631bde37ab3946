import type { Location } from "../../model/location.ts";
import { textOfPieces } from "../shared/cooked.ts";
import type { Draft } from "../shared/problems.ts";
import type { Field, Fields } from "../yaml/fields.ts";
import type { DataSet } from "./data-set.ts";
import type { EnvVariable } from "./env-variable.ts";

/** `$(NAME)` that stayed as text. */
export interface UnfilledReference {
  readonly name: string;
  readonly at: Location;
  /** The variable in whose value it stands. */
  readonly variable: string;
}

/** `env` that is no list. */
export function listExpected(at: Location, before: string): Draft {
  const detail = "Kubernetes accepts only a list of `name` and `value` in `env`";
  return { kind: "refused", at, refuses: true, before, detail };
}

/** The fields of an entry of `env` that Kubernetes does not have. Those that a template writes are left out. */
export function unknownFields(fields: Fields): readonly (readonly [string, Field])[] {
  return [...fields].filter(([name]) => !/^(?:name|value|valueFrom)$/.test(name) && !name.includes("{{"));
}

/**
 * A field that the decoder drops, as it drops all that it does not have, and that kubectl refuses.
 * @param variable the name of the entry
 */
export function unknownField(at: Location, field: string, variable: string): Draft {
  const meant = meantField(field);
  const advice = meant === undefined ? "" : `; use \`${meant}\``;
  return {
    kind: "unknown-field",
    at,
    name: variable,
    refuses: true,
    before: field,
    detail: `kubectl rejects the unknown field \`${field}\`${advice}`,
    ...(meant === undefined ? {} : { correction: { title: `Change to \`${meant}\``, at, text: meant } }),
  };
}

function meantField(field: string): "value" | "valueFrom" | undefined {
  if (/^values?$/i.test(field)) return "value";
  return /^value_?from$/i.test(field) ? "valueFrom" : undefined;
}

/** `value` and `valueFrom` in one entry. */
export function valueTwice(at: Location, name: string): Draft {
  const detail = "Kubernetes rejects `value` and `valueFrom` for one variable; keep one of them";
  return { kind: "rejected", at, name, refuses: true, before: name, detail };
}

/** A key that the ConfigMap or Secret does not have. */
export function missingKey(
  at: Location,
  missing: {
    readonly name: string;
    readonly kind: DataSet["kind"];
    readonly set: string;
    readonly key: string;
  },
): Draft {
  const { name, kind, set, key } = missing;
  const detail = `Kubernetes does not start the container, because the ${kind} \`${set}\` has no key \`${key}\``;
  return { kind: "missing-key", at, name, refuses: true, before: `${set}/${key}`, detail };
}

/** Two entries of one name. */
export function repeatedVariable(before: EnvVariable, after: EnvVariable): Draft {
  return {
    kind: "duplicate",
    at: before.nameSpan,
    name: before.name,
    before: textOfPieces(before.pieces) ?? "",
    after: textOfPieces(after.pieces),
    detail: `Kubernetes uses the last of two entries for \`${before.name}\``,
  };
}

/** @param isBelow whether a variable of the name is defined after the reference */
export function unfilledReference({ name, at, variable }: UnfilledReference, isBelow: boolean): Draft {
  const written = `$(${name})`;
  return {
    kind: "not-filled-in",
    at,
    name: variable,
    before: written,
    after: written,
    detail: isBelow
      ? `Kubernetes fills in \`${written}\` only where the variable is defined above it, and \`${name}\` is defined below`
      : `Kubernetes leaves \`${written}\` as it is, because no variable \`${name}\` is defined above it`,
  };
}
