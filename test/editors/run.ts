/** `npm run test:editors`: the configurations of `docs/editors`, executed in the editors they are for. */
import { check, finish } from "../checks.ts";
import { installEditors } from "./debian-packages.ts";
import { testEmacs } from "./emacs.ts";
import { debianNeovim, testNeovim } from "./neovim.ts";
import { newerNeovim } from "./newer-neovim.ts";
import { run } from "./program.ts";
import { root } from "./session.ts";
import { testVim } from "./vim.ts";

const built = run("npm", ["run", "--silent", "build"], { cwd: root });
check("the build", built.code === 0, built.text);
installEditors();
testNeovim(debianNeovim);
const newer = newerNeovim();
if (typeof newer === "string") console.log(`skipped: the configuration for Neovim 0.11 and later (${newer})`);
else testNeovim(newer);
testEmacs();
testVim();
finish();
