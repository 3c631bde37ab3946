const longest = 63;
const valueForm = /^[a-z0-9](?:[\w.:-]*[a-z0-9])?\n?$/i;
const reservedKey = /^(?:kong|konnect|insomnia|mesh|kic)/i;

/** Whether something is wrong with a label `key:value` of a data plane. */
export function labelFault(label: string): boolean {
  const colon = label.indexOf(":");
  if (colon < 0) return true;
  const key = label.slice(0, colon);
  return reservedKey.test(key) || !fits(key) || !fits(label.slice(colon + 1));
}

function fits(text: string): boolean {
  return text.length >= 1 && new TextEncoder().encode(text).length <= longest && valueForm.test(text);
}
