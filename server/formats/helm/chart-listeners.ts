import type { ChartTraits, ChartValue, ValuePath } from "../../../schemas/charts/chart-facts.ts";
import type { Piece } from "../../model/value.ts";
import type { ChartValues, Known } from "./chart-values.ts";
import { literalPiece, pieceOfHelm } from "./value-places.ts";
import { type HelmValue, isTruthy, isUnknown, printed } from "./values.ts";

/** What the text of a value may need beside the values: how the chart computes an address. */
export type ComputeText = (value: ChartValue) => Known<string>;

type Listen = Extract<ChartValue, { listen: ValuePath }>;

/** The listeners of a block with `http` and `tls`; `off` without any. What a person spells of them has its characters. */
export function listenPieces(
  values: ChartValues,
  traits: ChartTraits,
  listen: Listen,
  compute: ComputeText,
): Known<readonly Piece[]> {
  const block = listen.listen;
  const addresses = addressesOf(values, traits, listen, compute);
  if (addresses === undefined) return undefined;
  const listeners: (readonly Piece[])[] = [];
  for (const part of ["http", "tls"] as const) {
    const isThere = values.holds({ all: [`${block}.${part}`, `${block}.${part}.enabled`] });
    if (isThere === undefined) return undefined;
    if (!isThere) continue;
    const port = integerPieceAt(values, `${block}.${part}.containerPort`);
    const parameters = flagsAt(values, `${block}.${part}.parameters`);
    if (port === undefined || parameters === undefined) return undefined;
    if (part === "tls" && traits.ssl === "last") requireParameters(values, `${block}.tls`);
    const flags =
      part === "http"
        ? oncePerListener(traits, parameters)
        : traits.ssl === "first"
          ? [literalPiece("ssl"), ...parameters]
          : oncePerListener(traits, [...parameters, literalPiece("ssl")]);
    for (const address of addresses) listeners.push(listenerOf(address, port, flags));
  }
  return joinedListeners(listeners);
}

function listenerOf(address: string, port: Piece, flags: readonly Piece[]): readonly Piece[] {
  return [literalPiece(`${address}:`), port, ...flags.flatMap((flag) => [literalPiece(" "), flag])];
}

function joinedListeners(listeners: readonly (readonly Piece[])[]): readonly Piece[] {
  if (listeners.length === 0) return [literalPiece("off")];
  return listeners.flatMap((pieces, index) => (index === 0 ? pieces : [literalPiece(", "), ...pieces]));
}

/** The chart appends `ssl` to the list of parameters, and stops where there is none. */
function requireParameters(values: ChartValues, path: ValuePath): void {
  const parameters = values.at(`${path}.parameters`);
  if (parameters !== undefined && parameters.kind !== "null") return;
  const place = values.at(path)?.place;
  if (place !== undefined)
    values.fail({
      place,
      detail: `The chart appends \`ssl\` to \`${path}.parameters\`, and stops because there is no list`,
    });
}

/** Charts that put `ssl` last name each parameter once. */
function oncePerListener({ ssl }: ChartTraits, parameters: readonly Piece[]): readonly Piece[] {
  return ssl === "last" ? eachOnce(parameters) : parameters;
}

/** The first of those with the same text. */
function eachOnce(pieces: readonly Piece[]): readonly Piece[] {
  const seen = new Set<string>();
  return pieces.filter(({ text }) => !seen.has(text) && seen.add(text));
}

function addressesOf(
  values: ChartValues,
  { listenAddresses, listenAddressKey }: ChartTraits,
  { listen, address, addresses }: Listen,
  compute: ComputeText,
): Known<readonly string[]> {
  if (address !== undefined) {
    const text = compute(address);
    return text === undefined ? undefined : [text];
  }
  if (addresses !== undefined) {
    const isForced = values.holds(addresses.when);
    if (isForced === undefined) return undefined;
    if (isForced) return addresses.list;
  }
  if (listenAddressKey === null) return listenAddresses;
  const own = values.at(`${listen}.${listenAddressKey}`);
  return (
    ownAddresses(own, listenAddressKey) ?? (own !== undefined && isUnknown(own) ? undefined : listenAddresses)
  );
}

