// Journeys: a real server, a real browser, whole stories. One file after the other: two cores are shared by server and browser.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/journeys/**/*.journey.test.ts"],
    environment: "node",
    fileParallelism: false,
    bail: 1,
    // A machine that runs everything at once may be slow; a story waits for what it is told, not for a clock.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
