import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Neovim } from "./neovim.ts";
import { run } from "./program.ts";

/** Where the newer Neovim lies between runs. */
const FOLDER = join(tmpdir(), "kong-lint-newer-neovim");
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

/**
 * A Neovim that has `vim.lsp.config`: that of Debian's next release, with the libraries it needs, unpacked into a folder of its own, so
 * that nothing of this machine changes. The packages come from the mirror that the machine uses.
 * @returns the reason as text where it cannot be had
 */
export function newerNeovim(): Neovim | string {
  const system = join(FOLDER, "system");
  const nvim = join(system, "usr/bin/nvim");
  if (!existsSync(nvim)) {
    const problem = unpack(system);
    if (problem !== undefined) return problem;
  }
  const libraries = readdirSync(join(system, "usr/lib")).find((name) => name.endsWith("-linux-gnu"));
  if (libraries === undefined || !existsSync(nvim)) return "the packages hold no Neovim for this machine";
  const path = join(system, "usr/lib", libraries);
  const loader = readdirSync(path).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
  if (loader === undefined) return "the packages hold no loader for this machine";
  return {
    name: "Neovim of Debian testing",
    command: [join(path, loader), "--library-path", path, nvim],
    section: "Neovim 0.11 and later",
    keys: { hover: "K", fix: "gra", format: "grf" },
    env: { VIMRUNTIME: join(system, "usr/share/nvim/runtime") },
  };
}

/** Lets apt fetch the packages as for an empty machine, and unpacks them. @returns what went wrong */
function unpack(system: string): string | undefined {
  const mirror = run("apt-get", ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
    .text.split("\n")
    .find((uri) => /\/debian\/?$/.test(uri));
  if (mirror === undefined) return "apt names no mirror of Debian";
  const [lists, archives] = [join(FOLDER, "lists"), join(FOLDER, "cache/archives")];
  for (const folder of [system, join(lists, "partial"), join(archives, "partial")])
    mkdirSync(folder, { recursive: true });
  writeFileSync(join(FOLDER, "sources.list"), `deb [signed-by=${KEYRING}] ${mirror} testing main\n`);
  writeFileSync(join(FOLDER, "status"), "");
  writeFileSync(
    join(FOLDER, "apt.conf"),
    [
      `Dir::Etc::sourcelist "${FOLDER}/sources.list";`,
      'Dir::Etc::sourceparts "/dev/null";',
      `Dir::State::Lists "${lists}";`,
      `Dir::State::status "${FOLDER}/status";`,
      `Dir::Cache "${FOLDER}/cache";`,
      'APT::Sandbox::User "root";',
      "",
    ].join("\n"),
  );
  const env = { ...process.env, APT_CONFIG: join(FOLDER, "apt.conf"), DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update"],
    ["install", "-y", "--download-only", "--no-install-recommends", "neovim"],
  ]) {
    const { code, text } = run("apt-get", args, { env });
    if (code !== 0) return `apt-get ${args[0]}: ${text.trim().split("\n").at(-1)}`;
  }
  for (const name of readdirSync(archives).filter((file) => file.endsWith(".deb"))) {
    const { code, text } = run("dpkg-deb", ["--extract", join(archives, name), system]);
    if (code !== 0) return `dpkg-deb: ${text}`;
  }
  return undefined;
}
