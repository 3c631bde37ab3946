/** A path of names: `postgres.writer.password`, `ssm:/kong/password`. A default would be a value, so there is none. */
const PATH_OF_NAMES = String.raw`[A-Za-z_][\w-]*(?:[.:/]+[A-Za-z_][\w-]*)*`;

/** What other tools fill in before Kong starts. */
const FILLED_IN = [
  String.raw`\$\{[ \t]*${PATH_OF_NAMES}[ \t]*\}`,
  // Azure Pipelines and Octopus Deploy.
  String.raw`#\{[^{}]+\}#?`,
  // Azure App Service.
  String.raw`@Microsoft\.\w+\([^()]*\)`,
  // Concourse.
  String.raw`\(\([ \t]*${PATH_OF_NAMES}[ \t]*\)\)`,
  // Levant and Nomad Pack.
  String.raw`\[\[[^[\]]+\]\]`,
  // Puppet.
  String.raw`%\{[^{}]+\}`,
  String.raw`__[A-Za-z]\w*__`,
  String.raw`@@[A-Za-z][\w.-]*@@`,
  // Maven.
  String.raw`@[A-Za-z]\w*(?:\.\w+)+@`,
  "@[A-Z][A-Z0-9_]+@",
];

/** Names of secrets in other stores, and texts that are encrypted. */
const REFERENCES = [
  String.raw`ENC\[.*\]`,
  String.raw`op://\S+`,
  String.raw`ref\+[a-z]+://\S+`,
  String.raw`vault:[\w./-]+#[\w.-]+`,
  String.raw`arn:aws[a-z-]*:(?:secretsmanager|ssm):\S+`,
  String.raw`(?:secretref|keyvaultref):\S+`,
];

/** One or several, with nothing between them but signs that join names. */
const ALONE = new RegExp(`^(?:(?:${FILLED_IN.join("|")})[.:/_-]?)+$|^(?:${REFERENCES.join("|")})$`, "s");

/** Placeholders that no program reads otherwise, so that one inside a text makes the whole unknown. */
const INSIDE = /#\{[A-Za-z_][\w.-]*\}|\$\{[A-Za-z_]\w*\.[\w.-]+\}/;
/** What all of those begin with and hardly any other value does: the expression above takes as long to set up as twenty others. */
const BEGINNING = /^(?:[#$@%_[(]|ENC\[|op:|ref\+|vault:|arn:|secretref:|keyvaultref:)/;

/** Whether another tool puts the value into its place, so that the text itself says nothing. */
export function isFilledInElsewhere(text: string): boolean {
  const value = text.trim();
  return BEGINNING.test(value) && ALONE.test(value);
}

/** Whether another tool fills in the value or a part of it before Kong starts. */
export function hasPlaceholder(text: string): boolean {
  return (text.includes("{") && INSIDE.test(text)) || isFilledInElsewhere(text);
}
