import { sliceSpan } from "../../grammar/text/span.ts";
import { type NamedRelease, namedRelease } from "../../schemas/catalog.ts";
import type { Edition } from "../../schemas/release.ts";
import type { ConfigUnit } from "../model/config-unit.ts";

/** So much of a file may be its header; only comments before the first setting are looked at. */
const LONGEST_HEADER = 4000;

/**
 * The product and its version: `Kong 2.8.1`, `Kong Gateway (Enterprise) 3.4`, `kong-ee:0.34`. All patterns here are for text in lower
 * case.
 */
const PRODUCT =
  /\bkong((?:[ /-]\(?(?:kong|api|gateway|enterprise|edition|ee|ce|oss|community|version|release)\b\)?)*)[ :-]+v?(\d+\.\d+(?:\.\d+)*)(?:\.x|-(?:\d+|x|alpine|debian|ubuntu|rhel)\b)?/;

/** Beginnings of words that make a line speak of a change, or of other releases than the file's own. */
const CHANGE =
  /\b(?:(?:migrat|upgrad|updat|remov|drop|deprecat|introduc|chang|add|break|fail|work|support|requir|need|differ|ignor)\w*|gone|until|since|before|after|once|when|if|from|to|than|not|no|unlike|see|old(?:er)?|newe?r?|bugs?|todo|fixme)\b/;

/** Words before a product that say what the file is: `Configuration for`, `Written for`, `Image:`. */
const WHAT_IT_IS =
  /\b(?:conf|config|configuration|settings|file|template|image|version|release|written|generated|tested|made|runs|running|deployed|target|defaults?|gateway|cluster|nodes?|planes?)\b/;

/** How a title before a product ends: `Production gateway, Kong 3.4`, `Production (Kong 3.4)`. */
const TITLE_END = /[,:(|–—-]\s*$/;
const LINK_WORD_END = /(?:\b(?:for|of|on|with|by|against|is|a|an|the)|\b(?:image|version|release))\s*$/;

/** What may follow the version where a statement goes on: the end, punctuation, a word for what the file is. */
const GOES_ON =
  /^\s*(?:[=*~#_-]*$|(?:[,;.)|(–—]|[-=*]+ )(?!\s*v?\d)|(?:conf|config|configuration|settings|defaults?|file|template|gateway|cluster|nodes?|control|data|hybrid|enterprise|ee|ce|oss|community|edition|production|staging|development|for|on|in|at|with)\b)/;

/** The release that the header of a file states in a banner; undefined where it states none, as a link to documentation does. */
export function headerRelease(unit: ConfigUnit, edition: Edition | undefined): NamedRelease | undefined {
  const { text } = unit.document;
  const first = unit.assignments[0]?.lineSpan.start ?? text.length;
  if (first === 0) return undefined;
  const header = sliceSpan(text, { start: 0, end: Math.min(first, LONGEST_HEADER) }).toLowerCase();
  const lines = header.split("\n");
  for (const line of lines) {
    if (!line.includes("kong") || !/^\s*[#;]/.test(line)) continue;
    const stated = statedRelease(line);
    if (stated === undefined) continue;
    const named = stated.edition ?? (lines.some(isEnterpriseTitle) ? "enterprise" : edition);
    return namedRelease(stated.version, named);
  }
  return undefined;
}

/** What a line says of the release; the edition is undefined where it says none. */
interface Statement {
  readonly version: string;
  readonly edition: Edition | undefined;
}

/** A banner: a comment that says what the file is, instead of one that mentions a release. */
function statedRelease(line: string): Statement | undefined {
  const match = PRODUCT.exec(line);
  const [phrase = "", product = "", version] = match ?? [];
  if (match === null || version === undefined) return undefined;
  const before = line.slice(0, match.index).replace(/^[\s#;*=~_!|-]+/, "");
  const behind = line.slice(match.index + phrase.length);
  if (!isOpening(before) || !GOES_ON.test(behind) || isDate(version)) return undefined;
  // What comes after the first clause is about something else: `Kong 2.8, to be upgraded in autumn`.
  if (CHANGE.test(/^[^,;.(]*/.exec(behind)?.[0] ?? "")) return undefined;
  return { version, edition: productEdition(phrase, product) ?? editionIn(behind) ?? editionIn(before) };
}

function isOpening(before: string): boolean {
  if (before === "") return true;
  if (before.length > 80 || CHANGE.test(before)) return false;
  return (
    /^(?:for|on)\s+$/.test(before) ||
    TITLE_END.test(before) ||
    (WHAT_IT_IS.test(before) && LINK_WORD_END.test(before))
  );
}

/** A version that begins with a year, as images of some companies have. */
function isDate(version: string): boolean {
  return version.indexOf(".") > 2;
}

/** The image `kong-gateway` is that of Enterprise, whatever licence it runs with. */
function productEdition(phrase: string, product: string): Edition | undefined {
  return editionIn(product) ?? (phrase.includes("kong-gateway:") ? "enterprise" : undefined);
}

function editionIn(words: string): Edition | undefined {
  if (/\b(?:community|ce|oss)\b/.test(words)) return "oss";
  return /\b(?:enterprise|ee)\b/.test(words) ? "enterprise" : undefined;
}

function isEnterpriseTitle(line: string): boolean {
  return line.includes("enterprise") && /^[\s#;*=~_|-]+kong (?:gateway )?enterprise\b/.test(line);
}
