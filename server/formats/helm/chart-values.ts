import type { ChartCondition, ValuePath } from "../../../schemas/charts/chart-facts.ts";
import { compareVersions } from "../../../schemas/release.ts";
import { type HelmMap, type HelmValue, isTruthy, isUnknown, type ValuePlace } from "./values.ts";

/** An error of a template, which stops Helm. */
export interface TemplateError {
  readonly detail: string;
  readonly place: ValuePlace | undefined;
  /** The value that would not stop it in quotes. */
  readonly mayBeText?: HelmValue;
}

/** Answers that depend on what is known at run time only are `undefined`. */
export type Known<T> = T | undefined;

/** A value that an answer depends on, with the characters that somebody wrote for it. */
export interface TouchedValue {
  readonly path: ValuePath;
  readonly place: ValuePlace;
}

/** The values of one installed chart, as its templates see them. */
export class ChartValues {
  readonly root: HelmMap;
  readonly #errors: TemplateError[] = [];
  #touched: TouchedValue[] = [];

  constructor(root: HelmMap) {
    this.root = root;
  }

  get errors(): readonly TemplateError[] {
    return this.#errors;
  }

  /** The written characters that the answers since the last call depend on. */
  takeTouched(): readonly TouchedValue[] {
    const touched = this.#touched;
    this.#touched = [];
    return touched;
  }

  fail(error: TemplateError): undefined {
    this.#errors.push(error);
    return undefined;
  }

  /** The value at a path; undefined where there is none. A person's value that is no map has nothing inside, and stops the template. */
  at(path: ValuePath): HelmValue | undefined {
    let value: HelmValue = this.root;
    const keys = path.split(".");
    for (const [index, key] of keys.entries()) {
      if (value.kind === "unknown") return value;
      if (value.kind !== "map") {
        if (value.place !== undefined)
          this.fail({
            place: value.place,
            detail: `The chart looks for \`${key}\` in \`${keys.slice(0, index).join(".")}\`, which must be a map`,
          });
        return undefined;
      }
      const next: HelmValue | undefined = value.entries.get(key);
      if (next === undefined) return undefined;
      value = next;
    }
    if (value.place !== undefined) this.#touched.push({ path, place: value.place });
    return value;
  }

  /** Whether a condition holds; undefined where that is known at run time only. */
  holds(condition: ChartCondition | null): Known<boolean> {
    if (condition === null) return true;
    if (typeof condition === "string") {
      const value = this.at(condition);
      return value?.kind === "unknown" ? undefined : isTruthy(value);
    }
    if ("not" in condition) {
      const inner = this.holds(condition.not);
      return inner === undefined ? undefined : !inner;
    }
    if ("all" in condition) return this.#inOrder(condition.all, false);
    if ("any" in condition) return this.#inOrder(condition.any, true);
    if ("is" in condition) return this.#equals(...condition.is);
    if ("has" in condition) return this.#has(...condition.has);
    if ("image" in condition) return this.#imageFits(condition.image);
    if ("declarativeSources" in condition) return this.#sources(condition.declarativeSources);
    // Which APIs a cluster serves only the cluster says.
    return undefined;
  }

  /** Conditions one after another, up to the first that decides. */
  #inOrder(conditions: readonly ChartCondition[], decides: boolean): Known<boolean> {
    let isKnown = true;
    for (const condition of conditions) {
      const answer = this.holds(condition);
      if (answer === decides) return decides;
      isKnown &&= answer !== undefined;
    }
    return isKnown ? !decides : undefined;
  }

  #equals(path: ValuePath, text: string): Known<boolean> {
    const value = this.at(path);
    if (value === undefined || value.kind === "null") return false;
    if (value.kind === "unknown") return undefined;
    if (value.kind !== "text") {
      this.fail({
        place: value.place,
        detail: `The chart compares \`${path}\` with a text, and stops because the value is ${KINDS[value.kind]}`,
        mayBeText: value,
      });
      return undefined;
    }
    return value.text === text;
  }

  #has(path: ValuePath, key: string): Known<boolean> {
    const value = this.at(path);
    if (value?.kind === "unknown") return undefined;
    return value?.kind === "map" && value.entries.has(key);
  }

  #imageFits(range: string): Known<boolean> {
    const match = /^\s*(<=?|>=?|=)\s*(\d+(?:\.\d+)*)\s*$/.exec(range);
    const semver = this.at("image.effectiveSemver");
    const told = isTruthy(semver) ? semver : this.at("image.tag");
    const version =
      told === undefined || isUnknown(told) ? undefined : /^v?(\d+(?:\.\d+)*)/.exec(textIn(told))?.[1];
    if (match === null || version === undefined) return undefined;
    const difference = compareVersions(version, match[2] ?? "");
    switch (match[1]) {
      case "<":
        return difference < 0;
      case "<=":
        return difference <= 0;
      case ">":
        return difference > 0;
      case ">=":
        return difference >= 0;
      default:
        return difference === 0;
    }
  }

  #sources(count: "one" | "several"): Known<boolean> {
    const values = ["configMap", "secret", "config"].map((key) => this.at(`dblessConfig.${key}`));
    if (values.some((value) => value?.kind === "unknown")) return undefined;
    const given = values.filter(isTruthy).length;
    return count === "one" ? given === 1 : given > 1;
  }
}

const KINDS: Readonly<Record<Exclude<HelmValue["kind"], "text" | "null" | "unknown">, string>> = {
  boolean: "a boolean",
  number: "a number",
  list: "a list",
  map: "a map",
};

function textIn(value: HelmValue): string {
  return value.kind === "text" || value.kind === "number" ? value.text : "";
}
