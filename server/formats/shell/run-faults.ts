import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import type { FormatProblem } from "../../model/format.ts";
import { locate, type UnitId } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";
import { nearKongVariable } from "../shared/kong-variable.ts";
import type { ContainerRun } from "./container-run.ts";
import type { EnvOption } from "./container-variables.ts";
import { cutPlaces, lostAfter } from "./cut-values.ts";
import type { Field } from "./expand.ts";
import type { Command } from "./syntax.ts";

/** A reference of an image as Docker accepts it. */
export const REFERENCE =
  /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:[.:][\w.-]+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[\w+.-]+:[0-9a-fA-F]+)?$/;
const TYPOGRAPHIC_QUOTE = /[\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb]/;
export const LONG_DASH = /^[\u2010-\u2015\u2212]/;

/** What the shell and Docker make of a command otherwise than a person meant, by the faults that are seen in public. */
export function runFaults(run: ContainerRun, id: UnitId): readonly FormatProblem[] {
  const make = (fault: Fault): FormatProblem => ({
    ...fault,
    at: locate(run.source.document.path, fault.at),
    units: [id],
    name: fault.name,
  });
  const joined = joinFaults(run);
  const cut = cutFault(run);
  // A joined word explains the words that are lost after it.
  const explained = joined.length > 0 && cut?.kind === "word-lost";
  const first = cut === undefined || explained ? [] : [cut];
  const joins = explained ? joined.map((fault) => ({ ...fault, refuses: true })) : joined;
  return [...first, ...run.envs.flatMap((env) => envFaults(run, env)), ...joins].map(make);
}

type Fault = Omit<FormatProblem, "at" | "units"> & { readonly at: Span };

/** Why Docker does not get the words that were meant for it, or gets the wrong ones. */
function cutFault(run: ContainerRun): Fault | undefined {
  const { image, args } = run.args;
  const { command } = run.context;
  const { text } = run.source.document;
  const before = text.slice(command.span.start, command.span.end);
  if (command.unclosed !== undefined)
    return {
      kind: "unclosed-quote",
      at: { start: command.unclosed.start, end: command.unclosed.start + 1 },
      name: undefined,
      refuses: true,
      before,
      after: undefined,
      detail: "the shell finds no end of the quote, and runs nothing from here on",
    };
  if (image !== undefined && run.laterImage === undefined) {
    const early = endFault(run, image);
    if (early !== undefined) return early;
    if (run.image?.isKong !== true && !image.isOpaque && !REFERENCE.test(image.text))
      return badImage(run, image);
    return lateOption(args);
  }
  if (image !== undefined) return badImage(run, image);
  return (
    endFault(run, undefined) ?? {
      kind: "no-image",
      at: command.words[run.context.invocation.index]?.span ?? command.span,
      name: run.envs.at(-1)?.split.name,
      refuses: true,
      before,
      after: undefined,
      detail: "Docker finds no image after the options, and stops",
    }
  );
}

/** A command that ends too early: what follows it was meant to be part of it. */
function endFault(run: ContainerRun, image: Field | undefined): Fault | undefined {
  const { command, next } = run.context;
  const { text } = run.source.document;
  const { sign, span: at } = command.end;
  const name = run.envs.at(-1)?.split.name;
  const lost = next === undefined ? "" : text.slice(next.span.start, next.span.end);
  const fault = (kind: string, place: Span, detail: string): Fault => ({
    kind,
    at: place,
    name,
    refuses: true,
    before: text.slice(command.span.start, command.span.end),
    after: undefined,
    detail,
  });
  if (sign === ";;" && run.context.command.block.kind !== "branch")
    return fault(
      "unquoted-semicolon",
      at,
      "`;;` outside quotes is a syntax error: the shell does not run the script",
    );
  const nextIsOption = next !== undefined && isOption(next, text);
  if (image !== undefined && !(nextIsOption && image.text.trim() === "")) return undefined;
  if (sign === "#") {
    const own = /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", at.start - 1) + 1, at.start));
    return own
      ? fault(
          "comment-in-continuation",
          at,
          "a comment ends the command: the lines after it are no longer part of it",
        )
      : fault("comment-cut", at, "what follows `#` is a comment to the shell, so the command ends here");
  }
  if (sign === "&" || sign === "|" || sign === ";" || sign === "(" || sign === ")")
    return fault("unquoted-operator", at, `\`${sign}\` outside quotes ends the command here`);
  const blank = blankAfterBackslash(command, text);
  if (blank !== undefined)
    return fault(
      "blank-after-backslash",
      blank,
      "a space after `\\` keeps it from joining the lines: the command ends here",
    );
  if (sign === "\n" && nextIsOption)
    return fault(
      "missing-continuation",
      { start: command.span.end - 1, end: command.span.end },
      `no \`\\\` joins the next line, so the shell runs \`${lost.slice(0, 30)}\` as a command of its own`,
    );
  return undefined;
}

