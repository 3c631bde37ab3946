import { catalogFor } from "../../schemas/catalog-for.ts";
import {
  type ConfigUnit,
  configUnit,
  type LinkedSource,
  type LinkedUnit,
  type MadeReference,
} from "../model/config-unit.ts";
import type { LinkContext, SourceFormat } from "../model/format.ts";
import type { SourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import type { SourceDocument } from "../model/source-document.ts";
import { textOf } from "../model/value.ts";
import { type AppliedEntrypoint, applyEntrypoint } from "./entrypoint/apply-entrypoint.ts";
import { isKnownProperty } from "./images/known-properties.ts";
import { isStockImage, readKongImage, userOfStockImage } from "./images/kong-image.ts";
import { cutValues } from "./yaml/cut-values.ts";

/** Nothing beside the source is read. */
const ALONE: LinkContext = { surroundings: {}, resolve: () => ({ kind: "missing" }) };

/** The processes of a source. */
export function linkSource(source: Source, context: LinkContext = ALONE): LinkedSource {
  const drawn = new Map<SourceId, Source>();
  const references: MadeReference[] = [];
  const { units, problems } = source.format.link(source, {
    surroundings: context.surroundings,
    resolve: (reference, from) => {
      references.push({ ...reference, from: from.document.path });
      const resolved = context.resolve(reference, from);
      if (resolved.kind === "source") drawn.set(resolved.source.document.path, resolved.source);
      return resolved;
    },
    ...(context.list === undefined ? {} : { list: context.list }),
  });
  const own = source.document.path;
  const cut = cutValues(units, (id) => (id === own ? source : drawn.get(id)));
  const applied = units.map((unit) =>
    throughEntrypoint(withImageFacts(unit, context.surroundings), context.surroundings),
  );
  return {
    source,
    units: applied.map(({ unit }) =>
      configUnit(
        withUsers(withRelease(unit, context.surroundings, drawn, source), context.surroundings),
        source,
      ),
    ),
    problems: [...problems, ...cut, ...applied.flatMap((each) => each.problems)],
    drawn,
    references,
    context,
  };
}

/** What the name of the image tells of its files and its user, where the format does not know better. */
function withImageFacts(unit: LinkedUnit, { images }: LinkContext["surroundings"]): LinkedUnit {
  const { deployment } = unit;
  const reference = deployment?.image === undefined ? undefined : textOf(deployment.image.value);
  if (deployment === undefined || reference === undefined) return unit;
  const image = readKongImage(reference, images);
  if (!isStockImage(image)) return unit;
  const user = userOfStockImage(image);
  return {
    ...unit,
    deployment: {
      imageFiles: "stock",
      ...(user === undefined ? {} : { imageUser: user }),
      ...deployment,
    },
  };
}

/** The process with the release that its surroundings tell where it tells none, and with the line that tells it. */
function withRelease(
  unit: LinkedUnit,
  { release: around }: LinkContext["surroundings"],
  drawn: ReadonlyMap<SourceId, Source>,
  own: Source,
): LinkedUnit {
  const release = unit.release ?? (unit.deployment === undefined ? around : undefined);
  const { at } = release ?? {};
  if (release === undefined || at === undefined || release.place !== undefined) return { ...unit, release };
  const teller = at.source === own.document.path ? own : drawn.get(at.source);
  if (teller === undefined) return { ...unit, release };
  const line = teller.document.lines.positionAt(at.start).line + 1;
  return { ...unit, release: { ...release, place: { path: at.source, line } } };
}

/** Settings that a file of their own has, with how the processes are run that have them. */
function withUsers(unit: LinkedUnit, { users = [] }: LinkContext["surroundings"]): LinkedUnit {
  return unit.deployment !== undefined || users.length === 0 ? unit : { ...unit, users };
}

/** A process as the entrypoint of its image starts it: files become values, and the image's own settings are added. */
function throughEntrypoint(
  unit: LinkedUnit,
  { images = [], imageEnvironment }: LinkContext["surroundings"],
): AppliedEntrypoint {
  // Who says what the image sets has said it all.
  if (unit.deployment?.image === undefined || imageEnvironment !== undefined) return { unit, problems: [] };
  const catalog = unit.release === undefined ? undefined : catalogFor(unit.release.release);
  return applyEntrypoint(unit, {
    images,
    hasDefault: (property) =>
      catalog === undefined ? isKnownProperty(property) : catalog.property(property) !== undefined,
  });
}

/** A text as settings, without a look at other files. */
export function readSource(document: SourceDocument, format: SourceFormat): LinkedSource {
  return linkSource(format.parse(document));
}

/**
 * The only process of a text in a format that always has one.
 * @throws RangeError for a text of another format that describes no process
 */
export function readUnit(document: SourceDocument, format: SourceFormat): ConfigUnit {
  const [unit] = readSource(document, format).units;
  if (unit === undefined) throw new RangeError("the text describes no Kong process");
  return unit;
}
