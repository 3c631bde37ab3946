/** A way of writing that docs/style.md asks to avoid. */
export interface StylePattern {
  /** As the first column of the table in docs/style.md shows it. */
  readonly name: string;
  readonly pattern: RegExp;
}

const EFFORT = "effect|place|precedence|over|care|time|longer|part|up|about|\\d|a (?:second|minute|while)";
const KEEPS_AWAY = "prox(?:y|ies)|balancers?|gateways?|NAT|CDN|firewalls?|nginx|ingress|routers?";
const RELEASE = "(?:(?:Kong|Enterprise|OpenResty|nginx|releases?|version) )*\\d+\\.\\d";

/** Every pattern that new texts must not have. A text is one paragraph or one string, its code left out. */
export const stylePatterns: readonly StylePattern[] = [
  { name: "is no", pattern: /(?<!\bthere )\b(?:is|are|was|were|be|been) no\b(?! (?:longer|more)\b)/gi },
  { name: "none that", pattern: /\bnone that\b|(?<!\bthere )\b(?:is|are) none\b/gi },
  { name: "wants", pattern: /\bwants\b|\b(?:is|are|was|were) wanted\b/gi },
  {
    name: "takes X for Y",
    pattern: new RegExp(
      `\\b(?:takes?|took|taken|taking) (?!${EFFORT})(?:[^ .,;:]+ ){1,4}?for\\b(?! granted)|\\ba part of it\\b`,
      "gi",
    ),
  },
  { name: "takes", pattern: new RegExp(`\\btakes\\b(?! (?:${EFFORT})\\b)`, "gi") },
  { name: "knows", pattern: /(?<!\b(?:who|you|anyone|everyone|nobody) )\bknows\b|\bknow (?:no|only)\b/gi },
  { name: "blank", pattern: /\bblanks?\b(?![ -]lines?\b)/gi },
  {
    name: "behind",
    pattern: new RegExp(`\\bbehind\\b(?! (?:[\\w-]+ ){0,3}(?:${KEEPS_AWAY})\\b)`, "gi"),
  },
  {
    name: "in small letters, in capitals",
    pattern: /\b(?:small letters|(?:in|into|of) capitals|capital letters)\b/gi,
  },
  { name: "without a word, says nothing", pattern: /\bwithout a word\b|\b(?:says?|said|saying) nothing\b/gi },
  { name: "is gone", pattern: /\b(?:is|are|was|were) gone\b|\bgone (?:since|by|in|from|with)\b/gi },
  {
    name: "comes with 3.4",
    pattern: new RegExp(`\\b(?:comes?|came|brought|arrived) (?:with|in|by) ${RELEASE}`, "gi"),
  },
  { name: "from 3.4 on", pattern: new RegExp(`\\bfrom ${RELEASE}[^ ]* on\\b|\\bfrom … on\\b`, "gi") },
  { name: "until 3.4, through 3.4", pattern: new RegExp(`\\b(?:until|till|through) ${RELEASE}`, "gi") },
  {
    name: "old words",
    pattern:
      /\b(?:heed(?:s|ed)?|anew|mend(?:s|ed|ing)?|slips? of the pen|gravest|likewise|seldom|by half|of one's own|to the letter|in the place of|for ever|oneself|begin of)\b/gi,
  },
  { name: "holds", pattern: /\bholds\b/gi },
  {
    name: "British spelling",
    pattern:
      /\b(?:mis)?spelt\b|\b(?:hono|colo|behavio|favo|neighbo)ur(?:s|ed|ing|ite|able)?\b|\b(?:data ?centre|centre|catalogue|licence|grey|whilst|artefact)s?\b|\b(?:un)?(?:recogn|normal|initial|synchron|organ|optim|summar|author|serial|custom|minim|maxim|real)is(?:e|es|ed|ing|ation)\b|\banalys(?:e|es|ed|ing)\b|\b(?:cancell|labell|signall|travell)(?:ed|ing)\b/gi,
  },
  { name: "plug-in", pattern: /\bplug-ins?\b/gi },
  { name: "data centre, data center", pattern: /\bdata cent(?:re|er)s?\b/gi },
  { name: "unless the environment does", pattern: /\bunless the environment does\b/gi },
  { name: "stands", pattern: /\bstands?\b(?! (?:for|alone|out|by)\b)/gi },
  { name: "Write x", pattern: /^Write (?!`)\S[^.]{0,60}$/g },
];

/** What users of the program cannot know: inner documents and means of the project. Allowed in no page and no message. */
export const INTERNAL =
  /\bcatalogues?\b|\bcatalog of rules\b|\blabell?ed (?:real )?files\b|\bcorpus\b|\b(?:the|our) tests\b|\bgoldens?\b|\bfixtures?\b/gi;
