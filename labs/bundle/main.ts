// Builds every script that a page loads into homeroom/static/built/: modules, classic scripts, Blockly's media, compressed twins;
// and the fonts for print into homeroom/kit/pdf/fonts/.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { classicConfig, classicEntries, islandEntries, moduleConfig, outDir, pageEntries } from "../../vite.config.ts";
import { compressAll } from "./compress.ts";
import { gatherFonts } from "./fonts.ts";

type Manifest = Record<string, unknown>;

const readManifest = (name: string): Manifest => {
  const path = join(outDir, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : {};
};

const started = performance.now();
rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });

let manifest: Manifest = {};
for (const modules of [pageEntries(), islandEntries()]) {
  if (modules.length > 0) await build(moduleConfig(modules));
  // A lab stands in both; its address is the one that pupils' pages use.
  manifest = { ...readManifest("manifest.json"), ...manifest };
}
const modules = [...pageEntries(), ...islandEntries()];

for (const entry of classicEntries()) {
  await build(classicConfig(entry));
  manifest = { ...readManifest("manifest-classic.json"), ...manifest };
  rmSync(join(outDir, "manifest-classic.json"), { force: true });
}

cpSync("node_modules/blockly/media", join(outDir, "media"), { recursive: true });
writeFileSync(join(outDir, "manifest.json"), JSON.stringify(manifest, null, 1));
const compressed = await compressAll(outDir);
const fonts = gatherFonts("homeroom/kit/pdf/fonts");

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`built ${modules.length} modules, ${classicEntries().length} classic scripts, ${compressed} compressed files, ${fonts} fonts for print in ${seconds} s`);
if (fonts === 0) console.warn("No fonts for print: `npm ci` brings the packages that hold them; until then no PDF can be made.");
