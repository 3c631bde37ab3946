import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { withoutAttributes } from "../../../server/engine/page-for-readers.ts";

/** The pages of the rules as texts, without what only the tests read: 48 KB. */
export const rulePages: Plugin = {
  name: "rule-pages",
  setup(build) {
    build.onLoad({ filter: /\.md$/ }, ({ path }) => ({
      contents: withoutAttributes(readFileSync(path, "utf8")),
      loader: "text",
    }));
  },
};
