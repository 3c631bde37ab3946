import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { type Span, span } from "../../../../grammar/text/span.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import { describeRelease } from "../../../../schemas/release.ts";
import type { Texts } from "../../../../schemas/texts/load-texts.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { parseReference } from "../../../loader/vaults/parse-reference.ts";
import { addressWords } from "../../support/address-words.ts";
import type { ValueText } from "../../support/cursor-context.ts";
import { flagText, isTls } from "../../support/flag-text.ts";
import { listenPosition } from "../../support/listen-position.ts";
import { inlineCode } from "../../support/markup.ts";
import { isSecret, redactionOf } from "../../support/redaction.ts";
import { vaultVariable } from "../../support/vault-variable.ts";
import { valuePart } from "../completion/value-part.ts";
import { propertyHover } from "./property-hover.ts";

/** What explaining a value stands on. */
export interface ValueHoverInputs {
  readonly analysis: Analysis;
  readonly texts: Texts;
  readonly nginx: NginxTable;
}

interface ValueHover {
  readonly parts: readonly string[];
  readonly span: Span;
}

/** Explains the word of a value at a place: a listener flag by flag, a vault reference, a word of a set; else the property. */
export function valueHover(value: ValueText, inputs: ValueHoverInputs): ValueHover | undefined {
  const { analysis, texts, nginx } = inputs;
  const { catalog } = analysis;
  const { property, text } = value;
  if (text.trim() === "" || !catalog.knows(property)) return undefined;
  const whole = value.place(span(0, text.trimEnd().length));
  const { head, text: about } = propertyHover(property, catalog, texts, nginx);
  if (isSecret(property, analysis)) {
    const reference = vaultText(text);
    return { parts: [reference ?? head, reference === undefined ? about : ""], span: whole };
  }
  if (catalog.listenProperties.has(property)) return listenHover(value, inputs);
  const isList = catalog.property(property)?.type === "array";
  const part = valuePart(value, isList ? "," : undefined);
  const place = value.place(part.span);
  const reference = vaultText(part.text);
  if (reference !== undefined) return { parts: [reference], span: place };
  const words = texts.valueTextOf(property, part.text);
  if (words === undefined || part.text === "") return { parts: [head, about], span: whole };
  const word = inlineCode(redactionOf(analysis)(part.text));
  return { parts: [`${inlineCode(property)}: **${word}**`, words], span: place };
}

/** One listener, its address and each of its flags. */
function listenHover(value: ValueText, { analysis, texts }: ValueHoverInputs): ValueHover | undefined {
  const { property, text } = value;
  const { catalog } = analysis;
  const { entry } = listenPosition(text, value.at);
  if (entry.span.end === entry.span.start) return undefined;
  const written = text.slice(entry.span.start, entry.span.end);
  const shown = redactionOf(analysis)(written);
  const listener = catalog.listenProperties.get(property);
  const kong = describeRelease(catalog.release);
  const lines = [
    ...addressLines(entry),
    ...(entry.off === undefined ? [] : [`${inlineCode("off")}: ${texts.valueTextOf(property, "off") ?? ""}`]),
    ...entry.flags.map(({ span: place, nameText }) => {
      const flag = text.slice(place.start, place.end);
      const known = listener?.flags.some(({ name }) => name === nameText) === true;
      const words = known
        ? (flagText(flag, { property, isTls: isTls(entry), catalog, texts }) ?? "")
        : `not a flag that ${kong} supports here`;
      return `${inlineCode(flag)}: ${words}`;
    }),
  ];
  const subsystem = listener?.subsystem === "stream" ? "TCP and UDP streams" : "HTTP";
  return {
    parts: [
      `${inlineCode(property)}: **${inlineCode(shown)}** · ${subsystem}`,
      // A password that has slipped in is no port and no flag, and its parts are not to be seen.
      shown === written ? lines.map((line) => `- ${line}`).join("\n") : "",
    ],
    span: value.place(entry.span),
  };
}

function addressLines({ address }: ListenEntry): string[] {
  if (address === undefined) return [];
  const host = address.kind === "port" ? "" : address.hostText;
  return [
    ...(host === "" ? [] : [`${inlineCode(host)}: ${addressWords(address.kind, host)}`]),
    ...(address.portText === undefined || address.portText === ""
      ? []
      : [`${inlineCode(address.portText)}: the port`]),
  ];
}

/** What a reference asks of a vault. A reference names the place of a secret, and is none. */
function vaultText(text: string): string | undefined {
  const reference = parseReference(text);
  if (reference === undefined) return undefined;
  const variable = vaultVariable(text);
  const from =
    variable === undefined
      ? `the vault ${inlineCode(reference.vault)}`
      : `the variable ${inlineCode(variable)} of the environment`;
  return `A reference: Kong reads the value from ${from}.`;
}
