import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { docsCode } from "./docs-code.ts";
import { checkEditor, newPlace, root } from "./session.ts";

/** Opens kong.conf in Vim on a terminal of its own, with ALE and the configuration of the page as its `vimrc`. */
export function testVim(): void {
  const place = newPlace("vim");
  const vimrc = join(place.folder, "vimrc");
  const base = ["set nocompatible", "filetype plugin on", "packadd! ale"];
  writeFileSync(vimrc, [...base, docsCode("vim", "vim")].join("\n"));
  const driver = join(root, "test/editors/vim-driver.vim");
  const command = ["vim", "-n", "-i", "NONE", "-u", vimrc, "-S", driver, place.file].join(" ");
  checkEditor("Vim with ALE", place, "script", ["-qec", command, "/dev/null"]);
}