/** The addresses that a block names by itself; undefined where it names none, or unknown ones. */
function ownAddresses(
  value: HelmValue | undefined,
  key: "address" | "addresses",
): readonly string[] | undefined {
  if (value === undefined || !isTruthy(value) || isUnknown(value)) return undefined;
  if (key === "address") return [printed(value)];
  return value.kind === "list" ? value.items.map(printed) : undefined;
}

/** An integer as a template prints it with `%d`; undefined where it is known at run time only. */
export function integerAt(values: ChartValues, path: ValuePath): Known<string> {
  const value = values.at(path);
  if (value?.kind === "unknown") return undefined;
  return value === undefined ? "0" : integerOf(value);
}

function integerOf(value: HelmValue): string {
  if (value.kind === "number") return Math.trunc(Number(value.text)).toString();
  return value.kind === "text" && /^[-+]?\d+$/.test(value.text) ? BigInt(value.text).toString() : "0";
}

function integerPieceAt(values: ChartValues, path: ValuePath): Known<Piece> {
  const value = values.at(path);
  if (value?.kind === "unknown") return undefined;
  return value === undefined ? literalPiece("0") : integerPiece(value);
}

function integerPiece(value: HelmValue): Piece {
  const text = integerOf(value);
  return text === printed(value) ? pieceOfHelm(value) : literalPiece(text);
}

function flagsAt(values: ChartValues, path: ValuePath): Known<readonly Piece[]> {
  const value = values.at(path);
  if (value === undefined || value.kind === "null") return [];
  if (isUnknown(value) || value.kind !== "list") return undefined;
  return value.items.map(pieceOfHelm);
}

/** The stream listeners of several blocks; `off` without any. */
export function streamPieces(
  values: ChartValues,
  traits: ChartTraits,
  streams: Extract<ChartValue, { streams: unknown }>["streams"],
): Known<readonly Piece[]> {
  const listeners: (readonly Piece[])[] = [];
  for (const { block, when } of streams) {
    const isThere = values.holds(when);
    if (isThere === undefined) return undefined;
    if (!isThere) continue;
    const own = streamsOf(values, traits, block);
    if (own === undefined) return undefined;
    listeners.push(...own);
  }
  return joinedListeners(listeners);
}

function streamsOf(
  values: ChartValues,
  traits: ChartTraits,
  block: ValuePath,
): Known<readonly (readonly Piece[])[]> {
  const stream = values.at(`${block}.stream`);
  if (stream === undefined || !isTruthy(stream)) return [];
  if (stream.kind === "map")
    return values.fail({
      place: stream.place,
      detail: `The chart expects a list of ports in \`${block}.stream\`, and this is a map`,
    });
  if (stream.kind !== "list" || isUnknown(stream)) return undefined;
  const blockAddress = traits.streamAddress === "block" ? values.at(`${block}.address`) : undefined;
  return stream.items.flatMap((entry) => streamListeners(entry, traits, blockAddress));
}

function streamListeners(
  entry: HelmValue,
  { listenAddresses, streamAddress, streamUdp }: ChartTraits,
  blockAddress: HelmValue | undefined,
): readonly (readonly Piece[])[] {
  const field = (key: string): HelmValue | undefined =>
    entry.kind === "map" ? entry.entries.get(key) : undefined;
  const named =
    streamAddress === "block" ? blockAddress : streamAddress === "entry" ? field("addresses") : undefined;
  const addresses =
    ownAddresses(named, streamAddress === "entry" ? "addresses" : "address") ?? listenAddresses;
  const parameters = field("parameters");
  const own = parameters?.kind === "list" ? parameters.items.map(pieceOfHelm) : [];
  const protocol = field("protocol");
  const isUdp = streamUdp && protocol?.kind === "text" && protocol.text === "UDP";
  const port = field("containerPort");
  const flags = eachOnce(isUdp ? [...own, literalPiece("udp")] : own);
  const number = port === undefined ? literalPiece("0") : integerPiece(port);
  return addresses.map((address) => listenerOf(address, number, flags));
}
