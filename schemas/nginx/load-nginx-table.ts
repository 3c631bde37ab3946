import { editDistance } from "../../grammar/text/edit-distance.ts";
import { memoizeBy, once } from "../../grammar/text/memoize.ts";
import { wordTable } from "../../grammar/text/word-table.ts";
import { compareVersions } from "../release.ts";
import type { ArgumentFactsFile } from "./arguments/argument-facts-file.ts";
import { type ArgumentGrammar, expandNames, parseGrammar } from "./arguments/parse-grammar.ts";
import type { DirectiveFacts, KongRange, NginxFactsFile } from "./nginx-facts-file.ts";
import type { NginxDirective, NginxTable, NginxVariables, TemplateLine } from "./nginx-table.ts";

/** The facts about nginx directives, read the first time they are wanted. */
export const loadNginxTable: () => Promise<NginxTable> = once(() =>
  Promise.all([
    import("./nginx-facts.json", { with: { type: "json" } }),
    import("./arguments/argument-facts.json", { with: { type: "json" } }),
  ]).then(([{ default: facts }, { default: ofArguments }]) =>
    // The compiler sees the files as hundreds of unrelated literal types; the tests hold them to their interfaces.
    nginxTable(facts as unknown as NginxFactsFile, ofArguments as unknown as ArgumentFactsFile),
  ),
);

/** Directives of other names that set the same thing. */
const SAME_SLOT: Readonly<Record<string, string>> = wordTable({
  alias: "root",
  proxy_store: "proxy_cache",
  fastcgi_store: "fastcgi_cache",
  uwsgi_store: "uwsgi_cache",
  scgi_store: "scgi_cache",
});

function nginxTable(facts: NginxFactsFile, ofArguments: ArgumentFactsFile): NginxTable {
  const grammars = grammarsIn(ofArguments);
  const families = new Map(facts.families.flatMap((family) => family.map((name) => [name, family] as const)));
  const contextsOf = (form: DirectiveFacts) => (facts.contexts[form.in] ?? "").split(" ");
  const formsOf = (name: string, base: string) =>
    own(facts.directives, name)?.filter((form) => form.kong === undefined || holds(form.kong, base)) ?? [];

  const contexts = new Map<string, readonly string[]>();
  const namesIn = (context: string, base: string): readonly string[] => {
    const key = `${context} ${base}`;
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const names = Object.keys(facts.directives).filter((name) =>
      formsOf(name, base).some((form) => contextsOf(form).includes(context)),
    );
    contexts.set(key, names);
    return names;
  };

  const directives = new Map<string, NginxDirective | undefined>();
  const directive = (name: string, base: string, context?: string): NginxDirective | undefined => {
    if (own(facts.directives, name) === undefined) return undefined;
    const key = `${name} ${base} ${context}`;
    if (!directives.has(key)) directives.set(key, readDirective(name, base, context));
    return directives.get(key);
  };

  const readDirective = (name: string, base: string, context?: string): NginxDirective | undefined => {
    const forms = formsOf(name, base);
    const here = forms.filter((form) => context !== undefined && contextsOf(form).includes(context));
    const meant = here.length > 0 ? here : forms;
    if (meant.length === 0) return undefined;
    return joinForms(name, meant, [...new Set(forms.flatMap(contextsOf))], base);
  };

  const variablesIn = memoizeBy(
    ({ module, nginx }: VariablesAsked) => `${module} ${nginx}`,
    ({ module, nginx }) => variablesOf(ofArguments, module, nginx),
  );

  return {
    directive,
    grammar: (name, context) =>
      grammars.get(`${name}@${context}`) ??
      grammars.get(context.startsWith("stream") ? `${name}@stream` : name) ??
      grammars.get(name),
    nginxSince: (name) =>
      own(facts.directives, name)
        ?.flatMap((form) => form.nginx ?? [])
        .sort(compareVersions)[0],
    knownAnywhere: (name) => own(facts.directives, name) !== undefined,
    contextOf: (prefix, base) =>
      own(facts.namespaces, prefix)?.find(({ kong }) => holds(kong, base))?.context,
    written: (prefix, name, base) => {
      const names = families.get(name) ?? [name];
      return (own(facts.lines, prefix) ?? [])
        .filter(
          (line) =>
            (line.name === name || (line.block === "same" && names.includes(line.name))) &&
            holds(line.kong, base),
        )
        .map(
          (line): TemplateLine => ({
            name: line.name,
            block: line.block,
            always: line.always === true,
            effect: line.effect,
            ...(line.if !== undefined && { if: line.if }),
            ...(line.key !== undefined && { key: line.key }),
          }),
        );
    },
    variables: (context, nginx) =>
      variablesIn({ module: context.startsWith("stream") ? "stream" : "http", nginx }),
    slotOf: (name) => families.get(name)?.[0] ?? SAME_SLOT[name] ?? name,
    names: (context, base) => [...namesIn(context, base)].sort(),
    nearest: (name, context, base) => nearestOf(name, namesIn(context, base)),
  };
}

