import type { ParameterInformation, SignatureHelp } from "vscode-languageserver";
import type { ListenFlag } from "../../../schemas/property.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { DocumentFeature } from "../feature.ts";
import { cursorContext } from "../support/cursor-context.ts";
import { type FlagPlace, flagText, isTls } from "../support/flag-text.ts";
import { type ListenPosition, listenPosition } from "../support/listen-position.ts";
import { markup } from "../support/markup.ts";

const ADDRESS = "address:port";

/** The form of a listen directive while one is being written: address, then the flags of the release. */
export const signatureHelp: DocumentFeature<"textDocument/signatureHelp"> = async (
  { analysis, positions },
  { position },
  context,
): Promise<SignatureHelp | null> => {
  const place = cursorContext(analysis, positions.offset(position));
  if (place.kind !== "value") return null;
  const { catalog } = analysis;
  const { property, text, at } = place.value;
  const listener = catalog.listenProperties.get(property);
  if (listener === undefined) return null;
  const where = listenPosition(text, at);
  if (where.entry.off !== undefined && text.trim() === "off") return null;
  const texts = await context.texts();
  const { flags } = listener;
  const asMarkdown = context.client.markdown.signature;
  const words = flags.map(flagForm);
  return {
    signatures: [
      {
        label: [ADDRESS, ...words.map((word) => `[${word}]`)].join(" "),
        documentation: markup(
          `One listener of \`${property}\` in ${describeRelease(catalog.release)}; separate several with commas.`,
          asMarkdown,
        ),
        parameters: [
          {
            label: ADDRESS,
            documentation: "An IPv4 address, an IPv6 address in brackets or a name, and the port.",
          },
          ...flags.map((flag): ParameterInformation => {
            const about = formText(flag, { property, isTls: isTls(where.entry), catalog, texts });
            const label = flagForm(flag);
            return about === undefined ? { label } : { label, documentation: markup(about, asMarkdown) };
          }),
        ],
      },
    ],
    activeSignature: 0,
    activeParameter: activeParameter(where, flags),
  };
};

/** `backlog=<int>`, `ipv6only=on|off`. */
function flagForm({ name, arguments: values }: ListenFlag): string {
  return values === undefined ? name : `${name}=${values.join("|")}`;
}

/** A flag in all its forms. */
function formText({ name, arguments: values }: ListenFlag, place: FlagPlace): string | undefined {
  if (values === undefined) return flagText(name, place);
  const common = flagText(`${name}=`, place);
  if (common !== undefined) return common;
  const each = values.flatMap((value) => {
    const text = flagText(`${name}=${value}`, place);
    return text === undefined ? [] : [`- \`${name}=${value}\`: ${text}`];
  });
  return each.length === 0 ? undefined : each.join("\n");
}

/** The address, the flag under the cursor, or the first flag that is still free. */
function activeParameter({ kind, entry, flag, word }: ListenPosition, flags: readonly ListenFlag[]): number {
  if (kind === "address") return 0;
  const own = flag?.nameText;
  const exact = flags.findIndex(({ name }) => name === own);
  if (exact >= 0) return exact + 1;
  const begun =
    own === undefined || word.end === word.start ? -1 : flags.findIndex(({ name }) => name.startsWith(own));
  if (begun >= 0) return begun + 1;
  const used = new Set(entry.flags.map(({ nameText }) => nameText));
  const free = flags.findIndex(({ name }) => !used.has(name));
  return free < 0 ? flags.length : free + 1;
}
