import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import { detectCarrier, detectNamed } from "../formats/detect.ts";
import { rereadUnit } from "../formats/kong-conf/reread-unit.ts";
import { readUnit } from "../formats/read-unit.ts";
import type { Carrier, ConfigUnit } from "../model/config-unit-old.ts";
import { SourceDocument } from "../model/source-document.ts";
import { type PositionEncoding, Positions } from "./convert.ts";

/** One version of a document of the editor. Immutable: an edit makes another one. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** The path that reports show. */
  readonly path: string;
  readonly source: SourceDocument;
  readonly positions: Positions;
  /** Absent for a text that is not Kong's, whatever its name. */
  readonly unit: ConfigUnit | undefined;
}

/** What the client says of a document when it opens it. */
export interface NewDocument extends Pick<OpenDocument, "uri" | "languageId" | "version" | "path"> {
  readonly text: string;
  readonly encoding: PositionEncoding;
}

/** UTF-16 units that are looked at to tell what a file is; the command line looks at as many. */
const SAMPLE = 16 * 1024;

export function openDocument({ encoding, text, ...rest }: NewDocument): OpenDocument {
  const source = new SourceDocument(rest.path, text);
  const carrier = carrierFor({ ...rest, source });
  return {
    ...rest,
    source,
    positions: new Positions(text, source.lines, encoding),
    unit: carrier === undefined ? undefined : readUnit(source, carrier),
  };
}

/**
 * The document after the changes of one notification, in their order. Places outside the text are moved to its nearest
 * end. `vscode-languageserver-textdocument` does the same for UTF-16 alone, and does not tell which lines to read again.
 */
export function changeDocument(
  document: OpenDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): OpenDocument {
  let now: OpenDocument = { ...document, version };
  for (const change of changes) {
    now =
      "range" in change
        ? edited(now, { span: now.positions.span(change.range), newText: change.text }, version)
        : replaced(now, change.text);
  }
  return now;
}

function replaced({ uri, languageId, version, path, positions }: OpenDocument, text: string): OpenDocument {
  return openDocument({ uri, languageId, version, path, text, encoding: positions.encoding });
}

function edited(before: OpenDocument, edit: TextEdit, version: number): OpenDocument {
  const source = before.source.edited([edit]);
  const rest = { uri: before.uri, languageId: before.languageId, path: before.path, version, source };
  const carrier = edit.span.start < SAMPLE ? carrierFor(rest) : before.unit?.syntax.carrier;
  return {
    ...rest,
    positions: new Positions(source.text, source.lines, before.positions.encoding),
    unit:
      carrier === undefined
        ? undefined
        : before.unit?.syntax.carrier === carrier
          ? rereadUnit(before.unit, edit, source)
          : readUnit(source, carrier),
  };
}

/** As the command line decides, where a person who chooses the language in the editor counts as one who names the file. */
function carrierFor({
  path,
  languageId,
  source,
}: Pick<OpenDocument, "path" | "languageId" | "source">): Carrier | undefined {
  const sample = source.text.slice(0, SAMPLE);
  return (languageId === "kong-conf" ? detectNamed(path, sample) : detectCarrier(path, sample)).carrier;
}
