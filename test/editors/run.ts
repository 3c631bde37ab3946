/** `npm run test:editors`: the configurations of `docs/editors`, executed in the editors they are for. */
import { finish } from "./checks.ts";
import { testEmacs } from "./emacs.ts";
import { debianNeovim, testNeovim } from "./neovim.ts";
import { newerNeovim } from "./newer-neovim.ts";

testNeovim(debianNeovim);
const newer = newerNeovim();
if (typeof newer === "string") console.log(`skipped: the configuration for Neovim 0.11 and later (${newer})`);
else testNeovim(newer);
testEmacs();
finish();
