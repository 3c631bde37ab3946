/** Whether a UTF-16 unit is one of the six blanks of the C locale: space, tab, LF, VT, FF, CR. */
export function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}
