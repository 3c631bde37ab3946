export function bytesOf(text: string): number {
  const unit = text.slice(-1).toLowerCase();
  const factor = unit === "k" ? 1024 : unit === "m" ? 1024 ** 2 : unit === "g" ? 1024 ** 3 : 1;
  return Number.parseInt(text, 10) * factor;
}

export function isSizeOf(text: string, least: number): boolean {
  return /^\d+[km]?$/i.test(text) && bytesOf(text) >= least;
}

export function isPowerOfTwo(text: string, least: number, most: number): boolean {
  const bytes = /^\d+[km]?$/i.test(text) ? bytesOf(text) : 0;
  return bytes >= least && bytes <= most && Number.isInteger(Math.log2(bytes));
}

export function isWithin(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
