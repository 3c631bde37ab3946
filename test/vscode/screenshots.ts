/**
 * `npm run screenshots:vscode`: pictures of the extension in a real VS Code, as a person sees it, in a light, a dark and a
 * high-contrast theme. Whole windows that pages show go to `docs/images`, and the parts that the walkthrough shows to
 * `client/media`. With a folder as argument, every picture goes there, to be looked at. Colours are reduced by `pngquant` where it is installed.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { packVsix } from "../../tools/release/artifacts/vsix.ts";
import { startEditor } from "./editor.ts";
import { ensureProgram, type Program } from "./program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const elsewhere = process.argv[2];
const FOLDERS = {
  window: resolve(elsewhere ?? join(root, "docs/images")),
  part: resolve(elsewhere ?? join(root, "client/media")),
};

/** The windows that pages show. */
const SHOWN: ReadonlySet<string> = new Set([
  "findings-light",
  "hover-dark",
  "upgrade-light",
  "effective-dark",
  "compose-light",
  "compose-dark",
  "helm-light",
  "helm-dark",
]);

const THEMES = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  contrast: "Default High Contrast",
} as const;
type Theme = keyof typeof THEMES;

/** A file as one finds it: from Kong 2.8, with a few of the slips that Kong says nothing about. */
const CONFIGURATION = `# Kong in front of the shop
prefix = /usr/local/kong
log_level = notice
plugins = bundled, jwt-signer

# Listeners
proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 http2 ssl
admin_listen = 0.0.0.0:8001
trusted_ips = 10.0.0.0/8
real_ip_header = X-Forwarded-For

# Database
database = postgres
pg_host = db.internal
pg_user = kong
pg_password = pa#ss-w0rd
pg_ssl = yes
pg_timeout = 5000

nginx_worker_procesess = auto
`;

/** A file that has its way to the next release before it. */
const OLD_CONFIGURATION = `# The listeners of Kong 0.12
proxy_listen = 0.0.0.0:8000
proxy_listen_ssl = 0.0.0.0:8443
http2 = on
admin_listen = 127.0.0.1:8001
admin_listen_ssl = 127.0.0.1:8444
admin_ssl = on

database = postgres
pg_host = db.internal
custom_plugins = hello-world
`;

/** Values of Kong's chart, of which two arrive as another text than the file has. */
const VALUES = `# Kong in the cluster
image:
  repository: kong
  tag: "3.9"

ingressController:
  enabled: false

env:
  database: postgres
  pg_host: db.internal
  pg_user: kong
  log_level: notice
  trusted_ips: 10.0.0.0/8
  real_ip_recursive: on
  nginx_worker_procesess: "2"
`;

/** What of a window the walkthrough shows, in pixels. */
const PARTS = {
  release: { x: 200, y: 0, width: 600, height: 345 },
  findings: { x: 0, y: 58, width: 640, height: 362 },
  effective: { x: 0, y: 0, width: 1000, height: 420 },
  upgrade: { x: 0, y: 0, width: 1000, height: 420 },
} as const;

const SETTINGS = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.activityBar.location": "hidden",
  "editor.minimap.enabled": false,
  "editor.fontSize": 14,
  "editor.lineHeight": 21,
  "editor.stickyScroll.enabled": false,
  "workbench.tips.enabled": false,
  "kong-lint.release": "3.9",
};

