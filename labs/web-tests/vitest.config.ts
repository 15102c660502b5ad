// Browser tests of the built pages: the system's Chromium, our own server on 127.0.0.1, no Django. `npm run test:web` builds first.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["labs/web-tests/**/*.web.test.ts"],
    environment: "node",
    // One browser at a time: two cores are shared with everything else.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
