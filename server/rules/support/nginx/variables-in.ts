/** A variable in a value, or a `$` that nginx cannot read as one. */
export type VariableUse =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "no-name" }
  | { readonly kind: "open-brace"; readonly name: string };

/** The uses of variables in a text, as nginx reads it. `$1` to `$9` are groups of a regular expression, and are left out. */
export function variablesIn(text: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  let at = text.indexOf("$");
  while (at !== -1) {
    let next = at + 1;
    if (/[1-9]/.test(text.charAt(next))) {
      at = text.indexOf("$", next);
      continue;
    }
    const inBraces = text.charAt(next) === "{";
    if (inBraces) next++;
    const name = /^\w*/.exec(text.slice(next))?.[0] ?? "";
    next += name.length;
    if (inBraces && text.charAt(next) !== "}") uses.push({ kind: "open-brace", name });
    else if (name === "") uses.push({ kind: "no-name" });
    else uses.push({ kind: "variable", name });
    at = text.indexOf("$", next);
  }
  return uses;
}
