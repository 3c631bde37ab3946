import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { docsCode } from "./docs-code.ts";
import { checkEditor, newPlace, root } from "./session.ts";

/** The keys that the page names for a Neovim. */
interface Keys {
  readonly hover: string;
  readonly fix: string;
  readonly format: string;
}

/** A Neovim and how to start it. */
export interface Neovim {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The section of the page whose configuration it takes. */
  readonly section: string;
  readonly keys: Keys;
  readonly env?: NodeJS.ProcessEnv;
}

export const debianNeovim: Neovim = {
  name: "Neovim of Debian",
  command: ["nvim"],
  section: "Neovim 0.7 to 0.10",
  keys: { hover: "K", fix: "\\a", format: "\\f" },
};

/** Opens kong.conf in a Neovim without a screen, with the configuration of the page as its `init.lua`. */
export function testNeovim({ name, command, section, keys, env }: Neovim): void {
  const place = newPlace(name.replace(/\W+/g, "-"));
  const init = join(place.folder, "init.lua");
  writeFileSync(init, docsCode("neovim", "lua", section));
  const [program, ...first] = command;
  const driver = join(root, "test/editors/neovim-driver.lua");
  const args = [
    ...first,
    "--headless",
    "-n",
    "-i",
    "NONE",
    "-u",
    init,
    place.file,
    "-c",
    `luafile ${driver}`,
  ];
  const withKeys = {
    ...place.env,
    ...env,
    KONG_LINT_HOVER: keys.hover,
    KONG_LINT_FIX: keys.fix,
    KONG_LINT_FORMAT: keys.format,
  };
  checkEditor(name, { ...place, env: withKeys }, program, args);
}
