import { catalogFor } from "../../schemas/catalog.ts";
import { loadNginxTable } from "../../schemas/nginx/load-nginx-table.ts";
import type { NginxTable } from "../../schemas/nginx/nginx-table.ts";
import type { Release } from "../../schemas/release.ts";
import { load } from "../../server/loader/load.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedKongConf, readKongConf } from "../sources.ts";
import { kongTemplate } from "./kong-template.ts";
import type { NginxProgram, Verdict } from "./nginx-program.ts";

/** A `kong.conf` with injected directives, for one release. */
export interface JudgeCase {
  readonly release: Release;
  readonly text: string;
}

/** What nginx and kong-lint say to a case. */
export type Judgement =
  | {
      readonly kind: "agreed" | "caught" | "missed" | "false";
      readonly verdict: Verdict;
      readonly said: string;
    }
  /** The verdict depends on the machine or on how nginx is built. */
  | { readonly kind: "not judged"; readonly verdict: Verdict; readonly said: string };

/** What nginx says about files, accounts, names of hosts and the machine: no text can tell. */
const OF_THE_MACHINE =
  /\(\d+: |getpwnam|getgrnam|host not found|no servers are inside upstream|cannot load|PEM_read|SSL_CTX_load|ENGINE|failed to (?:load|run)|could not be resolved|is not supported|is unsupported|epoll|requires the "ngx|too many|No such file|bind\(\)|dlopen/;

/** How kong-lint says that nginx refuses. */
const REFUSES = /refuses? /;

/** Asks both about a case. */
export async function judgeCase(judged: JudgeCase, nginx: NginxProgram): Promise<Judgement> {
  const said = await refusalsIn(judged);
  if (await hasOtherFacts(judged))
    return { kind: "not judged", verdict: { accepted: true, message: "another version of nginx" }, said };
  const reading = load(readKongConf(new SourceDocument("kong.conf", judged.text)), judged.release);
  if (reading.refusals().length > 0)
    return { kind: "not judged", verdict: { accepted: false, message: "Kong itself refuses" }, said };
  const verdict = nginx.test(kongTemplate(reading, nginx));
  // Other errors may be about what Kong makes of the value before nginx sees it.
  if (verdict.accepted) return { kind: isClaim(said) ? "false" : "agreed", verdict, said };
  if (OF_THE_MACHINE.test(verdict.message) || (await isBuiltOtherwise(judged, verdict)))
    return { kind: "not judged", verdict, said };
  return { kind: said === "" ? "missed" : "caught", verdict, said };
}

/** Whether a line of {@link refusalsIn} is an error that says that nginx refuses. */
export function isClaim(said: string): boolean {
  return said.split("\n").some((line) => / error /.test(line) && REFUSES.test(line));
}

/** The errors that kong-lint reports, and its warnings that speak of a refusal, one a line. */
export async function refusalsIn({ release, text }: JudgeCase): Promise<string> {
  const linked = linkedKongConf(new SourceDocument("kong.conf", text));
  const { findings } = await lint(linked, { release: { flag: release } });
  return findings
    .filter(
      ({ severity, message }) => severity === "error" || (severity === "warning" && REFUSES.test(message)),
    )
    .map(({ rule, message, start, severity }) => `${start.line + 1} ${severity} ${rule}: ${message}`)
    .join("\n");
}

/** The release whose nginx is the nearest to Debian's. */
const NEAREST = "3.4.2";

/** Whether a directive of the case is another one in the nginx of its release than in Debian's. */
async function hasOtherFacts({ release, text }: JudgeCase): Promise<boolean> {
  const table = await loadNginxTable();
  const catalog = catalogFor(release);
  return text.split("\n").some((line) => {
    const [property = ""] = line.split(" = ");
    const prefix = catalog.dynamicPrefixOf(property)?.prefix;
    if (prefix === undefined) return false;
    // The template of the judge leaves it out: the account exists on few machines.
    if (property === "nginx_main_user") return true;
    const name = property.slice(prefix.length);
    const context = table.contextOf(prefix, catalog.base);
    const facts = (base: string) =>
      JSON.stringify({ ...table.directive(name, base, context), built: undefined });
    return facts(catalog.base) !== facts(NEAREST);
  });
}

/** A directive of a module that this nginx does not have, or has for HTTP alone: there is no Lua for streams. */
async function isBuiltOtherwise({ release }: JudgeCase, { message }: Verdict): Promise<boolean> {
  const unknown = /unknown directive "([^"]*)"/.exec(message)?.[1];
  const table: NginxTable = await loadNginxTable();
  const misplaced = /^"(\w*lua\w*)" directive is not allowed here/.exec(message)?.[1];
  if (misplaced !== undefined) {
    const { base } = catalogFor(release);
    return (
      table.directive(misplaced, base, "stream")?.contexts.some((each) => each.startsWith("stream")) === true
    );
  }
  if (unknown === undefined) return false;
  return table.directive(unknown, catalogFor(release).base) !== undefined;
}
