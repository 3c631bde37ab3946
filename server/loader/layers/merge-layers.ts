import { lowerAscii } from "../lua/ascii-case.ts";
import { toText } from "../lua/to-text.ts";
import type { LoaderModel } from "../model.ts";
import type { Quirks } from "../quirks.ts";
import type { Setting } from "../setting.ts";
import { copy, type UserSettings } from "./aliases.ts";
import { type Environment, type Variable, variableOf } from "./environment.ts";

/** What file and environment of one process set, before it has types. */
export interface MergedSettings {
  /** Settings that take the place of defaults, aliases and deprecated names worked out. */
  readonly settings: UserSettings;
  /** What file and environment themselves say under names that the release advises against. */
  readonly deprecated: ReadonlyMap<string, Setting>;
  /** The property on whose value Kong breaks while it works out deprecated names. */
  readonly brokenAlias: string | undefined;
}

/**
 * File and environment over each other, with dynamic names, aliases and deprecated names worked out.
 * @param file the settings of the file, which are changed in place
 */
export function mergeLayers(
  model: LoaderModel,
  file: Map<string, Setting>,
  environment: Environment,
): MergedSettings {
  const dynamicNames = new Set<string>();
  injectDirectives(model, file, dynamicNames);
  const lacked = takeDynamicNames(model, file, dynamicNames);
  const variables = dynamicVariables(model, environment);
  for (const name of variables.keys()) dynamicNames.add(name);
  for (const name of lacked) if (!dynamicNames.has(name)) file.delete(name);
  const settings = userSettings(model, file, environment, dynamicNames);
  const deprecated = new Map<string, Setting>();
  for (const { name } of model.deprecated) {
    const setting = settings.get(name);
    if (setting !== undefined) deprecated.set(name, setting);
  }
  const brokenAlias = passOn(model, settings);
  for (const name of dynamicNames)
    if (!model.hasDefault(name) && !settings.has(name)) settings.set(name, withoutValue(variables.get(name)));
  return { settings, deprecated, brokenAlias };
}

/**
 * A dynamic name without a value is `true`, which Kong refuses where it has no type for it.
 * @param variable where the name was found: one that is not in capitals, or through 2.2 has it inside its own name
 */
function withoutValue(variable: Variable | undefined): Setting {
  return { value: true, provenance: variable?.provenance ?? { kind: "default" }, opaque: false };
}

/** What a property injects, the file says for its directives too, over what it says itself (Kong 2.1 on). */
function injectDirectives(model: LoaderModel, file: Map<string, Setting>, dynamicNames: Set<string>): void {
  for (const { name, directives = [] } of model.injectors) {
    const setting = file.get(name);
    if (setting === undefined) continue;
    for (const directive of directives) {
      dynamicNames.add(directive);
      file.set(directive, { ...setting, provenance: { kind: "derived", by: name } });
    }
  }
}

/** @returns the names of the file that the release lacks: of these, the loader looks at the dynamic ones alone */
function takeDynamicNames(
  model: LoaderModel,
  file: Map<string, Setting>,
  dynamicNames: Set<string>,
): readonly string[] {
  const lacked: string[] = [];
  for (const [name, setting] of file) {
    const { definition, dynamicNames: found } = model.texts.name(name);
    if (definition === undefined) lacked.push(name);
    if (model.quirks.dynamicNames === "none") continue;
    for (const dynamicName of found) dynamicNames.add(dynamicName);
    if (found.length > 0 && typeof setting.value !== "string")
      file.set(name, { ...setting, value: toText(setting.value) });
  }
  return lacked;
}

/** The dynamic names that variables bring, in whatever case they are written. */
function dynamicVariables(model: LoaderModel, environment: Environment): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  if (model.quirks.dynamicNames === "none") return found;
  for (const [written, variable] of environment) {
    const name = /^kong_(.+)$/s.exec(lowerAscii(written))?.[1];
    if (name === undefined) continue;
    for (const dynamicName of model.texts.name(name).dynamicNames)
      if (!found.has(dynamicName)) found.set(dynamicName, variable);
  }
  return found;
}

/** File values of the names that the loader looks at, and over them the variables: the same map, changed in place. */
function userSettings(
  model: LoaderModel,
  user: Map<string, Setting>,
  environment: Environment,
  dynamicNames: ReadonlySet<string>,
): UserSettings {
  for (const [variable, value] of environment) {
    const name = model.variables.get(variable);
    if (name !== undefined) user.set(name, variableSetting(value, model.quirks));
  }
  if (environment.size === 0) return user;
  for (const name of dynamicNames) {
    const value = environment.get(variableOf(name));
    if (value !== undefined) user.set(name, variableSetting(value, model.quirks));
  }
  return user;
}

/** Kong 1.4–3.1 escapes `#` in variables, so that cutting comments later leaves it alone. */
function variableSetting({ text, provenance, opaque }: Variable, quirks: Quirks): Setting {
  const value = quirks.variableHash === "unescape" ? text.replace(/(?<=[^\\])#/gs, "\\#") : text;
  return { value, provenance, opaque };
}

/** Aliases first, then injected directives, then deprecated names. */
function passOn(model: LoaderModel, user: UserSettings): string | undefined {
  for (const { name, aliasOf } of model.aliases)
    if (aliasOf !== undefined) copy(user, name, aliasOf, (value) => toText(value));
  for (const { name, directives = [] } of model.injectors) {
    const setting = user.get(name);
    if (setting === undefined) continue;
    for (const directive of directives)
      if (!user.has(directive))
        user.set(directive, { ...setting, provenance: { kind: "derived", by: name } });
  }
  for (const succession of model.replacements) {
    if (!succession.names.some((name) => user.has(name))) continue;
    const broken = succession.apply(user);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
