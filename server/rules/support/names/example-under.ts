import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Assignment } from "../../../model/assignment.ts";
import { switchWord } from "../text/switch-word.ts";

/** Words in a name that speak of a listener with TLS. */
const TLS = /(?:^|_)(?:ssl|tls|https)(?:_|$)/;

/**
 * The value to write for what was meant, where that of the source is not one of the property: an address with the port of
 * `port = 8000` for `proxy_listen`. undefined where nothing is clear.
 */
export function exampleUnder(
  { property, writtenValue, opaque }: Assignment,
  name: string,
  catalog: Catalog,
): string | undefined {
  const value = opaque === undefined ? writtenValue : "";
  return listenExample(property, value, name, catalog) ?? otherExample(property, value, name);
}

function otherExample(property: string, value: string, name: string): string | undefined {
  if (name === "lua_package_path" && /^\/[^?;]*$/.test(value)) return `${value.replace(/\/$/, "")}/?.lua;;`;
  const isWithout = /^db_?less$/.test(property) && name === "database" && switchWord(value) === "on";
  return isWithout ? "off" : undefined;
}

/** The address that the release listens on by default, with the port or the host that is written. */
function listenExample(property: string, value: string, name: string, catalog: Catalog): string | undefined {
  if (!catalog.listenProperties.has(name)) return undefined;
  const isTls = TLS.test(property);
  const entries = parseListen(catalog.property(name)?.default ?? "").entries.filter(
    ({ address }) => address?.portText !== undefined,
  );
  const usual = entries.find(({ flags }) => flags.some(({ nameText }) => nameText === "ssl") === isTls);
  const isPort = /^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65536;
  const port = isPort ? value : usual?.address?.portText;
  if (port === undefined) return undefined;
  const isHost = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value);
  const host = isHost ? value : (usual?.address?.hostText ?? "0.0.0.0");
  return `${host}:${port}${isTls ? " ssl" : ""}`;
}
