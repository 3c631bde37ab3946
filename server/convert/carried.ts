import type { Catalog } from "../../schemas/catalog.ts";
import type { Release } from "../../schemas/release.ts";
import { propertyOfVariable, variableName } from "../formats/shared/kong-variable.ts";
import { environmentTexts } from "../loader/environment-text.ts";
import { load } from "../loader/load.ts";
import type { Assignment, Channel } from "../model/assignment.ts";
import { type ConfigUnit, type OtherVariable, withAssignments } from "../model/config-unit.ts";
import type { Location } from "../model/location.ts";
import { type Opaque, opacityOf, textOf } from "../model/value.ts";
import { holdsSecret, isSecretProperty } from "../secrets/secrets.ts";

/** What is done with one setting or variable of a source. */
export type Fate =
  | { readonly kind: "text"; readonly text: string; readonly isSecret: boolean }
  /** A value that only exists at run time, and is a secret: a reference of the target takes its place. */
  | { readonly kind: "reference" }
  | { readonly kind: "left"; readonly why: string };

/** A setting or a variable of a source with its fate. */
export interface Carried {
  /** As the source names it, for people. */
  readonly name: string;
  readonly property: string | undefined;
  readonly variable: string;
  /** undefined: a variable of another program. */
  readonly assignment: Assignment | undefined;
  /** Where it is written; undefined where no source does. */
  readonly statement: Location | undefined;
  /** The end of its value there. */
  readonly valueEnd: number;
  /** The chart that sets it: `chart kong 2.38.0`. */
  readonly setBy: string | undefined;
  readonly fate: Fate;
}

/** What deciding about a setting needs. */
export interface CarryContext {
  readonly channel: Channel;
  readonly writesOthers: boolean;
  readonly release: Release;
  readonly catalog: Catalog;
  /** A text without the secrets of the sources. */
  redact(text: string): string;
}

/** The settings and variables that a process gets, in the order of their sources, with what is done with each. */
export function carriedFrom(unit: ConfigUnit, context: CarryContext): readonly Carried[] {
  const settings = winnersOf(unit).flatMap((assignment) => carriedSetting(unit, assignment, context) ?? []);
  const others = lastOthers(unit.others ?? []).map((other) => carriedOther(other, context));
  return inOrder([...settings, ...others], unit);
}

/** The setting that counts for each name, the environment over the file. */
function winnersOf({ assignments }: ConfigUnit): readonly Assignment[] {
  const winners = new Map<string, Assignment>();
  for (const assignment of assignments) {
    const { channel, property, variable, layer } = assignment;
    const isRead =
      channel === "environment" || (assignment.section === undefined && assignment.unfinished !== true);
    const key = !isRead ? `ignored ${assignment.span.start}` : channel === "file" ? property : variable;
    const before = winners.get(key);
    if (before === undefined || before.layer.rank <= layer.rank) winners.set(key, assignment);
  }
  return [...winners.values()].filter(
    ({ channel, property }) => channel === "environment" || winners.get(variableName(property)) === undefined,
  );
}

function lastOthers(others: readonly OtherVariable[]): readonly OtherVariable[] {
  return [...new Map(others.map((other) => [other.variable, other])).values()];
}

function carriedSetting(
  unit: ConfigUnit,
  assignment: Assignment,
  context: CarryContext,
): Carried | undefined {
  const { origin, property, channel, span } = assignment;
  const isWritten = origin.kind === "written";
  const isOpaque = opacityOf(assignment.value) !== undefined;
  // An image and its entrypoint do the same again for the result; what they read from a file they do not.
  if (!isWritten && origin.by.what !== "chart" && !isOpaque) return undefined;
  if (!isWritten && origin.by.what === "service-link") return undefined;
  return {
    name: channel === "file" ? property : assignment.variable,
    property,
    variable: channel === "file" ? variableName(property) : assignment.variable,
    assignment,
    statement: isWritten ? assignment.lineSpan : undefined,
    valueEnd: span.end,
    setBy: !isWritten && origin.by.what === "chart" ? assignment.layer.label : undefined,
    fate: fateOf(unit, assignment, context),
  };
}

const WHY_OPAQUE: Readonly<Record<Opaque, string>> = {
  template: "its value comes from a template",
  "shell-variable": "its value comes from a variable that is not known here",
  "secret-reference": "its value is in a Secret or a secret store",
  function: "a function makes its value at run time",
  "other-file": "its value is in a file of the container",
  "command-substitution": "a command makes its value at run time",
};

