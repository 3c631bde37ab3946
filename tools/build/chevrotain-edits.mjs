/**
 * What Chevrotain does whenever it starts and a short run can do without. The build and the tests apply the same edits, so that
 * what is tested is what ships.
 */

/** File below `lib/src`, what to find there, what to write instead. */
const EDITS = [
  // A table of 65,536 entries for texts beyond ASCII; computing an entry when it is needed gives the same numbers.
  [
    "scan/lexer.js",
    ": charCodeToOptimizedIdxMap[charCode];",
    ": charCode > 255 ? 255 + ~~(charCode / 255) : charCode;",
  ],
  ["scan/lexer.js", "if (charCodeToOptimizedIdxMap.length === 0) {", "if (false) {"],
  // Parsers take the methods of nine classes. Inherited one from the other they need not be copied one by one.
  [
    "parse/parser/parser.js",
    "applyMixins(Parser, [",
    `((parser, traits) => {
       const prototypes = traits.map((trait) => trait.prototype).reverse();
       [parser.prototype, ...prototypes.slice(0, -1)].forEach((each, at) => Object.setPrototypeOf(each, prototypes[at]));
     })(Parser, [`,
  ],
  ["parse/parser/parser.js", "toFastProperties(this);", ""],
  // While a grammar is read, a parser gains a hundred methods, each of which copies the layout of the parser, and then loses
  // them. On an object of their own, put between the parser and its class, they cost nothing to add or to take away.
  [
    "parse/parser/traits/gast_recorder.js",
    'this.TRACE_INIT("Enable Recording", () => {',
    `const recorder = Object.setPrototypeOf(Object.create(null), Object.getPrototypeOf(this));
     Object.setPrototypeOf(this, recorder);
     ((add) => add.call(recorder))(function () {`,
  ],
  [
    "parse/parser/traits/gast_recorder.js",
    'this.TRACE_INIT("Deleting Recording methods", () => {',
    `Object.setPrototypeOf(this, Object.getPrototypeOf(Object.getPrototypeOf(this)));
     if (false) this.TRACE_INIT("Deleting Recording methods", () => {`,
  ],
];

/**
 * A source file of Chevrotain with its edits; undefined for a file that has none.
 * @param {string} path where the file is
 * @param {string} source
 * @returns {string | undefined}
 * @throws Error when the file is not as the edits expect it, as after an update of Chevrotain
 */
export function editedChevrotain(path, source) {
  const place = /chevrotain\/lib\/src\/(.+\.js)$/.exec(path.replaceAll("\\", "/"))?.[1];
  const edits = EDITS.filter(([file]) => file === place);
  if (edits.length === 0) return undefined;
  let edited = source;
  for (const [file, found, replacement] of edits) {
    if (edited.split(found).length !== 2)
      throw new Error(`Chevrotain's ${file} is not as its edits expect it`);
    edited = edited.replace(found, () => replacement);
  }
  return edited;
}
