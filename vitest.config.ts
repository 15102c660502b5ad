import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  test: {
    include: ["labs/**/*.test.{ts,tsx}", "homeroom/*/islands/**/*.test.{ts,tsx}"],
    // These need the built pages and a browser: `npm run test:web`.
    exclude: ["node_modules/**", "labs/web-tests/**"],
    environment: "node",
    passWithNoTests: true,
    // Two cores are shared with the server's tests; the labs' tests are short.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
