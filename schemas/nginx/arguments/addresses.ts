import { parseIp } from "../../../grammar/values/parse-ip.ts";
import { isWithin } from "./sizes.ts";

/** Leading zeros are decimal to nginx, and four numbers are required. */
function isIp(text: string): boolean {
  return (
    !text.includes("/") &&
    parseIp(/^[\d.]+$/.test(text) ? text.replace(/\b0+(?=\d)/g, "") : text) !== undefined
  );
}

export function isRange(text: string): boolean {
  const [address = "", bits, more] = text.split("/");
  if (more !== undefined || !isIp(address)) return false;
  return bits === undefined || isWithin(bits, 0, address.includes(":") ? 128 : 32);
}

function isPort(text: string): boolean {
  return isWithin(text, 1, 65_535);
}

/** A name that nginx looks up: it may be anything without a slash. */
export function isHost(text: string): boolean {
  return text !== "" && !/[/?:]/.test(text);
}

export function isAddress(text: string, needsPort: boolean): boolean {
  if (text.startsWith("unix:")) return text.length > 5;
  const inBrackets = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (text.startsWith("[")) {
    const [, address = "", port] = inBrackets ?? [];
    return isIp(address) && address.includes(":") && (port === undefined ? !needsPort : isPort(port));
  }
  const colon = text.indexOf(":");
  const host = colon === -1 ? text : text.slice(0, colon);
  if (!isHost(host)) return false;
  return colon === -1 ? !needsPort : isPort(text.slice(colon + 1));
}

export function isOwnAddress(text: string): boolean {
  const inBrackets = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (inBrackets !== null) {
    const [, address = "", port] = inBrackets;
    return isIp(address) && (port === undefined || isWithin(port, 0, 65_535));
  }
  const [address = "", port, more] = text.split(":");
  if (more !== undefined) return isIp(text);
  return isIp(address) && (port === undefined || isPort(port));
}

export function isListener(text: string): boolean {
  if (text.startsWith("unix:")) return text.length > 5;
  const port = /^\d+(?:-\d+)?$/;
  const isPorts = (ports: string) => port.test(ports) && ports.split("-").every(isPort);
  const inBrackets = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (inBrackets !== null) {
    const [, address = "", ports] = inBrackets;
    return isIp(address) && (ports === undefined || isPorts(ports));
  }
  if (port.test(text)) return isPorts(text);
  const colon = text.indexOf(":");
  if (colon === -1) return isHost(text);
  return isHost(text.slice(0, colon)) && isPorts(text.slice(colon + 1));
}
