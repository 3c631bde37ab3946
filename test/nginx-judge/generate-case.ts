import { catalogFor } from "../../schemas/catalog.ts";
import { loadNginxTable } from "../../schemas/nginx/load-nginx-table.ts";
import type { NginxDirective, NginxTable } from "../../schemas/nginx/nginx-table.ts";
import { parseRelease, type Release } from "../../schemas/release.ts";
import type { JudgeCase } from "./judge-case.ts";
import type { RandomSource } from "./random-source.ts";
import { anyValue, flavoredValue } from "./random-values.ts";

/** Releases of all eras of Kong's template, mostly those whose nginx is the nearest to Debian's. */
const RELEASES = [
  "oss@3.4",
  "oss@3.4",
  "oss@3.4",
  "oss@3.9",
  "oss@3.6",
  "oss@3.1",
  "oss@2.8",
  "oss@2.3",
  "oss@1.4",
];

/** Blocks that Kong writes only with a listener: two of three files have one. */
const LISTENERS = "stream_listen = 0.0.0.0:9000\nstatus_listen = 127.0.0.1:8100\n";

/** Makes random cases, one a call. */
export async function caseGenerator(random: RandomSource): Promise<() => JudgeCase> {
  const table = await loadNginxTable();
  return () => {
    const text = random.pick(RELEASES);
    const release = parseRelease(text);
    if (release === undefined) throw new Error(`${text} is not a release`);
    const withListeners = random.chance(0.67) && catalogFor(release).property("status_listen") !== undefined;
    const count = random.chance(0.8) ? 1 : 2 + random.below(2);
    const names = new Set<string>();
    const lines: string[] = [];
    for (let done = 0; done < count; done++) {
      const line = injectedLine(random, table, release);
      const [name = ""] = line.split(" = ");
      if (names.has(name)) continue;
      names.add(name);
      lines.push(line);
    }
    return { release, text: `${withListeners ? LISTENERS : ""}${lines.join("\n")}\n` };
  };
}

function injectedLine(random: RandomSource, table: NginxTable, release: Release): string {
  const catalog = catalogFor(release);
  const spaces = catalog.dynamicPrefixes.flatMap(({ prefix, injects }) => {
    const context = injects ? table.contextOf(prefix, catalog.base) : undefined;
    return context === undefined || context === "wasm" ? [] : [{ prefix, context }];
  });
  const { prefix, context } = random.pick([
    ...spaces,
    ...spaces.filter((each) => /http_|proxy_/.test(each.prefix)),
  ]);
  const elsewhere = random.chance(0.08) ? random.pick(spaces).context : context;
  const name = random.pick(table.names(elsewhere, catalog.base));
  const known = table.directive(name, catalog.base, elsewhere);
  if (known === undefined) throw new Error(`${name} is not known`);
  return `${prefix}${random.chance(0.03) ? misspelled(random, name) : name} = ${valueFor(random, known)}`;
}

function misspelled(random: RandomSource, name: string): string {
  const at = 1 + random.below(name.length - 1);
  return name.slice(0, at) + name.slice(at + 1);
}

function valueFor(random: RandomSource, known: NginxDirective): string {
  if (random.chance(0.03)) return `${someValue(random, known)}; ${known.name} ${someValue(random, known)}`;
  return someValue(random, known);
}

function someValue(random: RandomSource, known: NginxDirective): string {
  const { minArguments: least, maxArguments: most } = known;
  const usual = Math.min(most, least + random.below(3));
  const count = random.chance(0.06) ? Math.max(1, usual + random.pick([-1, 1])) : Math.max(1, usual);
  return Array.from({ length: count }, (_, place) => argumentOf(random, known, place)).join(" ");
}

function argumentOf(random: RandomSource, known: NginxDirective, place: number): string {
  const { flag, words, slot, name } = known;
  if (random.chance(0.12)) return anyValue(random);
  if (flag) return random.pick(["on", "off", "on", "off", "true", "1", "yes", "On", "$flag"]);
  if (words !== undefined && random.chance(0.85)) return random.pick(words);
  return flavoredValue(random, slot === "buffers" && place === 1 ? "size" : (slot ?? "text"), name);
}
