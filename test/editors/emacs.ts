import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { docsCode } from "./docs-code.ts";
import { checkEditor, newPlace, root } from "./session.ts";

/** Opens kong.conf in Emacs without a screen, with the configuration of the page as its `init.el`. */
export function testEmacs(): void {
  const place = newPlace("emacs");
  const init = join(place.folder, "init.el");
  writeFileSync(init, docsCode("emacs", "elisp"));
  const driver = join(root, "test/editors/emacs-driver.el");
  const withFile = { ...place, env: { ...place.env, KONG_LINT_FILE: place.file } };
  checkEditor("Emacs with Eglot", withFile, "emacs", ["--batch", "--no-init-file", "-l", init, "-l", driver]);
}