function grammarsIn({ grammars }: ArgumentFactsFile): ReadonlyMap<string, ArgumentGrammar> {
  return new Map(
    Object.entries(grammars).flatMap(([pattern, text]) =>
      expandNames(pattern).map((name) => [name, parseGrammar(text)] as const),
    ),
  );
}

/** What the variables that exist depend on. */
interface VariablesAsked {
  readonly module: keyof ArgumentFactsFile["variables"];
  readonly nginx: string | undefined;
}

function variablesOf(
  { variables }: ArgumentFactsFile,
  module: VariablesAsked["module"],
  nginx: string | undefined,
): NginxVariables {
  const { names, prefixes, since } = variables[module];
  const isThere = (name: string) => {
    const first = own(since, name);
    return first === undefined || nginx === undefined || compareVersions(nginx, first) >= 0;
  };
  return { names: new Set(names.split(" ").filter(isThere)), prefixes: prefixes.split(" ").filter(isThere) };
}

/** A record's own entry: `constructor` is no directive. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function holds(ranges: readonly KongRange[], base: string): boolean {
  return ranges.some(
    ([since, until]) =>
      compareVersions(base, since) >= 0 && (until === undefined || compareVersions(base, until) <= 0),
  );
}

function joinForms(
  name: string,
  forms: readonly DirectiveFacts[],
  contexts: readonly string[],
  base: string,
): NginxDirective {
  const counts = forms.map(({ args }) => argumentCounts(args));
  const words = forms.every((form) => form.words)
    ? [...new Set(forms.flatMap((form) => form.words ?? []))]
    : undefined;
  const slots = new Set(forms.map((form) => form.slot));
  const [slot] = slots;
  const repeats = new Set(forms.map((form) => form.repeat));
  const [repeat] = repeats;
  return {
    name,
    contexts,
    minArguments: Math.min(...counts.map(([least]) => least)),
    maxArguments: Math.max(...counts.map(([, most]) => most)),
    block: forms.some((form) => form.block === true),
    // A flag that may be repeated is one that nginx no longer heeds, and it then takes any word.
    flag: forms.every((form) => form.args === "flag" && !form.repeat),
    ...(words && { words }),
    ...(slots.size === 1 && slot !== undefined && { slot }),
    repeat: repeats.size === 1 ? repeat : undefined,
    built: forms.some((form) => form.built === undefined || holds(form.built, base)),
  };
}

function argumentCounts(args: string): readonly [least: number, most: number] {
  if (args === "flag") return [1, 1];
  if (args.endsWith("+")) return [Number.parseInt(args, 10), Number.POSITIVE_INFINITY];
  const [least = "0", most = least] = args.split("-");
  return [Number(least), Number(most)];
}

/** Names three letters away at most, two in short ones and one in very short ones, best first: others mean something else. */
function nearestOf(name: string, candidates: readonly string[]): string[] {
  const limit = name.length < 4 ? 1 : name.length < 12 ? 2 : 3;
  const ranked = candidates
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit)
    .map((candidate) => ({ candidate, away: editDistance(name, candidate) }))
    .sort((a, b) => a.away - b.away);
  const most = Math.min(limit, (ranked[0]?.away ?? 0) + 1);
  return ranked
    .filter(({ away }) => away <= most)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
