import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  test: {
    include: ["labs/**/*.test.{ts,tsx}", "homeroom/*/islands/**/*.test.{ts,tsx}"],
    environment: "node",
    passWithNoTests: true,
    // Two cores are shared with the server's tests; the labs' tests are short.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
