import { chromium } from "playwright-core";

/** The look of a cell: what SGR sequences have set. */
interface Style {
  readonly foreground?: string | undefined;
  readonly background?: string | undefined;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string | undefined;
  readonly inverse?: boolean;
}

const BACKGROUND = "#14161b";
const FOREGROUND = "#e0e2ea";
const NAMED = [
  "#14161b",
  "#ffc0b9",
  "#b3f6c0",
  "#fce094",
  "#a6dbff",
  "#ffcaff",
  "#8cf8f7",
  "#e0e2ea",
] as const;

/**
 * Draws screens of a terminal, one below the other, into a PNG.
 * @param screens text with SGR sequences, as `tmux capture-pane -e` gives it
 */
export async function drawScreens(screens: readonly string[], path: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1200, height: 400 } });
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>
body { margin: 0; display: inline-block; background: #2c2e33 }
pre { margin: 0 0 10px; padding: 12px 16px; font: 14px/19px "DejaVu Sans Mono", monospace; background: ${BACKGROUND}; color: ${FOREGROUND} }
pre:last-child { margin: 0 }
</style><body>${screens.map((screen) => `<pre>${toHtml(screen)}</pre>`).join("")}</body>`);
    await page.locator("body").screenshot({ path });
  } finally {
    await browser.close();
  }
}

function toHtml(screen: string): string {
  let style: Style = {};
  return screen
    .split(/\u001b\[([\d;:]*)m/)
    .map((piece, index) => {
      if (index % 2 === 1) {
        style = changed(style, piece);
        return "";
      }
      return piece === "" ? "" : `<span style="${css(style)}">${escaped(piece)}</span>`;
    })
    .join("");
}

function changed(before: Style, sequence: string): Style {
  const codes = sequence.split(";");
  let style = before;
  for (let at = 0; at < codes.length; at++) {
    const [code = "0", detail] = (codes[at] ?? "").split(":");
    const number = Number(code === "" ? 0 : code);
    if (number === 0) style = {};
    else if (number === 1) style = { ...style, bold: true };
    else if (number === 3) style = { ...style, italic: true };
    else if (number === 4) style = { ...style, underline: detail === "3" ? "underline wavy" : "underline" };
    else if (number === 7) style = { ...style, inverse: true };
    else if (number === 22) style = { ...style, bold: false };
    else if (number === 23) style = { ...style, italic: false };
    else if (number === 24) style = { ...style, underline: undefined };
    else if (number === 27) style = { ...style, inverse: false };
    else if (number === 39) style = { ...style, foreground: undefined };
    else if (number === 49) style = { ...style, background: undefined };
    else if (isNamed(number, 30)) style = { ...style, foreground: NAMED[number % 10] ?? FOREGROUND };
    else if (isNamed(number, 40)) style = { ...style, background: NAMED[number % 10] ?? BACKGROUND };
    else if (number === 38 || number === 48) {
      const [color, used] = colorAt(codes, at + 1);
      style = number === 38 ? { ...style, foreground: color } : { ...style, background: color };
      at += used;
    } else if (number === 58) at += colorAt(codes, at + 1)[1];
  }
  return style;
}

/** Whether a number names one of eight colours, of the plain or, sixty further on, of the bright kind. */
function isNamed(number: number, first: number): boolean {
  return (number >= first && number < first + 8) || (number >= first + 60 && number < first + 68);
}

/** The colour that the codes from `at` on name, and how many of them it takes: `2;r;g;b` or `5;n`. */
function colorAt(codes: readonly string[], at: number): readonly [color: string, used: number] {
  if (codes[at] === "2") return [`rgb(${codes.slice(at + 1, at + 4).join(",")})`, 4];
  const number = Number(codes[at + 1] ?? 0);
  if (number < 16) return [NAMED[number % 8] ?? FOREGROUND, 2];
  if (number >= 232) return [`rgb(${Array(3).fill(8 + (number - 232) * 10)})`, 2];
  const levels = [36, 6, 1].map((weight) => Math.floor((number - 16) / weight) % 6);
  return [`rgb(${levels.map((level) => (level === 0 ? 0 : 55 + level * 40))})`, 2];
}

function css({ foreground, background, bold, italic, underline, inverse }: Style): string {
  const [ink, paper] = inverse
    ? [background ?? BACKGROUND, foreground ?? FOREGROUND]
    : [foreground, background];
  return [
    ink === undefined ? "" : `color:${ink}`,
    paper === undefined ? "" : `background:${paper}`,
    bold ? "font-weight:bold" : "",
    italic ? "font-style:italic" : "",
    underline === undefined ? "" : `text-decoration:${underline}`,
  ]
    .filter((part) => part !== "")
    .join(";");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
