import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import type { Catalog, NearName } from "../../../../schemas/catalog.ts";
import type { Property } from "../../../../schemas/property.ts";
import type { Assignment } from "../../../model/assignment.ts";
import { switchWord } from "../text/switch-word.ts";

/** Properties that `off` is a value of although no set says so. */
const TAKES_OFF = /^(?:plugins|vaults)$|_log$/;

/** Properties that hold a path: neither a number nor a switch. */
const PATH = /^prefix$|_(?:cert|key|log|path|cpath|dir|config|hostsfile)$/;

/**
 * Whether the value of a setting is of the kind that a property is for which its name may mean. What Kong or nginx refuses
 * there is found out by reading it so (see `engine/prove-renames`); this is about what they take and nobody means: a listener
 * that `admin_ssl_enabled = off` closes.
 */
export function takesValue(
  { property: written, opaque, writtenValue: value }: Assignment,
  { name, by }: Pick<NearName, "name" | "by">,
  catalog: Catalog,
): boolean {
  const property = catalog.property(name);
  if (catalog.listenProperties.has(name)) {
    if (by === "spelling" || written.includes("listen")) return true;
    return opaque === undefined && value !== "off" && isListenValue(value);
  }
  if (opaque !== undefined || property === undefined || catalog.dynamicPrefixOf(name) !== undefined)
    return true;
  if (/^lua_package_c?path$/.test(name)) return /\?|;;/.test(value);
  if (/^\d+$/.test(value)) return !PATH.test(name);
  return switchWord(value) === undefined || takesSwitch(value, property);
}

/** The loaders of Enterprise are not public: for their listeners the form has to do. */
function isListenValue(value: string): boolean {
  return parseListen(value).entries.every(
    ({ address, problems }) => problems.length === 0 && address?.portText !== undefined,
  );
}

function takesSwitch(
  value: string,
  { name, type, enum: words, itemEnum, default: usual }: Property,
): boolean {
  if (type === "boolean" || type === "ngx_boolean" || words !== undefined) return true;
  return value === "off" && (itemEnum?.includes(value) === true || usual === value || TAKES_OFF.test(name));
}
