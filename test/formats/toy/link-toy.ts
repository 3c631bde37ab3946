import { SourceMap } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";
import { parseRelease } from "../../../schemas/release.ts";
import { variableOf } from "../../../server/loader/layers/environment.ts";
import type { Assignment, Layer, Origin } from "../../../server/model/assignment.ts";
import type { LinkedUnit } from "../../../server/model/config-unit.ts";
import type { LinkContext, Linked } from "../../../server/model/format.ts";
import { locate, type SourceId, unitId } from "../../../server/model/location.ts";
import { opacityOf, type Piece, type Value, writtenText } from "../../../server/model/value.ts";
import type { ToyBlock, ToyPart, ToySetting, ToySource } from "./parse-toy.ts";

const SHARED: Layer = { rank: 1, label: "all" };
const OWN: Layer = { rank: 2, label: "kong" };
/** What the image of this format sets, whatever the text says. */
const OF_THE_IMAGE = { property: "nginx_daemon", value: "off" };

/** Each `kong` block is a process: what its image sets, under what all processes get, under what is its own. */
export function linkToy(source: ToySource, context: LinkContext): Linked {
  const shared = source.blocks.filter(({ name }) => name === undefined);
  const blocks = source.blocks.filter(({ name }) => name !== undefined);
  return { units: blocks.map((block) => unitOf(block, shared, source, context)), problems: [] };
}

function unitOf(
  block: ToyBlock,
  shared: readonly ToyBlock[],
  source: ToySource,
  context: LinkContext,
): LinkedUnit {
  const { path } = source.document;
  const assign = (settings: readonly ToySetting[], layer: Layer, address: string) =>
    settings.map((setting) => assignmentOf(setting, layer, address, source, context));
  const assignments = [
    imageSetting(block, path),
    ...shared.flatMap(({ settings }) => assign(settings, SHARED, "all")),
    ...assign(block.settings, OWN, `kong.${block.name}`),
  ];
  const release = block.version === undefined ? undefined : parseRelease(block.version);
  const others = assignments.flatMap(({ value }) =>
    value.kind === "text" ? value.pieces.flatMap(({ at }) => (at === undefined ? [] : [at.source])) : [],
  );
  return {
    id: unitId(`kong.${block.name}`),
    name: `kong ${block.name}`,
    anchor: locate(path, block.nameSpan),
    extent: locate(path, block.span),
    assignments,
    release: release && { release, certainty: "said", at: locate(path, block.versionSpan) },
    absence: { kind: "closed" },
    draws: [...new Set([path, ...others])],
    deployment: undefined,
  };
}

/** Nobody wrote it, so it stands where the version of the image does. */
function imageSetting({ version, versionSpan }: ToyBlock, path: SourceId): Assignment {
  const { property, value } = OF_THE_IMAGE;
  const name = "kong";
  return assignment({
    property,
    places: { name: versionSpan, value: versionSpan, whole: versionSpan },
    value: { kind: "text", pieces: [{ kind: "text", text: value, at: undefined, map: undefined }] },
    layer: { rank: 0, label: `image kong:${version}` },
    origin: { kind: "derived", by: { what: "image", name, version } },
    path,
  });
}

function assignmentOf(
  setting: ToySetting,
  layer: Layer,
  address: string,
  source: ToySource,
  context: LinkContext,
): Assignment {
  const { nameSpan, valueSpan, parts, span, name } = setting;
  return assignment({
    property: name,
    places: { name: nameSpan, value: valueSpan, whole: span },
    value: { kind: "text", pieces: parts.map((part) => pieceOf(part, source, context)) },
    layer,
    origin: { kind: "written", address: `${address}.${name}` },
    path: source.document.path,
  });
}

interface AssignmentParts {
  readonly property: string;
  readonly places: { readonly name: Span; readonly value: Span; readonly whole: Span };
  readonly value: Value;
  readonly layer: Layer;
  readonly origin: Origin;
  readonly path: SourceId;
}

function assignment({ property, places, value, layer, origin, path }: AssignmentParts): Assignment {
  const text = writtenText(value);
  const valueSpan = locate(path, places.value);
  return {
    channel: "environment",
    layer,
    origin,
    property,
    writtenName: property,
    variable: variableOf(property),
    nameSpan: locate(path, places.name),
    span: locate(path, places.whole),
    lineSpan: locate(path, places.whole),
    value,
    rawValue: text,
    rawValueSpan: valueSpan,
    writtenValue: text,
    writtenValueSpan: valueSpan,
    opaque: opacityOf(value),
    section: undefined,
  };
}

/** The text of another file without the blanks around it; unknown where the file is not there. */
function pieceOf(part: ToyPart, source: ToySource, context: LinkContext): Piece {
  const at = locate(source.document.path, part.span);
  if (part.kind === "text") return { kind: "text", text: part.text, at, map: part.map };
  const resolved = context.resolve(
    { role: "interpolation", path: part.path, reader: undefined, optional: false, at },
    source,
  );
  if (resolved.kind !== "source")
    return { kind: "opaque", why: "other-file", text: part.text, at, map: undefined };
  const { document } = resolved.source;
  const text = document.text.trim();
  const start = document.text.indexOf(text);
  return {
    kind: "text",
    text,
    at: locate(document.path, { start, end: start + text.length }),
    map: SourceMap.identity(start, text.length),
  };
}
