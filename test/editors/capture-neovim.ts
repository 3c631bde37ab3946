/**
 * `npx tsx test/editors/capture-neovim.ts`: takes the picture of `docs/editors/neovim.md`, a session of Neovim on a real terminal (tmux)
 * with the configuration of the page: findings and a hover, then completion. It needs the built program, Neovim, tmux and Chromium.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docsCode } from "./docs-code.ts";
import { debianNeovim } from "./neovim.ts";
import { run } from "./program.ts";
import { newPlace, root } from "./session.ts";
import { drawScreens } from "./terminal-picture.ts";

const TEXT = `# Kong Enterprise, datacenter 1

prefix = /usr/local/kong/
log_level = notice
db_update_frequency = 5s

database = postgres
pg_host = db.internal.example.com
pg_username = kong

proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl
admin_listen = 127.0.0.1:8001
`;

const neovim = debianNeovim;
const place = newPlace("capture", `# kong-lint: kong=enterprise@3.4\n${TEXT}`);
const init = join(place.folder, "init.lua");
const tidy = [
  "vim.o.showmode = false",
  "vim.o.ruler = false",
  "vim.o.laststatus = 0",
  "vim.o.hlsearch = false",
  "vim.o.termguicolors = true",
  "vim.o.completeopt = 'menu'",
  "vim.o.shortmess = vim.o.shortmess .. 'Fc'",
  "vim.cmd('colorscheme slate | highlight Normal guibg=NONE | highlight SignColumn guibg=NONE')",
  "vim.cmd('highlight NormalFloat guibg=#2c2e33 | highlight Pmenu guibg=#2c2e33 guifg=#e0e2ea')",
  "",
].join("\n");
writeFileSync(init, `${docsCode("neovim", "lua", neovim.section)}${tidy}`);
const env = { ...place.env, ...neovim.env, COLORTERM: "truecolor" };
const socket = join(place.folder, "tmux");

function tmux(...args: readonly string[]): string {
  const { code, text } = run("tmux", ["-S", socket, "-f", "/dev/null", ...args], { env });
  if (code !== 0) throw new Error(`tmux ${args[0]}: ${text}`);
  return text;
}

/** The screen, once it shows all of the words and is the same twice in a row. */
function screenWith(...words: readonly string[]): string {
  const deadline = Date.now() + 60_000;
  let last = "";
  for (;;) {
    const plain = tmux("capture-pane", "-t", "neovim", "-p");
    if (plain === last && words.every((word) => plain.includes(word)))
      return tmux("capture-pane", "-t", "neovim", "-p", "-e");
    if (Date.now() > deadline) throw new Error(`the screen does not show ${words.join(", ")}:\n${plain}`);
    last = plain;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

const command = [...neovim.command, "-n", "-i", "NONE", "-u", init, "kong.conf"].join(" ");
tmux(
  "new-session",
  "-d",
  "-s",
  "neovim",
  "-x",
  "118",
  "-y",
  "30",
  "-c",
  join(place.folder, "project"),
  command,
);
try {
  tmux("set", "-g", "status", "off");
  screenWith("pg_username", "ignores this line");
  tmux("send-keys", "/5s", "Enter", ":", "Enter", "K");
  const hover = screenWith("Seconds between");
  tmux("send-keys", "Escape", "G", "o", "pg_ss", "C-x", "C-o");
  const completion = screenWith("pg_ssl_verify");
  mkdirSync(join(root, "docs/images"), { recursive: true });
  await drawScreens([hover.trimEnd(), completion.trimEnd()], join(root, "docs/images/neovim.png"));
} finally {
  // It ends by itself when Neovim has ended.
  run("tmux", ["-S", socket, "kill-server"], { env });
}
