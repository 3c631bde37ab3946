import { memoizeObject } from "../../../grammar/text/memoize.ts";
import type { ListenFlag } from "../../../schemas/property.ts";

/** Whether Kong takes a text for the argument of a flag. */
export function takesArgument(flag: ListenFlag, argument: string): boolean {
  return argumentPatterns(flag).some((pattern) => pattern.test(argument));
}

const argumentPatterns = memoizeObject(({ arguments: forms = [] }: ListenFlag): readonly RegExp[] =>
  forms.map((form) => new RegExp(`^${argumentPattern(form)}$`)),
);

/** What Kong leaves of an entry when it takes out the flags that it knows, one after the other, each with the blanks around it. */
export function withoutKnownFlags(entry: string, flags: readonly ListenFlag[]): string {
  let rest = ` ${entry} `;
  for (const flag of flags) {
    // Most entries have two of the dozen flags, and each expression takes longer to set up than this.
    if (!rest.includes(flag.name)) continue;
    for (const pattern of flagPatterns(flag)) rest = rest.replace(pattern, " ");
  }
  return rest;
}

/** The forms of one flag: the word itself, or the word with each argument that it takes. */
const flagPatterns = memoizeObject(({ name, arguments: values }: ListenFlag): readonly RegExp[] => {
  const forms = values === undefined ? [name] : values.map((value) => `${name}=${argumentPattern(value)}`);
  return forms.map((form) => new RegExp(`[ \\t-\\r]${form}[ \\t-\\r]`, "g"));
});

function argumentPattern(form: string): string {
  if (form === "<int>") return "\\d+";
  return form.startsWith("<idle>") ? "[A-Za-z0-9]*:[A-Za-z0-9]*:\\d*" : form;
}
