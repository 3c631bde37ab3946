import { parseListen } from "../../../grammar/listen/parse-listen.ts";
import type { Catalog, NearName } from "../../../schemas/catalog.ts";
import type { Property } from "../../../schemas/property.ts";
import type { Assignment } from "../../model/assignment.ts";
import { parseBooleanWord } from "./words.ts";

/** Properties that `off` is a value of although no set says so. */
const TAKES_OFF = /^(?:plugins|vaults)$|_log$/;

/** Properties that hold a path: neither a number nor a switch. */
const PATH = /^prefix$|_(?:cert|key|log|path|cpath|dir|config|hostsfile)$/;

/**
 * Whether the value of a setting is of the kind that a property is for which its name may mean. What Kong or nginx refuses
 * there is found out by reading it so (see `fixes/verify-renames.ts`); this is about what they accept and no person means: a listener
 * that `admin_ssl_enabled = off` closes.
 */
export function acceptsValue(
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
  return parseBooleanWord(value) === undefined || takesSwitch(value, property);
}

/** The loaders of Enterprise are not public: for their listeners the form has to do. */
function isListenValue(value: string): boolean {
  return parseListen(value).entries.every(
    ({ address, problems }) => problems.length === 0 && address?.portText !== undefined,
  );
}

function takesSwitch(
  value: string,
  { name, type, enum: words, itemEnum, default: defaultValue }: Property,
): boolean {
  if (type === "boolean" || type === "ngx_boolean" || words !== undefined) return true;
  return (
    value === "off" && (itemEnum?.includes(value) === true || defaultValue === value || TAKES_OFF.test(name))
  );
}

/** Words in a name that speak of a listener with TLS. */
const TLS = /(?:^|_)(?:ssl|tls|https)(?:_|$)/;

/**
 * The value to write for what was meant, where that of the source is not one of the property: an address with the port of
 * `port = 8000` for `proxy_listen`. undefined where nothing is clear.
 */
export function exampleValue(
  { property, writtenValue, opaque }: Assignment,
  name: string,
  catalog: Catalog,
): string | undefined {
  const value = opaque === undefined ? writtenValue : "";
  return listenExample(property, value, name, catalog) ?? otherExample(property, value, name);
}

function otherExample(property: string, value: string, name: string): string | undefined {
  if (name === "lua_package_path" && /^\/[^?;]*$/.test(value)) return `${value.replace(/\/$/, "")}/?.lua;;`;
  const isWithout = /^db_?less$/.test(property) && name === "database" && parseBooleanWord(value) === "on";
  return isWithout ? "off" : undefined;
}

/** The address that the release listens on by default, with the port or the host that is written. */
function listenExample(property: string, value: string, name: string, catalog: Catalog): string | undefined {
  if (!catalog.listenProperties.has(name)) return undefined;
  const isTls = TLS.test(property);
  const entries = parseListen(catalog.property(name)?.default ?? "").entries.filter(
    ({ address }) => address?.portText !== undefined,
  );
  const defaultEntry = entries.find(
    ({ flags }) => flags.some(({ nameText }) => nameText === "ssl") === isTls,
  );
  const isPort = /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65536;
  const port = isPort ? value : defaultEntry?.address?.portText;
  if (port === undefined) return undefined;
  const isHost = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value);
  const host = isHost ? value : (defaultEntry?.address?.hostText ?? "0.0.0.0");
  return `${host}:${port}${isTls ? " ssl" : ""}`;
}