function isOption(next: Command, text: string): boolean {
  const first = next.words[0];
  return first !== undefined && text[first.span.start] === "-";
}

/** A last word that is an escaped blank, with the line break right after it. */
function blankAfterBackslash(command: Command, text: string): Span | undefined {
  const last = command.words.at(-1);
  const [part] = last?.parts ?? [];
  if (last === undefined || part?.kind !== "escape" || !/^[ \t]$/.test(part.text)) return undefined;
  return /^[ \t]*\r?$/.test(text.slice(last.span.end, command.end.span.start)) && command.end.sign !== "#"
    ? { start: last.span.start, end: last.span.end }
    : undefined;
}

/** A word that Docker takes for the image, though the image comes later, or none can have such a name. */
function badImage(run: ContainerRun, image: Field): Fault | undefined {
  const { text } = run.source.document;
  const blank = blankAfterBackslash(run.context.command, text);
  const previous = [...run.envs]
    .reverse()
    .find(({ option }) => option.field.word.span.start <= image.word.span.start);
  const written = text.slice(image.word.span.start, image.word.span.end);
  const base = {
    at: image.word.span,
    name: previous?.split.name,
    refuses: true,
    before: written,
    after: undefined,
  };
  if (blank !== undefined && image.text.trim() === "")
    return {
      ...base,
      kind: "blank-after-backslash",
      at: blank,
      detail: "a space after `\\` keeps it from joining the lines: Docker gets a space as the image",
    };
  if (LONG_DASH.test(image.text))
    return {
      ...base,
      kind: "typographic-dash",
      detail: "a long dash does not begin an option: Docker reads the word as the image",
    };
  const sameWord = run.envs.some(({ option }) => option.field.word === image.word);
  if (sameWord && image.word.parts.some((part) => part.kind === "variable" && part.quoting === "bare"))
    return {
      ...base,
      kind: "word-lost",
      detail:
        "the shell splits the value of a variable outside quotes at its spaces: Docker reads the second word as the image",
    };
  if (sameWord)
    return {
      ...base,
      kind: "brace-expansion",
      detail: "the shell makes several words of `{…,…}` outside quotes: Docker reads the second as the image",
    };
  return {
    ...base,
    kind: "word-lost",
    detail: `a space outside quotes ends the value: Docker reads \`${image.text.slice(0, 40)}\` as the image`,
    ...(previous === undefined ? {} : cutBefore(run, previous, image)),
  };
}

/** What is left of a value whose rest begins with the word that Docker reads as the image. */
function cutBefore(
  run: ContainerRun,
  { option, split }: EnvOption,
  image: Field,
): Pick<FormatProblem, "leaves" | "correction"> {
  const { words } = run.context.command;
  const { word } = option.field;
  if (split.value === undefined || words[words.indexOf(word) + 1] !== image.word) return {};
  const { document } = run.source;
  const lost = lostAfter(word, words, document.text, (each) => each !== run.laterImage?.word);
  return cutPlaces({ word, valueStart: split.value.span.start }, lost, document);
}