const scratch = mkdtempSync(join(tmpdir(), "kong-lint-screenshots-"));
try {
  for (const folder of Object.values(FOLDERS)) mkdirSync(folder, { recursive: true });
  const program = ensureProgram();
  const vsix = packageExtension();
  for (const theme of Object.keys(THEMES) as Theme[]) await takePictures(program, vsix, theme);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function packageExtension(): string {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the build failed: ${stdout}${stderr}`);
  return packVsix(scratch);
}

async function takePictures(program: Program, vsix: string, theme: Theme): Promise<void> {
  const workspace = join(scratch, theme);
  mkdirSync(workspace);
  writeFileSync(join(workspace, "kong.conf"), CONFIGURATION);
  writeFileSync(join(workspace, "old.kong.conf"), OLD_CONFIGURATION);
  const editor = await startEditor(program, {
    vsix,
    settings: { ...SETTINGS, "workbench.colorTheme": THEMES[theme] },
    viewport: { width: 1000, height: 680 },
  });
  try {
    const page = await editor.open(workspace, {
      payload: [["openFile", editor.remote(join(workspace, "kong.conf"))]],
    });
    const shoot = async (name: string) => {
      // What fades in has to be there.
      await page.waitForTimeout(800);
      if (elsewhere !== undefined || SHOWN.has(`${name}-${theme}`))
        await picture(page, join(FOLDERS.window, `vscode-${name}-${theme}.png`));
      // Themes of high contrast show the dark ones: the extension has to stay small.
      if (name in PARTS && theme !== "contrast")
        await picture(page, join(FOLDERS.part, `${name}-${theme}.png`), PARTS[name as keyof typeof PARTS]);
    };
    await page.locator(".squiggly-error").first().waitFor();
    await page.keyboard.press("Control+b");
    await problems(page);
    await shoot("findings");
    await command(page, "View: Hide Panel");
    await hover(page, "pg_ssl");
    await shoot("hover");
    await page.keyboard.press("Escape");
    await complete(page);
    await shoot("completion");
    await page.keyboard.press("Escape");
    for (const _ of "pg_") await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+s");
    await command(page, "Kong: Choose Release");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Kong 3.9.2" }).waitFor();
    await shoot("release");
    await page.keyboard.press("Escape");
    await command(page, "Kong: Show Effective Configuration");
    await page.locator(".tab", { hasText: "effective" }).waitFor();
    await page.keyboard.press("Control+Home");
    await shoot("effective");
    await command(page, "View: Close All Editors");
    await upgrade(page);
    await shoot("upgrade");
    await page.locator(".notification-toast").getByText("Cancel").click();
    await command(page, "View: Close All Editors");
    await command(page, "Welcome: Open Walkthrough...");
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: "Kong configuration" })
      .first()
      .waitFor();
    await page.keyboard.type("Kong configuration");
    await page.keyboard.press("Enter");
    await page.locator(".getting-started-step").first().waitFor();
    await shoot("walkthrough");
    await command(page, "View: Close All Editors");
    // Before this picture their findings would stand above those of kong.conf.
    copyFileSync(join(root, "test/fixtures/compose/compose.yaml"), join(workspace, "compose.yaml"));
    writeFileSync(join(workspace, "values.yaml"), VALUES);
    await open(page, "compose.yaml");
    await problems(page);
    await page.mouse.move(500, 200);
    await shoot("compose");
    await command(page, "View: Close All Editors");
    await open(page, "values.yaml");
    await command(page, "View: Hide Panel");
    await hover(page, "real_ip_recursive");
    await shoot("helm");
  } finally {
    await editor.close();
  }
}

async function problems(page: Page): Promise<void> {
  await page.keyboard.press("Control+Shift+m");
  await page.locator(".markers-panel .monaco-list-row").first().waitFor();
}

async function hover(page: Page, text: string): Promise<void> {
  await word(page, text).hover();
  await page.locator(".monaco-hover:visible").first().waitFor();
}

function word(page: Page, text: string): Locator {
  return page.locator(".view-line span", { hasText: new RegExp(`^${text}$`) }).first();
}

async function complete(page: Page): Promise<void> {
  await page.locator(".view-line").last().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("pg_");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row").first().waitFor();
}

/** Opens a file of the workspace that has findings. */
async function open(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type(name);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
}

/** The plan and the comparison for a move from 0.12 to 0.14. */
async function upgrade(page: Page): Promise<void> {
  await open(page, "old.kong.conf");
  await command(page, "Kong: Upgrade Assistant");
  for (const [title, release] of [
    ["Current release", "Kong 0.12.3"],
    ["Target release", "Kong 0.14.1"],
  ] as const) {
    await page.locator(".quick-input-title", { hasText: title }).waitFor();
    await page.keyboard.type(release);
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: release }).first().waitFor();
    await page.keyboard.press("Enter");
  }
  await page.locator(".notification-toast", { hasText: "upgrade edits" }).waitFor();
}

async function picture(page: Page, path: string, clip?: (typeof PARTS)[keyof typeof PARTS]): Promise<void> {
  await page.screenshot({ path, ...(clip && { clip }) });
  spawnSync("pngquant", ["--force", "--ext", ".png", "--skip-if-larger", "--strip", "48", path]);
}

/** Runs a command from the palette, once it is the one that Enter takes. */
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}
