import { defineConfig } from "vitest/config";
import { shared } from "./test/vitest-shared.ts";

/** The quick suite of the README: everything that needs neither processes nor servers. */
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ["test/**/*.test.ts"] },
});
