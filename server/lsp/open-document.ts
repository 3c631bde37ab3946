import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import { detectFormat, detectNamed } from "../formats/detect.ts";
import { linkSource } from "../formats/read-unit.ts";
import type { FormatEntry } from "../formats/registry.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { SourceFormat } from "../model/format.ts";
import type { Source } from "../model/source.ts";
import { SourceDocument } from "../model/source-document.ts";
import type { FormatSetting } from "../settings/resolved-settings.ts";
import { detectionBy, SAMPLE } from "../workspace/choose-format.ts";
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
  /** What the settings say about the format of the document, as far as they are known. */
  readonly format: FormatSetting | undefined;
  /** Absent for a text that is not Kong's, whatever its name. */
  readonly linked: LinkedSource | undefined;
  /** Where the format has to be loaded first: the same version of the document once that is done. */
  readonly loading: Promise<OpenDocument> | undefined;
}

/** What the client says of a document when it opens it. */
export interface NewDocument extends Pick<OpenDocument, "uri" | "languageId" | "version" | "path"> {
  readonly format?: FormatSetting | undefined;
  readonly text: string;
  readonly encoding: PositionEncoding;
}

export function openDocument({ encoding, text, format: setting, ...known }: NewDocument): OpenDocument {
  const rest = { ...known, format: setting };
  const source = new SourceDocument(rest.path, text);
  const positions = new Positions(text, source.lines, encoding);
  return linked({ ...rest, source, positions }, formatFor({ ...rest, source }), (format) =>
    format.parse(source),
  );
}

/** The same version of a document once its settings are known. */
export function withFormat(
  { uri, languageId, version, path, source, positions }: OpenDocument,
  format: FormatSetting | undefined,
): OpenDocument {
  const { text } = source;
  return openDocument({ uri, languageId, version, path, format, text, encoding: positions.encoding });
}

/** A document with what its format makes of it, now or once the format is loaded. */
function linked(
  document: Omit<OpenDocument, "linked" | "loading">,
  format: SourceFormat | FormatEntry | undefined,
  parse: (format: SourceFormat) => Source,
): OpenDocument {
  if (format === undefined || !("load" in format))
    return {
      ...document,
      linked: format && withProcess(linkSource(parse(format))),
      loading: undefined,
    };
  if (!format.mayConfigureKong(document.source.text))
    return { ...document, linked: undefined, loading: undefined };
  const load = async (): Promise<OpenDocument> => linked(document, await format.load(), parse);
  return { ...document, linked: undefined, loading: load() };
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

function replaced(
  { uri, languageId, version, path, format, positions }: OpenDocument,
  text: string,
): OpenDocument {
  return openDocument({ uri, languageId, version, path, format, text, encoding: positions.encoding });
}

function edited(before: OpenDocument, edit: TextEdit, version: number): OpenDocument {
  const source = before.source.edited([edit]);
  const { uri, languageId, path, format: setting } = before;
  const rest = { uri, languageId, path, format: setting, version, source };
  const known = before.linked?.source.format;
  const detected = edit.span.start < SAMPLE || known === undefined ? formatFor(rest) : known;
  // A format that was loaded is not loaded again.
  const format = detected !== undefined && detected.id === known?.id ? known : detected;
  const positions = new Positions(source.text, source.lines, before.positions.encoding);
  return linked({ ...rest, positions }, format, (loaded) =>
    parsedAgain(before.linked?.source, loaded, edit, source),
  );
}

/** A text that describes no process is not Kong's, unless another file to which it refers makes it one. */
function withProcess(linked: LinkedSource): LinkedSource | undefined {
  return linked.units.length === 0 && linked.references.length === 0 ? undefined : linked;
}

/** Only what an edit touches is read again, where the text is still of the same format. */
function parsedAgain(
  before: Source | undefined,
  format: SourceFormat,
  edit: TextEdit,
  source: SourceDocument,
): Source {
  return before?.format === format && format.update !== undefined
    ? format.update(before, [edit], source)
    : format.parse(source);
}

/** Languages by which an editor says what a text is, whatever its name. */
const SAID_BY_LANGUAGE: ReadonlySet<string> = new Set(["dockerfile", "dockercompose", "shellscript"]);

/** As the command line decides, where a person who chooses the language in the editor counts as one who names the file. */
function formatFor({
  path,
  languageId,
  format: setting,
  source,
}: Pick<OpenDocument, "path" | "languageId" | "format" | "source">): SourceFormat | FormatEntry | undefined {
  if (setting !== undefined) return detectionBy(setting).format;
  const sample = source.text.slice(0, SAMPLE);
  if (languageId === "kong-conf") return detectNamed(path, sample).format;
  const { format } = detectFormat(path, sample);
  if (format !== undefined || !SAID_BY_LANGUAGE.has(languageId)) return format;
  // Of another language than Kong's own, a text is never one of settings.
  const named = detectNamed(path, sample).format;
  return named !== undefined && "load" in named ? named : undefined;
}
