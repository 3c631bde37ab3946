/**
 * `npx tsx tools/screenshots.ts`: takes the pictures of the pretty report on a kong.conf and on a Compose file, `docs/images/pretty-light.png`,
 * `compose-light.png` and their `-dark.png`.
 * The bundled program runs on a terminal of its own (`script` of util-linux), and what it writes is drawn by Chromium
 * (`CHROMIUM`, else /usr/bin/chromium) in the colours that VS Code's terminal has in its light and its dark theme.
 * Colours are reduced by `pngquant` where it is installed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { terminalHtml } from "./terminal-html.ts";
import { terminalPalettes } from "./terminal-palettes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const COLUMNS = 92;

/** What a picture shows. */
interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly command: string;
  /** The lines of the sample whose findings are in the picture; the others are left out, which a sign says. */
  readonly lines: ReadonlySet<number>;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: "pretty",
    folder: "test/fixtures/enterprise-0.33",
    command: "kong-lint --kong-version enterprise@0.34 kong.conf",
    lines: new Set([19, 26, 27, 48, 55]),
  },
  {
    name: "compose",
    folder: "test/fixtures/compose",
    command: "kong-lint compose.yaml",
    lines: new Set([14, 19, 23]),
  },
];

/** What the command writes on a terminal of that many columns, escape sequences and all. */
function terminalOutput({ command: shown, folder }: Subject): string {
  const command = shown.replace("kong-lint", `'${process.execPath}' '${root}dist/kong-lint.cjs'`);
  const { NO_COLOR: _, ...env } = process.env;
  return execFileSync("script", ["-qec", `stty cols ${COLUMNS}; ${command} || true`, "/dev/null"], {
    cwd: `${root}${folder}`,
    env: { ...env, TERM: "xterm-256color" },
    encoding: "utf8",
  }).replaceAll("\r\n", "\n");
}

/** The paragraphs of the report that the picture shows, below the command. */
function picturedText(output: string, { command, lines }: Subject): string {
  const [heading = "", ...paragraphs] = output.trimEnd().split("\n\n");
  const shown = paragraphs.filter((paragraph) => {
    const line = /\.\w+:(\d+):\d+/.exec(paragraph)?.[1];
    return line !== undefined && lines.has(Number(line));
  });
  const prompt = `\u001b[32m$\u001b[0m ${command}`;
  return [`${prompt}\n${heading}`, ...shown, "\u001b[2m…\u001b[0m", paragraphs.at(-1)].join("\n\n");
}

mkdirSync(`${root}docs/images`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
try {
  for (const [subject, name] of SUBJECTS.flatMap((each) =>
    (["light", "dark"] as const).map((theme) => [each, theme] as const),
  )) {
    const path = `${root}docs/images/${subject.name}-${name}.png`;
    const text = picturedText(terminalOutput(subject), subject);
    const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 1200, height: 400 } });
    await page.setContent(terminalHtml(text, terminalPalettes[`VS Code, ${name}`], COLUMNS));
    await page.locator("pre").screenshot({ path });
    await page.close();
    spawnSync("pngquant", ["--force", "--ext", ".png", "--skip-if-larger", "--strip", "48", path]);
  }
} finally {
  await browser.close();
}
