import { defineConfig } from "vitest/config";
import { shared } from "./test/vitest-shared.ts";

/** The quick suite of the README: what needs neither processes nor servers, and little time. */
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ["test/**/*.test.ts"] },
});