/** Options after the image go to the program in the container. */
function lateOption(args: readonly Field[]): Fault | undefined {
  const [first, second] = args;
  if (
    first === undefined ||
    !/^(?:-e|--env|-p|--publish|--env-file|--network|--name|-v|-d)\b/.test(first.text)
  )
    return undefined;
  const value = /=/.test(first.text) ? first : second;
  return {
    kind: "option-after-image",
    at: first.word.span,
    name: /KONG_\w+/.exec(value?.text ?? "")?.[0],
    refuses: true,
    before: [first, second]
      .map((each) => each?.text ?? "")
      .join(" ")
      .trim(),
    after: undefined,
    detail: `options after the image go to the entrypoint, which does not support them and stops: Docker does not read \`${first.text.slice(0, 40)}\``,
  };
}

function envFaults(run: ContainerRun, { option, split, value }: EnvOption): Fault[] {
  const { text } = run.source.document;
  const written = text.slice(option.field.word.span.start, option.field.word.span.end);
  const base = {
    at: split.nameSpan,
    name: /KONG_\w+/.exec(split.name)?.[0],
    refuses: false,
    before: written,
  };
  const faults: Fault[] = [];
  if (TYPOGRAPHIC_QUOTE.test(split.name) || (TYPOGRAPHIC_QUOTE.test(written) && /KONG_/.test(split.name)))
    faults.push({
      ...base,
      kind: "typographic-quote",
      after: split.name,
      detail: "to the shell, typographic quotes are letters: they become part of the name or of the value",
    });
  else if (split.value !== undefined && nearKongVariable(split.name) !== undefined)
    faults.push({
      ...base,
      kind: "name-changed",
      after: split.name,
      detail: `Docker makes a variable named \`${split.name.slice(0, 60)}\`${/\s/.test(split.name) ? ", with the space" : ""}, which Kong does not read`,
      ...withoutBlanks(run, split),
    });
  else if (split.value === undefined && /^KONG_\w+:/.test(split.name))
    faults.push({
      ...base,
      kind: "missing-sign",
      after: undefined,
      detail: `without \`=\` it is the name of a variable \`${split.name.slice(0, 60)}\`: nothing is set`,
    });
  else if (value.kind === "removed" && run.context.variables.isAssigned(split.name))
    faults.push({
      ...base,
      kind: "not-exported",
      after: undefined,
      detail: "the script sets the variable but does not export it, so Docker does not see it",
    });
  const after = textOf(value);
  for (const part of option.field.word.parts) {
    if (part.kind !== "variable" || part.operator !== "" || text[part.span.start + 1] === "{") continue;
    if (split.value === undefined || run.context.expand.lookup(part.name).kind !== "unset") continue;
    faults.push({
      ...base,
      kind: "dollar-eaten",
      at: part.span,
      after,
      detail: `no variable \`${part.name}\` is set, so the shell puts nothing in place of \`$${part.name}\``,
    });
  }
  return faults;
}

/** The sign without the blanks around it. */
function withoutBlanks(
  { source: { document } }: ContainerRun,
  { nameSpan }: EnvOption["split"],
): Pick<FormatProblem, "correction"> {
  const name = sliceSpan(document.text, nameSpan);
  const sign = /^[ \t]*=[ \t]*/.exec(document.text.slice(nameSpan.start + name.trimEnd().length))?.[0];
  if (sign === undefined || !/^KONG_\w+$/.test(name.trim())) return {};
  const start = nameSpan.start + name.trimEnd().length;
  const at = locate(document.path, { start, end: start + sign.length });
  return { correction: { title: "Remove the spaces around `=`", at, text: "=" } };
}

/** `\` right after a word joins it with the next line, where that begins with no blank. */
function joinFaults(run: ContainerRun): readonly Fault[] {
  const { text } = run.source.document;
  return run.context.command.words.flatMap((word) =>
    word.joins
      .filter((join) => word.span.start < join && join < word.span.end && text[join] === "-")
      .map((join): Fault => {
        const env = run.envs.find(({ option }) => option.field.word === word);
        return {
          kind: "words-joined",
          at: { start: join, end: Math.min(join + 2, word.span.end) },
          name: env?.split.name,
          refuses: false,
          before: text.slice(word.span.start, word.span.end),
          after: env?.option.field.text,
          detail: "`\\` without a space before it joins the word with the next line",
        };
      }),
  );
}
