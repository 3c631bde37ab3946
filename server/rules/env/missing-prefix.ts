import type { Property } from "../../../schemas/property.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { assignmentsNamed } from "../support/assignments.ts";
import { isUsedByCommands } from "../support/deployment/used-by-commands.ts";
import { replaceFix } from "../support/fixes.ts";
import { isOfAnotherProgram } from "../support/names.ts";
import { type NamedVariable, otherVariables } from "../support/other-variables.ts";
import { quoted } from "../support/quoting.ts";
import { readVariables } from "../support/read-variables.ts";

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Names that other programs have, too. */
const COMMON =
  /^(?:database|fips|headers|log_level|node_id|plugins|portal|prefix|proxy_server|role|ssl_cert(?:_key)?|trusted_ips|vaults|vitals|wasm)$/;
/** Variables that files for Kong hold beside its own: those of its database, of the host and of Compose. */
const BESIDE_KONG = /^(?:POSTGRES|PG|CASSANDRA|COMPOSE|DOCKER)(?:_|[A-Z]*$)|^TZ$/;

/** A variable whose name is that of a property. */
interface Found {
  readonly name: string;
  readonly property: Property;
  readonly at: Location;
}

/** Variables that would be settings with `KONG_` in front of them. */
export default defineRule({
  summary: "Variable named like a property, without the prefix `KONG_`",
  severity: "info",
  needs: "variables",
  check(context) {
    const { unit, catalog, report } = context;
    if (isOfAnotherProgram(unit, catalog)) return;
    const names = otherVariables(unit);
    const found = names.flatMap((each) => propertyNamed(each, context));
    if (found.length === 0) return;
    const others = names.filter(({ name }) => !found.some((each) => each.name === name));
    // A file that is mostly another program's may set its own `LOG_LEVEL`; a container of Kong is Kong's.
    if (unit.deployment === undefined) {
      const own = unit.assignments.filter(({ property }) => catalog.knows(property)).length;
      if (own === 0 || others.length > own) return;
    }
    const isShared = others.some(({ name }) => !BESIDE_KONG.test(name));
    for (const { name, property, at } of found) {
      if (isShared && COMMON.test(property.name)) continue;
      const variable = `KONG_${property.name.toUpperCase()}`;
      report({
        at,
        property: property.name,
        message: `Kong reads ${quoted(variable)}, not ${quoted(name)}: every variable for Kong begins with \`KONG_\`. Add the prefix, unless another program reads this variable.`,
        fixes: [replaceFix(`Rename to \`${variable}\``, "unsafe", at, variable)],
      });
    }
  },
});

function propertyNamed(
  { name, at, value }: NamedVariable,
  { unit, reading, catalog, isExtraProperty }: RuleContext,
): readonly Found[] {
  const property = NAME.test(name) ? catalog.property(name.toLowerCase()) : undefined;
  if (property === undefined || property.dropped === true || isExtraProperty(property.name)) return [];
  if (assignmentsNamed(unit, property.name).length > 0) return [];
  if (readVariables(unit, reading, catalog).has(name) || isUsedByCommands(name, unit.deployment)) return [];
  const isValue = property.enum === undefined || property.enum.includes(value ?? "");
  return isValue ? [{ name, property, at }] : [];
}
