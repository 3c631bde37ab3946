import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { bundledPage } from "../../../server/engine/page-for-readers.ts";

/** The pages of the rules as texts, in the form that the programs have. */
export const rulePages: Plugin = {
  name: "rule-pages",
  setup(build) {
    build.onLoad({ filter: /\.md$/ }, ({ path }) => ({
      contents: bundledPage(readFileSync(path, "utf8")),
      loader: "text",
    }));
  },
};
