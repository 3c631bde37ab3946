import { editDistance } from "../../../grammar/text/edit-distance.ts";
import { memoizeObject } from "../../../grammar/text/memoize.ts";
import { kongFacts } from "../../../schemas/facts/kong-facts.ts";
import { isKongSetting, isNoSetting } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { isKnownProperty } from "./known-properties.ts";

/** Shorter names are too often words of their own. */
const SHORTEST = 6;
const LONGEST = 60;
/** So many names show whose they are. */
const MOST_NAMES = 200;

/**
 * Whether variables that a container gets from elsewhere, such as a file, show that it runs Kong. Where its image or its own name is like
 * Kong's, one is enough that is a setting, or one with a slip in it. Of any other container nobody knows why it gets settings of Kong,
 * which may be there for others, unless there is hardly anything else.
 * @param isNamed whether the container is named like Kong
 */
export function areOfKong(names: readonly string[], isNamed: boolean): boolean {
  const some = names.slice(0, MOST_NAMES);
  const alike = some.filter((name) => isSetting(name) || isSlip(name));
  return isNamed ? alike.length > 0 : alike.length * 2 > some.length && alike.some(isSetting);
}

function isSetting(variable: string): boolean {
  const property = propertyOfVariable(variable);
  return property !== undefined && (isKnownProperty(property) || isKongSetting(variable));
}

/** `KONG_LOGLEVEL`, `KONG_DATABSE`. */
function isSlip(variable: string): boolean {
  const property = propertyOfVariable(variable);
  if (property === undefined || isNoSetting(variable)) return false;
  if (property.length < SHORTEST || property.length > LONGEST) return false;
  const joined = withoutUnderscores(property);
  return joinedNames(kongFacts).some(
    (name) => Math.abs(name.length - joined.length) <= 1 && editDistance(name, joined) <= 1,
  );
}

const joinedNames = memoizeObject((facts: typeof kongFacts): readonly string[] =>
  [...Object.keys(facts.oss.properties), ...Object.keys(facts.enterprise.properties)]
    .map(withoutUnderscores)
    .filter((name) => name.length >= SHORTEST),
);

function withoutUnderscores(name: string): string {
  return name.replaceAll("_", "");
}
