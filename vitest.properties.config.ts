import { defineConfig } from "vitest/config";
import { shared } from "./test/vitest-shared.ts";

/** Properties over many texts in every format: they take minutes of processor time. `npm run test:properties` */
export default defineConfig({
  ...shared,
  test: { ...shared.test, include: ["test/**/*.property.ts"] },
});
