import { decodeText } from "../../grammar/text/decode-text.ts";
import cipherLists from "../../server/loader/check/cipher-lists.json" with { type: "json" };
import type { HostEnvironment } from "../../server/loader/host-environment.ts";
import { load } from "../../server/loader/load.ts";
import type { KongValue, Reading } from "../../server/loader/reading.ts";
import type { ConfigUnit, LinkedSource } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { linkedKongConf, readKongConf } from "../sources.ts";
import type { ConformanceCase } from "./case.ts";

/** How a reading compares with what Kong said. `undefined`: this part does not apply to the case. */
export interface Judgement {
  readonly verdict: boolean;
  readonly values: boolean | undefined;
  readonly blame: boolean | undefined;
  /** Kong's answer and ours, where something differs. */
  readonly difference: { readonly kong: string; readonly ours: string } | undefined;
}

/** Reads a case as Kong would and compares the answers. */
export function judge(conformanceCase: ConformanceCase): Judgement {
  const reading = readCase(conformanceCase);
  const verdict = reading.accepted === conformanceCase.ok;
  const values = conformanceCase.ok && reading.accepted ? valuesAgree(conformanceCase, reading) : undefined;
  const blame = conformanceCase.ok || reading.accepted ? undefined : blameAgrees(conformanceCase, reading);
  const agrees = verdict && values !== false && blame !== false;
  return {
    verdict,
    values: conformanceCase.ok ? (values ?? false) : undefined,
    blame: conformanceCase.ok ? undefined : (blame ?? false),
    difference: agrees
      ? undefined
      : { kong: answerOf(conformanceCase), ours: ownAnswer(conformanceCase, reading) },
  };
}

/** What Kong would make of a case. */
export function readCase(conformanceCase: ConformanceCase): Reading {
  const release = { edition: "oss", version: conformanceCase.version } as const;
  return load(caseUnit(conformanceCase), release, hostOf(conformanceCase));
}

/** The configuration of a case, read literally: what looks like a template is text to Kong. */
export function caseUnit(conformanceCase: ConformanceCase): ConfigUnit {
  const text = textOf(conformanceCase);
  return readKongConf(new SourceDocument("kong.conf", text), { literal: true });
}

/** As {@link caseUnit}, with its source. */
export function caseSource(conformanceCase: ConformanceCase): LinkedSource {
  return linkedKongConf(new SourceDocument("kong.conf", textOf(conformanceCase)), { literal: true });
}

function textOf({ conf, conf_b64 }: ConformanceCase): string {
  return conf_b64 === undefined ? (conf ?? "") : decodeText(Buffer.from(conf_b64, "base64")).text;
}

/** The machine of the measurement: its vaults other than the environment know one secret. */
export function hostOf({ env, files, mode }: ConformanceCase): HostEnvironment {
  const existing = files === undefined ? undefined : new Set(files);
  return {
    environment: new Map(Object.entries(env ?? {})),
    environmentIsComplete: true,
    exists: (path) => existing === undefined || existing.has(path),
    secret: () => "opaque-secret",
    mode: mode ?? "check",
  };
}

function valuesAgree({ values, absent = [] }: ConformanceCase, reading: Reading): boolean {
  const own = (name: string) => reading.properties.get(name)?.value;
  return (
    Object.entries(values).every(([name, value]) => valueText(measured(value)) === valueText(own(name))) &&
    absent.every((name) => own(name) === undefined)
  );
}

function measured(value: KongValue | null): KongValue | null {
  return typeof value === "string" ? (standIns[value] ?? value) : value;
}

/**
 * The library that gives Kong 1.1–1.5 its lists of ciphers was not there in the measurement; these stand for what it
 * answers.
 */
const standIns: Readonly<Record<string, string>> = {
  "MODERN:X": cipherLists.modern4,
  "INTERMEDIATE:X": cipherLists.intermediate4,
  "OLD:X": cipherLists.old4,
};

/** Numbers that JSON cannot hold stand as text in the cases. */
function valueText(value: KongValue | null | undefined): string {
  if (typeof value === "number" && !Number.isFinite(value))
    return JSON.stringify(Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
  return JSON.stringify(value) ?? "unset";
}

function blameAgrees({ bad }: ConformanceCase, reading: Reading): boolean {
  const own = blamed(reading);
  return own.size === new Set(bad).size && bad.every((name) => own.has(name));
}

function blamed(reading: Reading): ReadonlySet<string> {
  const reported = reading.refusals().filter((refusal) => refusal.reported);
  return new Set(reported.flatMap(({ property, also }) => (property === "" ? [] : [property, ...also])));
}

function answerOf({ ok, crash, bad, values, absent = [] }: ConformanceCase): string {
  if (!ok) return `${crash === true ? "breaks on" : "refuses"} ${[...bad].sort().join(", ")}`;
  return `accepts ${JSON.stringify(values)}${absent.length > 0 ? `, without ${absent.join(", ")}` : ""}`;
}

function ownAnswer({ values, absent = [] }: ConformanceCase, reading: Reading): string {
  const own = [...blamed(reading)].sort();
  if (!reading.accepted)
    return `refuses ${own.join(", ")} (${reading
      .refusals()
      .map(({ check }) => check)
      .join(", ")})`;
  const names = [...Object.keys(values), ...absent];
  return `accepts ${names.map((name) => `${name}: ${valueText(reading.properties.get(name)?.value)}`).join(", ")}`;
}
