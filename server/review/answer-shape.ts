import { ProviderError } from "./provider-error.ts";

/** Whether a part of an answer is what a provider's description says of it. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === "string";
export const number: Shape = (value) => typeof value === "number";

/** A part that may be null or missing. */
export function orNothing(shape: Shape): Shape {
  return (value) => value === undefined || value === null || shape(value);
}

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}

/** An object that has these members, and whatever else there is. */
export function objectWith(members: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(members);
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    entries.every(([name, shape]) => shape((value as Readonly<Record<string, unknown>>)[name]));
}

/**
 * An answer, looked at before it is used: servers in between, and other versions of a provider, answer with `null` or with
 * something else.
 * @param provider as messages name it
 * @throws ProviderError where the answer is not as described
 */
export function answerAs<T>(provider: string, answer: unknown, shape: Shape): T {
  if (shape(answer)) return answer as T;
  throw new ProviderError("unavailable", `${provider} answers with other data than it describes`);
}
