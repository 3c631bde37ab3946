import { append } from "../../../grammar/text/large-lists.ts";
import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { locate, unitId } from "../../model/location.ts";
import { textOf, type Value } from "../../model/value.ts";
import type { HclExpression } from "../hcl/tree.ts";
import { readKongImage, toldByImage } from "../images/kong-image.ts";
import {
  environmentAssignment,
  type WrittenVariable,
  writtenOther,
} from "../shared/environment-assignment.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { nearKongVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import { misnamedVariable } from "../shared/near-name.ts";
import { Problems } from "../shared/problems.ts";
import { opaqueAt, slicePieces } from "../shared/value-builder.ts";
import { deploymentOf } from "./container-deployment.ts";
import { type ExpressionContext, type ExpressionValue, expressionValue } from "./expression-value.ts";
import { type Environment, findEnvironments, type WrittenPair } from "./find-environments.ts";
import { linkHelmReleases } from "./helm-releases.ts";
import type { TerraformSource } from "./terraform-source.ts";

/** The containers of a Terraform file that run Kong, and its releases of Helm. */
export function linkTerraform(source: TerraformSource, context: LinkContext): Linked {
  const problems = new Problems();
  const expressions = expressionContext(source, context);
  const units: LinkedUnit[] = [];
  const taken = new Map<string, number>();
  for (const environment of findEnvironments(source)) {
    const unit = linkEnvironment(
      source,
      environment,
      expressions,
      context,
      problems,
      idOf(environment, taken),
    );
    if (unit !== undefined) units.push(unit);
  }
  append(units, linkHelmReleases(source, expressions, context, problems));
  if (units.length === 0) return { units, problems: [] };
  for (const { at, message } of source.hcl.faults)
    problems.add(undefined, {
      kind: "syntax",
      at: locate(source.document.path, at),
      refuses: true,
      before: source.document.text.slice(at.start, at.end),
      detail: `Terraform cannot read the file: ${message}`,
    });
  return { units, problems: problems.list(units.map(({ id }) => id)) };
}

/** Containers of the same path are told apart by a number. */
function idOf({ path }: Environment, taken: Map<string, number>): string {
  const count = (taken.get(path) ?? 0) + 1;
  taken.set(path, count);
  return count === 1 ? path : `${path}.${count}`;
}

function expressionContext(source: TerraformSource, { surroundings }: LinkContext): ExpressionContext {
  const { text, path } = source.document;
  return {
    source: path,
    text,
    known: (reference) => {
      const name = /^var\.([\w-]+)$/.exec(reference)?.[1];
      if (name === undefined) return undefined;
      return surroundings.shell?.get(`TF_VAR_${name}`);
    },
  };
}

function linkEnvironment(
  source: TerraformSource,
  environment: Environment,
  expressions: ExpressionContext,
  context: LinkContext,
  problems: Problems,
  id: string,
): LinkedUnit | undefined {
  if (!environment.pairs.some(({ name }) => isKongSetting(name)) && !isTold(environment)) return undefined;
  const imageField = environment.field("image");
  const image = imageField === undefined ? undefined : expressionValue(expressions, imageField).value;
  const reference = image === undefined ? undefined : textOf(image);
  const known = reference === undefined ? undefined : readKongImage(reference, context.surroundings.images);
  if (known?.isKong === false) return undefined;
  const unit = unitId(id);
  const { path } = source.document;
  const at = imageField === undefined ? undefined : locate(path, imageField.span);
  const written = [
    ...environment.secrets.map((pair) => secretVariable(source, pair, id)),
    ...environment.pairs.map((pair) => readPair(source, environment, pair, expressions, problems, id)),
  ];
  const assignments = [
    ...imageVariables(
      context.surroundings.imageEnvironment ?? known?.environment,
      at ?? locate(path, environment.anchor),
    ),
    ...written.flatMap((variable) => environmentAssignment(variable) ?? []),
  ];
  return {
    id: unit,
    name: id === "" ? undefined : id,
    anchor: locate(path, environment.anchor),
    extent: locate(path, environment.extent),
    assignments,
    others: written.flatMap((variable) => writtenOther(variable) ?? []),
    release: toldByImage(known, at),
    absence: absenceOf(environment),
    draws: [path],
    deployment:
      image === undefined || at === undefined
        ? undefined
        : deploymentOf(environment, { value: image, at }, path),
    reader: "terraform",
  };
}

