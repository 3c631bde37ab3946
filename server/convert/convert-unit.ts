import { type Catalog, catalogFor } from "../../schemas/catalog.ts";
import { formatRelease, inRange } from "../../schemas/release.ts";
import { imageOfRelease } from "../formats/images/kong-image.ts";
import { linkSource } from "../formats/read-unit.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { EntryToWrite, PartToWrite, UnitText } from "../model/unit-text.ts";
import { textOf } from "../model/value.ts";
import { Redactor } from "../secrets/redactor.ts";
import { type Carried, carriedFrom, type Fate } from "./carried.ts";
import { commentsOf, type StatementComments, sourcesOf } from "./comments.ts";
import type { Conversion, ConversionOptions, NotConverted } from "./conversion.ts";
import { differences } from "./differences.ts";

/**
 * A process in the syntax of another format. What the result says is read by the reader of its format and compared with the source before it is
 * given away: a setting that Kong would get otherwise is left out, and that is said.
 * @returns undefined where the source sets nothing for Kong
 */
export function convertUnit(
  linked: LinkedSource,
  unit: ConfigUnit,
  options: ConversionOptions,
): Conversion | undefined {
  const { release } = options;
  const catalog = catalogFor(release.release);
  const { unitWriter } = options.target;
  const redactor = new Redactor(linked, [{ unit, catalog }]);
  const first = carriedFrom(unit, {
    channel: unitWriter.channel,
    writesOthers: unitWriter.writesOthers,
    release: release.release,
    catalog,
    redact: (text) => redactor.redact(text),
  });
  if (!first.some(({ property }) => property !== undefined)) return undefined;
  const writing: Writing = { linked, unit, options, catalog, redactor };
  const { written, carried, unclear } = settle(writing, first);
  const references = carried.filter((each) => isReference(each, options));
  const left = carried.flatMap(({ name, fate }) => (fate.kind === "left" ? [{ name, why: fate.why }] : []));
  return {
    text: written.text,
    converted: carried.length - left.length,
    notConverted: [...left, ...unclear],
    references:
      references.length === 0
        ? undefined
        : { names: references.map(({ variable }) => variable), need: written.referencesNeed },
    remarks: remarksOn(writing),
  };
}

interface Writing {
  readonly linked: LinkedSource;
  readonly unit: ConfigUnit;
  readonly options: ConversionOptions;
  readonly catalog: Catalog;
  readonly redactor: Redactor;
}

interface Settled {
  readonly written: UnitText;
  readonly carried: readonly Carried[];
  readonly unclear: readonly NotConverted[];
}

/** Writes and reads, and leaves out what does not arrive, until all that is written does. Each round leaves out one setting at least. */
function settle(writing: Writing, first: readonly Carried[]): Settled {
  const { unit, options } = writing;
  const { release } = options;
  let carried = first;
  for (;;) {
    const written = options.target.unitWriter.write({
      parts: partsOf(writing, carried),
      image: imageOf(writing),
      reader: options.reader,
      escapeHash: inRange(writing.catalog.base, { since: "0.10.4" }),
    });
    const unwritten = new Set(written.unwritten.map(({ variable }) => variable));
    if (unwritten.size > 0) {
      carried = without(carried, unwritten, "the target has no way to write it");
      continue;
    }
    const differing = differences(
      {
        unit,
        texts: carried.filter((each) => each.fate.kind === "text" && !isReference(each, options)),
        references: carried.filter((each) => isReference(each, options)),
        release: release.release,
        channel: options.target.unitWriter.channel,
      },
      linkSource(written.source, {
        surroundings: written.surroundings,
        resolve: () => ({ kind: "missing" }),
      }).units[0],
    );
    if (differing.size === 0) return { written, carried, unclear: [] };
    const fewer = without(carried, differing, "the target cannot say it so that Kong gets the same");
    if (fewer.every(({ fate }, index) => fate === carried[index]?.fate))
      return { written, carried, unclear: [...differing].map((name) => ({ name, why: UNCLEAR })) };
    carried = fewer;
  }
}

const UNCLEAR = "Kong reads another value from the result";

function without(carried: readonly Carried[], names: ReadonlySet<string>, why: string): readonly Carried[] {
  const fate: Fate = { kind: "left", why };
  return carried.map((each) =>
    each.fate.kind !== "left" && (names.has(each.variable) || names.has(each.property ?? ""))
      ? { ...each, fate }
      : each,
  );
}

function isReference({ fate }: Carried, { keepsSecrets }: ConversionOptions): boolean {
  return fate.kind === "reference" || (fate.kind === "text" && fate.isSecret && !keepsSecrets);
}

/** Entries with their comments, and a comment in place of each setting that is left out. */
function partsOf(writing: Writing, carried: readonly Carried[]): PartToWrite[] {
  const sources = sourcesOf(writing.linked);
  const { options } = writing;
  const { release } = options;
  const parts: PartToWrite[] =
    release.certain && options.target.isRunElsewhere === true
      ? [{ kind: "comment", text: `kong-lint: kong=${formatRelease(release.release)}` }]
      : [];
  let setBy: string | undefined;
  for (const each of carried) {
    const { statement, valueEnd, name, fate } = each;
    const source = statement === undefined ? undefined : sources.get(statement.source);
    if (each.setBy !== undefined && each.setBy !== setBy) {
      parts.push({ kind: "blank" }, { kind: "comment", text: `Set by the ${each.setBy}` });
      ({ setBy } = each);
    }
    if (source !== undefined && statement !== undefined)
      addComments(writing, each, commentsOf(source, statement, valueEnd), parts);
    if (fate.kind === "left") parts.push({ kind: "comment", text: `${name}: not converted, ${fate.why}` });
    else parts.push(entryOf(each, isReference(each, options)));
  }
  return parts;
}

/** Comments come above the entry. What follows a secret on its line may be a part of it for some reader. */
function addComments(
  { options, redactor }: Writing,
  each: Carried,
  { above, after }: StatementComments,
  parts: PartToWrite[],
): void {
  for (const text of isReference(each, options) ? above : [...above, ...after]) {
    if (text !== undefined)
      parts.push({ kind: "comment", text: options.keepsSecrets ? text : redactor.redact(text) });
    else if (parts.length > 0 && parts.at(-1)?.kind !== "blank") parts.push({ kind: "blank" });
  }
}

function entryOf({ property, variable, fate }: Carried, isReference_: boolean): EntryToWrite {
  const value = isReference_ || fate.kind !== "text" ? undefined : fate.text;
  return { kind: "entry", property, variable, value };
}

/** The image of the source, or that of the release. */
function imageOf({ unit: { deployment }, options: { release } }: Writing): string {
  const image = deployment?.image === undefined ? undefined : textOf(deployment.image.value);
  return image ?? imageOfRelease(release.release);
}

function remarksOn({ unit, options }: Writing): readonly string[] {
  const { release } = options;
  const image = unit.deployment?.image === undefined ? undefined : textOf(unit.deployment.image.value);
  const { writesImage } = options.target.unitWriter;
  const missing =
    unit.absence.kind === "closed"
      ? []
      : unit.absence.because.flatMap(({ what, at }) => (at === undefined ? [] : [what]));
  return [
    ...(writesImage && image === undefined && !release.certain
      ? [`the image \`${imageOfRelease(release.release)}\` is that of this release`]
      : []),
    ...(!writesImage && image !== undefined ? [`the image \`${image}\` is not part of the result`] : []),
    ...missing.map((what) => `there may be more settings than those that were read: ${what}`),
  ];
}
