import { defineConfig } from "vitest/config";
import { filesInDepth, shared } from "./test/vitest-shared.ts";

/**
 * Properties over many texts in every format, and all that the quick suite tries a part of: they take minutes of processor
 * time. `npm run test:properties`
 */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["test/**/*.property.ts", ...filesInDepth()],
    env: { KONG_LINT_DEPTH: "whole" },
  },
});
