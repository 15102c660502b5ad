// How pages' scripts are built. `npm run build` (labs/bundle/main.ts) runs this once for the pupils' pages, once for the
// islands and once for each classic entry, then adds Blockly's media and the compressed twins of every file.
import { globSync } from "node:fs";
import { resolve } from "node:path";
import type { InlineConfig } from "vite";

/** Where the server finds what is built; its static address is STATIC_URL + "built/". */
export const outDir = "homeroom/static/built";

/** Blocks need Safari 16.4 (Blockly's own floor); the icon strip and the Workers run from ES2017 on. */
const blocksFloor = ["chrome109", "firefox115", "safari16.4"];
const stripFloor = "es2017";

const entries = (pattern: string): string[] => globSync(pattern).filter((path) => !path.includes(".test.")).sort();

/** Module entries of pupils' pages. */
export const pageEntries = (): string[] => entries("labs/entries/*.{ts,tsx}");

/** Module entries of the server's rooms. Built apart: what an island shares with a level page must not cost that page a request. */
export const islandEntries = (): string[] => entries("homeroom/*/islands/*.tsx");

/** Classic entries: one self-contained script each, for browsers without module scripts. */
export const classicEntries = (): string[] => globSync("labs/entries/classic/*.{ts,tsx}").sort();

// The engine's Worker and its WebAssembly get a folder of their own: the server sends everything in it with the Worker's strict policy.
const assetFileNames = ({ names }: { names: string[] }): string =>
  names.some((name) => name.endsWith(".wasm")) ? "engine/[name]-[hash][extname]" : "assets/[name]-[hash][extname]";

const shared = (target: string | string[]): InlineConfig => ({
  base: "/static/built/",
  publicDir: false,
  logLevel: "warn",
  clearScreen: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  worker: { format: "iife", rolldownOptions: { output: { entryFileNames: "engine/[name]-[hash].js", assetFileNames } } },
  build: { outDir, target, assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 1000, sourcemap: false },
});

/** A module build: shared chunks, hashed names, `manifest.json` with source paths as keys. */
export const moduleConfig = (input: string[]): InlineConfig => {
  const config = shared(blocksFloor);
  return {
    ...config,
    configFile: false,
    build: {
      ...config.build,
      emptyOutDir: false,
      manifest: "manifest.json",
      rolldownOptions: {
        input,
        output: {
          entryFileNames: "assets/[name]-[hash].js",
          chunkFileNames: "assets/[name]-[hash].js",
          assetFileNames,
          // What two labs share comes with the words and the signals, which every level page has: a second lab costs no request.
          codeSplitting: { groups: [{ name: "say", test: /[\/]labs[\/]parts[\/](words|look|engine|generate)[\/]|[\/]node_modules[\/](preact|@preact|@jitl)[\/]/ }] },
        },
      },
    },
  };
};

/** The classic build of one entry: an IIFE in ES2017. */
export const classicConfig = (entry: string): InlineConfig => {
  const config = shared(stripFloor);
  return {
    ...config,
    configFile: false,
    build: {
      ...config.build,
      emptyOutDir: false,
      // One file: nothing to preload, and no import.meta, which a classic script does not have.
      modulePreload: false,
      cssCodeSplit: false,
      manifest: "manifest-classic.json",
      rolldownOptions: { input: resolve(entry), transform: { define: { "import.meta": "{}" } }, output: { format: "iife", name: "homeroom", entryFileNames: "assets/classic-[name]-[hash].js", assetFileNames } },
    },
  };
};

export default moduleConfig(pageEntries());
