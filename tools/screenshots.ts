/**
 * `npx tsx tools/screenshots.ts`: takes the pictures of the pretty report, `docs/images/pretty-light.png` and `-dark.png`.
 * The bundled program runs on a terminal of its own (`script` of util-linux), and what it writes is drawn by Chromium
 * (`CHROMIUM`, else /usr/bin/chromium) in the colours that VS Code's terminal has in its light and its dark theme.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { terminalHtml } from "./terminal-html.ts";
import { terminalPalettes } from "./terminal-palettes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const COLUMNS = 92;
const FOLDER = "test/fixtures/enterprise-0.33";
const COMMAND = "kong-lint --kong-version enterprise@0.34 kong.conf";
/** The lines of the sample whose findings are in the picture; the others are left out, which a sign says. */
const SHOWN_LINES = new Set([19, 26, 27, 48, 55]);

/** What the command writes on a terminal of that many columns, escape sequences and all. */
function terminalOutput(): string {
  const command = COMMAND.replace("kong-lint", `'${process.execPath}' '${root}dist/kong-lint.cjs'`);
  const { NO_COLOR: _, ...env } = process.env;
  return execFileSync("script", ["-qec", `stty cols ${COLUMNS}; ${command} || true`, "/dev/null"], {
    cwd: `${root}${FOLDER}`,
    env: { ...env, TERM: "xterm-256color" },
    encoding: "utf8",
  }).replaceAll("\r\n", "\n");
}

/** The paragraphs of the report that the picture shows, below the command. */
function picturedText(output: string): string {
  const [heading = "", ...paragraphs] = output.trimEnd().split("\n\n");
  const shown = paragraphs.filter((paragraph) => {
    const line = /\.conf:(\d+):/.exec(paragraph)?.[1];
    return line !== undefined && SHOWN_LINES.has(Number(line));
  });
  const prompt = `\u001b[32m$\u001b[0m ${COMMAND}`;
  return [`${prompt}\n${heading}`, ...shown, "\u001b[2m…\u001b[0m", paragraphs.at(-1)].join("\n\n");
}

const text = picturedText(terminalOutput());
mkdirSync(`${root}docs/images`, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
try {
  for (const name of ["light", "dark"] as const) {
    const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 1200, height: 400 } });
    await page.setContent(terminalHtml(text, terminalPalettes[`VS Code, ${name}`], COLUMNS));
    await page.locator("pre").screenshot({ path: `${root}docs/images/pretty-${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
}