/** A text that is an expression alone was told to be read. */
function isTold({ path, extent }: Environment): boolean {
  return path === "" && extent.start === 0;
}

/** Modules add to the variables that they are given, and a task definition is nearly always filled in elsewhere. */
function absenceOf({ form, isOpen, field }: Environment): Absence {
  if (!isOpen && field("image") !== undefined) return { kind: "closed" };
  const what =
    form === "map" ? "the module that gets these variables may add others" : "other variables may be added";
  return { kind: "open", because: [{ what, at: undefined }] };
}

function readPair(
  source: TerraformSource,
  { form }: Environment,
  pair: WrittenPair,
  expressions: ExpressionContext,
  problems: Problems,
  id: string,
): WrittenVariable {
  const { text, path } = source.document;
  const read = expressionValue(expressions, pair.value);
  const why = read.refused ?? (form === "list" ? wrongType(read) : undefined);
  const place = valuePlace(pair, form);
  if (why !== undefined && pair.name.startsWith("KONG_"))
    problems.add(unitId(id), {
      kind: "refused",
      at: locate(path, pair.value.span),
      name: pair.name,
      refuses: true,
      before: text.slice(place.inner.start, place.inner.end),
      detail: why,
    });
  const meant = nearKongVariable(pair.name);
  if (meant !== undefined)
    problems.add(
      unitId(id),
      misnamedVariable("Terraform", { name: pair.name, at: locate(path, pair.nameSpan), text }, meant),
    );
  const value: Value =
    why === undefined ? (form === "words" ? afterSign(read.value, pair) : read.value) : { kind: "refused" };
  return variableOf(source, pair, id, { value, ...place });
}

/** What a pair of a name and an expression sets. */
function variableOf(
  { document: { path, text } }: TerraformSource,
  { name, nameSpan, span }: WrittenPair,
  id: string,
  { value, written, inner }: PairValue,
): WrittenVariable {
  return {
    source: path,
    text,
    layer: ENVIRONMENT_LAYER,
    origin: { kind: "written", address: [id, name].filter((part) => part !== "").join(".") },
    writtenName: name,
    variable: name,
    nameSpan,
    valueSpan: written,
    innerSpan: inner,
    lineSpan: span,
    value,
  };
}

/** The value of a pair, with its quotes and without. */
interface PairValue {
  readonly value: Value;
  readonly written: HclExpression["span"];
  readonly inner: HclExpression["span"];
}

/** A list of objects reaches the service as JSON, and its values must be texts. */
function wrongType({ type }: ExpressionValue): string | undefined {
  if (type === "text" || type === "unknown") return undefined;
  const what = type === "null" ? "null" : `a ${type}`;
  return `The value of a variable must be a string, and this is ${what}: \`jsonencode\` keeps types. Put it in quotes, or use \`tostring\``;
}

/** What follows the `=` of `NAME=value`. */
function afterSign(value: Value, { name }: WrittenPair): Value {
  if (value.kind !== "text") return value;
  return { kind: "text", pieces: slicePieces(value.pieces, name.length + 1) };
}

function valuePlace(
  { value, nameSpan }: WrittenPair,
  form: Environment["form"],
): Pick<PairValue, "written" | "inner"> {
  if (value.kind !== "template") return { written: value.span, inner: value.span };
  if (form !== "words") return { written: value.span, inner: value.inner };
  const start = Math.min(nameSpan.end + 1, value.inner.end);
  const inner = { start, end: value.inner.end };
  return { written: inner, inner };
}

/** A variable out of a store of secrets. */
function secretVariable(source: TerraformSource, pair: WrittenPair, id: string): WrittenVariable {
  const { path, text } = source.document;
  const { span } = pair.value;
  const value: Value = {
    kind: "text",
    pieces: [opaqueAt("secret-reference", locate(path, span), text.slice(span.start, span.end))],
  };
  return variableOf(source, pair, id, { value, written: span, inner: span });
}
