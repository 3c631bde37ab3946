import { inRange } from "../../../schemas/release.ts";
import type { CheckContext } from "./check-context.ts";
import { decoded } from "./pem.ts";

/** What a value that should name a file is: the path of one that exists, or from Kong 3.1 on a text in place of it. */
export interface FileOrText {
  readonly fits: boolean;
  /** What Kong goes on with: from 3.1 on, base64 that is no path is decoded. */
  readonly value: string;
}

/** Reads the value of a property that names a file with a certificate, a key or parameters. */
export function fileOrText(
  context: CheckContext,
  value: string,
  isText: (text: string) => boolean,
): FileOrText {
  if (context.exists(value)) return { fits: true, value };
  if (inRange(context.model.base, { before: "3.1" })) return { fits: false, value };
  const text = decoded(value);
  return { fits: isText(text), value: text };
}

/** Checks a property that holds one such value; a number makes Kong break (through 3.1). */
export function checkSingleFile(
  context: CheckContext,
  property: string,
  isText: (text: string) => boolean,
): void {
  const held = context.value(property);
  if (held === undefined) return;
  if (typeof held !== "string") {
    context.refuse({ check: "numeric-path", property, crash: true });
    return;
  }
  const { fits, value } = fileOrText(context, held, isText);
  if (!fits) context.refuse({ check: "missing-file", property });
  context.rewrite(property, value);
}
