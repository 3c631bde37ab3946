import { hasPlaceholder } from "../../../grammar/values/placeholders.ts";
import type { Opaque } from "../../model/value.ts";

/**
 * Jinja, Go, ERB, Terraform and FreeMarker templates: the opening sign is enough, since the closing one may stand on
 * another line.
 */
const TEMPLATE = /\{\{|\{%|<%|%\{~?[ \t]*(?:if|for)\b|<#(?:if|list)\b/;
/** `%NAME%`, filled in by scripts and on Windows. Two hexadecimal digits are an escape of a URL. */
const PERCENT_NAME = /%(?![0-9A-Fa-f]{2}%)[A-Z_][A-Z0-9_]+%/;
/** `@NAME@` and `__NAME__` as the whole value, as configure scripts and `sed` fill them in. */
const MARKED_NAME = /^(?:@[A-Z][A-Z0-9_]+@|__[A-Z][A-Z0-9_]*[A-Z0-9]__)$/;
/** Up to the sign that ends the name; a brace closes it, there or further on. */
const BRACED_NAME = /\$\{[A-Za-z_][A-Za-z0-9_]*[:?+=}-]/;
const WHOLE_NAME = /^\$[A-Za-z_][A-Za-z0-9_]*$/;
const WHOLE_COMMAND = /^(?:\$\(.*\)|`.*`)$/;
/** An upper-case variable as a part of its own: the port of `0.0.0.0:$PORT, [::]:$PORT ssl`. */
const PART_NAME = /(?:^|[:,/=@ \t])\$[A-Z][A-Z0-9_]+(?=[:,/ \t]|$)/;
/** nginx has variables of its own, in lower case. */
const NGINX_BRACED_NAME = /\$\{[A-Z_][A-Z0-9_]*[:?+=}-]/;
const NGINX_VARIABLE = /\$\{[a-z_][a-z0-9_]*\}/g;
const NGINX_WHOLE_NAME = /^\$[A-Z_][A-Z0-9_]*$/;

/**
 * Whether a value only exists once something else has filled it in: a template, or a variable that a script
 * replaces before Kong starts. A `$` inside a word, as passwords have it, is no variable; neither is a lower-case
 * one in a value that Kong hands to nginx. A vault reference is not opaque: Kong resolves it itself.
 */
export function opaqueKind(property: string, value: string): Opaque | undefined {
  if (isTemplate(value)) return "template";
  const isForNginx = property.startsWith("nginx_");
  const mayBeVariable = value.includes("$") || value.startsWith("`");
  if (mayBeVariable && (isForNginx ? isVariableForNginx(value) : isVariable(value))) return "shell-variable";
  return hasPlaceholder(isForNginx ? value.replace(NGINX_VARIABLE, "") : value) ? "template" : undefined;
}

function isVariableForNginx(value: string): boolean {
  return isBraced(NGINX_BRACED_NAME, value) || NGINX_WHOLE_NAME.test(value) || PART_NAME.test(value);
}

function isVariable(value: string): boolean {
  return (
    isBraced(BRACED_NAME, value) ||
    WHOLE_NAME.test(value) ||
    WHOLE_COMMAND.test(value) ||
    PART_NAME.test(value)
  );
}

/** One that is open is looked for once, and its end once: a value may have thousands of them. */
function isBraced(name: RegExp, value: string): boolean {
  const at = value.search(name);
  return at !== -1 && value.includes("}", at);
}

/** Nearly no value has any of these signs, and to look for one sign takes less than to compile an expression. */
function isTemplate(value: string): boolean {
  const isBraced = value.includes("{") || value.includes("<");
  const isMarked = value.startsWith("@") || value.startsWith("__");
  return (
    (isBraced && TEMPLATE.test(value)) ||
    (value.includes("%") && PERCENT_NAME.test(value)) ||
    (isMarked && MARKED_NAME.test(value))
  );
}
