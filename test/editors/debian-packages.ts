import { check } from "../checks.ts";
import { isInstalled, run } from "./program.ts";

/** A program of Debian 12 for the tests, and its package. */
const NEEDED: readonly (readonly [command: string, packages: readonly string[]])[] = [
  ["nvim", ["neovim"]],
  ["emacs", ["emacs-nox"]],
  ["vim", ["vim", "vim-ale"]],
  ["script", ["bsdutils"]],
];

/** Installs the editors and the packages that connect them to servers, where they are missing; that takes root. */
export function installEditors(): void {
  const missing = NEEDED.flatMap(([command, packages]) => (isInstalled(command) ? [] : packages));
  for (const name of ["elpa-eglot", "vim-ale"]) {
    if (run("dpkg-query", ["--show", "--showformat", "$" + "{db:Status-Abbrev}", name]).text.trim() !== "ii")
      missing.push(name);
  }
  if (missing.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update"], { env });
  const packages = [...new Set(missing)];
  const { code, text } = run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
  check(`install ${packages.join(" ")}`, code === 0, text.slice(-2000));
}
