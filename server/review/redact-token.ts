/**
 * A text that a server answered with, without the token in whatever form it may have come back: as it is, as part of an
 * address, as JSON has it, or encoded as a header of HTTP may be.
 */
export function redactToken(text: string, token: string): string {
  const forms = [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1), btoa(token)];
  return forms.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}
