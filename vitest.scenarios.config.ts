import { defineConfig } from "vitest/config";
import { shared } from "./test/vitest-shared.ts";

/** Whole programs: processes, servers of code hosts, repositories. `npm run test:scenarios` */
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ["test/**/*.scenario.ts"] },
});
