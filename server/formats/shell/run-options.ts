import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Field } from "./expand.ts";

/** An option of `docker run` with what it is given. */
export interface RunOption {
  /** The long name: `env`, `publish`. */
  readonly name: string;
  /** The field that holds the value: that of the option itself, or the next. */
  readonly field: Field;
  /** Where the value begins in the text of the field. */
  readonly from: number;
  /** The fields of the option, first to last. */
  readonly first: Field;
}

/** What `docker run` makes of its words. */
export interface RunArguments {
  readonly options: readonly RunOption[];
  /** Options that only switch something on. */
  readonly switches: ReadonlySet<string>;
  /** Words that may be options and are unknown before run time. */
  readonly unknown: readonly Field[];
  readonly image: Field | undefined;
  readonly args: readonly Field[];
}

/** Options without a value. */
const SWITCHES: ReadonlySet<string> = new Set(
  (
    "detach init interactive no-healthcheck oom-kill-disable privileged publish-all quiet read-only rm sig-proxy tty " +
    "disable-content-trust help use-api-socket replace no-hosts no-hostname tls-verify env-host http-proxy rmi " +
    "read-only-tmpfs passwd"
  ).split(" "),
);

const SHORT_SWITCHES: Readonly<Record<string, string>> = wordTable({
  d: "detach",
  i: "interactive",
  t: "tty",
  P: "publish-all",
  q: "quiet",
});

const SHORT_OPTIONS: Readonly<Record<string, string>> = wordTable({
  a: "attach",
  c: "cpu-shares",
  e: "env",
  h: "hostname",
  l: "label",
  m: "memory",
  p: "publish",
  u: "user",
  v: "volume",
  w: "workdir",
});

/** The old names of options. */
const ALIASES: Readonly<Record<string, string>> = wordTable({ net: "network", "net-alias": "network-alias" });

/**
 * Reads the words after `docker run`. As for Docker, options end at the first word that is none: the image.
 * @param isImage whether a field names an image of Kong: an unknown word before one may hold any number of options
 */
export function readRunArguments(fields: readonly Field[], isImage: (field: Field) => boolean): RunArguments {
  const options: RunOption[] = [];
  const switches = new Set<string>();
  const unknown: Field[] = [];
  let lastImage = -1;
  for (const [at, field] of fields.entries()) if (isImage(field)) lastImage = at;
  let index = 0;
  for (; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) break;
    if (field.mayBeMany && lastImage > index) {
      unknown.push(field);
      continue;
    }
    if (!field.text.startsWith("-") || field.text === "-") break;
    if (field.text === "--") {
      index++;
      break;
    }
    index = readOption(fields, index, options, switches);
  }
  return { options, switches, unknown, image: fields[index], args: fields.slice(index + 1) };
}

/** Reads an option and returns the index of its last field. */
function readOption(
  fields: readonly Field[],
  index: number,
  options: RunOption[],
  switches: Set<string>,
): number {
  const first = fields[index];
  if (first === undefined) return index;
  const { text } = first;
  const next = fields[index + 1];
  if (text.startsWith("--")) {
    const sign = text.indexOf("=");
    const written = sign < 0 ? text.slice(2) : text.slice(2, sign);
    const name = ALIASES[written] ?? written;
    if (sign >= 0) options.push({ name, field: first, from: sign + 1, first });
    else if (SWITCHES.has(name)) switches.add(name);
    else if (next !== undefined) {
      options.push({ name, field: next, from: 0, first });
      return index + 1;
    }
    return index;
  }
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? "";
    const name = SHORT_OPTIONS[letter];
    if (name === undefined) {
      switches.add(SHORT_SWITCHES[letter] ?? letter);
      continue;
    }
    const rest = text.slice(at + 1);
    // What follows the letter is the value, with or without a sign.
    if (rest !== "" || first.isOpaque)
      options.push({ name, field: first, from: at + (rest.startsWith("=") ? 2 : 1), first });
    else if (next !== undefined) {
      options.push({ name, field: next, from: 0, first });
      return index + 1;
    }
    return index;
  }
  return index;
}
