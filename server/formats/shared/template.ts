/** Tags of Jinja, Go and ERB: the opening sign is enough, since the closing one may stand on another line. */
const TEMPLATE = /\{\{|\{%|<%/;

/** Whether a value only exists once a template language has filled it in. */
export function isTemplate(text: string): boolean {
  return text.includes("{") || text.includes("<") ? TEMPLATE.test(text) : false;
}
