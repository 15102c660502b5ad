// Puts a .br and a .gz beside every file worth it, so that the server never compresses at request time.
import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const worthIt = new Set([".js", ".css", ".svg", ".json", ".wasm", ".txt", ".html", ".cur"]);

/** Writes the compressed twins of all files under `folder`; answers how many were written. */
export async function compressAll(folder: string): Promise<number> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && worthIt.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  const written = await Promise.all(paths.map(compressOne));
  return written.reduce((sum, count) => sum + count, 0);
}

async function compressOne(path: string): Promise<number> {
  const bytes = await readFile(path);
  const twins: [string, Buffer][] = [
    [".br", await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })],
    [".gz", await deflate(bytes, { level: 9 })],
  ];
  let written = 0;
  for (const [suffix, twin] of twins) {
    if (twin.length >= bytes.length) continue;
    await writeFile(path + suffix, twin);
    written += 1;
  }
  return written;
}