function fateOf(unit: ConfigUnit, assignment: Assignment, context: CarryContext): Fate {
  const { channel, property, value, variable } = assignment;
  const { catalog, release } = context;
  if (assignment.section !== undefined) return left("Kong ignores it below a section header");
  if (assignment.unfinished === true)
    return left("Kong ignores it, because its last line ends with a backslash");
  if (value.kind === "removed") return left("the source gives it no value");
  if (value.kind === "refused") return left("the tool that reads the source rejects its value");
  const why = opacityOf(value);
  if (why !== undefined)
    return why === "secret-reference" || isSecretProperty(property, catalog)
      ? { kind: "reference" }
      : left(WHY_OPAQUE[why]);
  const loaded = /^(.+)_file$/.exec(property)?.[1];
  if (loaded !== undefined && !catalog.knows(property) && (catalog.knows(loaded) || loaded === "password"))
    return left("it names a file, which the container of the result must have as well");
  if (channel === "file" && propertyOfVariable(variableName(property)) !== property)
    return left("Kong does not read a setting of this name");
  const text =
    channel === context.channel
      ? channel === "file"
        ? environmentTexts(unit, assignment, release)[0]
        : textOf(value)
      : channel === "file"
        ? textForEnvironment(unit, assignment, release)
        : textOf(value);
  if (text === undefined) return left("no other syntax has this value");
  return textFate(variable, property, text, context);
}

function textFate(name: string, property: string | undefined, text: string, context: CarryContext): Fate {
  if (!isText(text)) return left("its value is not text in UTF-8");
  const isSecret = holdsSecret(property ?? name, text, context.catalog) || context.redact(text) !== text;
  return { kind: "text", text, isSecret };
}

function left(why: string): Fate {
  return { kind: "left", why };
}

/** Halves of pairs stand for bytes that are not UTF-8, and no environment has a zero byte. */
function isText(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** The text of a variable with which Kong reads what a line of its file says; undefined where there is none. */
function textForEnvironment(unit: ConfigUnit, assignment: Assignment, release: Release): string | undefined {
  const texts = environmentTexts(unit, assignment, release);
  if (texts.length < 2) return texts[0];
  const read = (each: Assignment) =>
    JSON.stringify(load(withAssignments(unit, [each]), release).properties.get(assignment.property)?.value);
  const wanted = read(assignment);
  return texts.find((text) => read(asVariable(assignment, text)) === wanted) ?? texts[0];
}

/** A setting of the file as a variable. */
function asVariable(assignment: Assignment, text: string): Assignment {
  return {
    ...assignment,
    channel: "environment",
    variable: variableName(assignment.property),
    value: { kind: "text", pieces: [{ kind: "text", text, at: undefined, map: undefined }] },
    rawValue: text,
    writtenValue: text,
  };
}

function carriedOther({ variable, value, at }: OtherVariable, context: CarryContext): Carried {
  const why = opacityOf(value);
  const text = textOf(value);
  const fate = !context.writesOthers
    ? left("it is not a variable of Kong")
    : why !== undefined
      ? why === "secret-reference"
        ? ({ kind: "reference" } as const)
        : left(WHY_OPAQUE[why])
      : text === undefined
        ? left("the source gives it no value")
        : textFate(variable, undefined, text, context);
  return {
    name: variable,
    property: undefined,
    variable,
    assignment: undefined,
    statement: at,
    valueEnd: at?.end ?? 0,
    setBy: undefined,
    fate,
  };
}

/** By source in the order in which the process draws on them, then by place; what a chart sets comes last. */
function inOrder(carried: readonly Carried[], { draws, document }: ConfigUnit): readonly Carried[] {
  const order = [...draws.filter((id) => id !== document.path), document.path];
  const rank = ({ statement }: Carried) => {
    if (statement === undefined) return order.length + 1;
    const at = order.indexOf(statement.source);
    return at < 0 ? order.length : at;
  };
  // What a chart sets is in groups, one for its values and one for what it makes of them.
  const group = ({ setBy = "" }: Carried) => setBy;
  return [...carried].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (group(a) < group(b) ? -1 : group(a) > group(b) ? 1 : 0) ||
      (a.statement?.start ?? 0) - (b.statement?.start ?? 0),
  );
}
