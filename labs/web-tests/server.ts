// A tiny server on 127.0.0.1 for the browser tests: the built scripts, the kit's files, and a lesson of its own. It sends the same
// policy as the real one, so that a forbidden style or script fails here first.
import { createServer, type Server } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { lessonIn, lessons, pageOf, words } from "./lesson.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".cur": "image/x-icon",
  ".mp3": "audio/mpeg",
};

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
}

function manifest(): Record<string, Chunk> {
  return JSON.parse(readFileSync("homeroom/static/built/manifest.json", "utf8")) as Record<string, Chunk>;
}

const policy = (): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src-elem 'self'",
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (sign) => ({ "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" })[sign] ?? "");
}

/** A page as homeroom/curriculum sends it. */
function shell(language: string, slug: string, number: number, kind: "level" | "icons"): string | null {
  const direction = language === "ar" ? "rtl" : "ltr";
  const data = pageOf(number, language, direction, slug);
  if (!data || (kind === "icons" && !data.level.icons)) return null;
  const built = manifest();
  const level = built["labs/entries/level.ts"];
  const icons = `/static/built/${built["labs/entries/classic/icons.ts"]?.file ?? ""}`;
  const fallback = `/static/built/${built["labs/entries/classic/fallback.ts"]?.file ?? ""}`;
  const scripts =
    kind === "icons"
      ? `<script src="${icons}" defer></script>`
      : `<script src="${fallback}" data-strip="${icons}"></script><script nomodule src="${icons}" defer></script><script type="module" src="/static/built/${level?.file ?? ""}"></script>`;
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${data.level.title}</title>
<link rel="icon" href="/static/kit/pictures/logo.svg">
${["tokens.gen.css", "base.css", "parts.css", "level.css"].map((name) => `<link rel="stylesheet" href="/static/kit/${name}">`).join("")}
${(level?.css ?? []).map((name) => `<link rel="stylesheet" href="/static/built/${name}">`).join("")}
</head><body class="level"><header class="bar"><a class="bar-name" href="/${language}/"><span>Homeroom</span></a></header>
<main id="main" class="level-shell" tabindex="-1"><div id="level-page"><h1>${data.level.title}</h1><p>${data.level.instructions}</p></div></main>
<script type="application/json" id="page-data">${escaped(JSON.stringify(data))}</script>${scripts}</body></html>`;
}

/** The congratulation page, as homeroom/curriculum sends it. */
function donePage(language: string): string {
  const built = manifest()["labs/entries/done.ts"];
  const data = { language, direction: language === "ar" ? "rtl" : "ltr", lesson: { title: lessonIn(language).title }, learned: ["giving instructions in order", "repeating with a loop", "deciding with if and else"], words: words(), pictures: "/static/kit/pictures/" };
  return `<!doctype html><html lang="${language}" dir="${data.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Done</title>
<link rel="icon" href="/static/kit/pictures/logo.svg">
${["tokens.gen.css", "base.css", "parts.css"].map((name) => `<link rel="stylesheet" href="/static/kit/${name}">`).join("")}${(built?.css ?? []).map((name) => `<link rel="stylesheet" href="/static/built/${name}">`).join("")}
</head><body><header class="bar"><a class="bar-name" href="/${language}/"><span>Homeroom</span></a></header>
<main id="main" tabindex="-1"><div class="page"><div class="glad"><img class="glad-picture" src="/static/kit/pictures/well-done.svg" alt="" width="320" height="240"><h1>You have finished the maze!</h1><ul class="learned">${data.learned.map((one) => `<li>${one}</li>`).join("")}</ul></div><div class="card" id="certificate"></div><h2>Would you like more?</h2><ol class="levels">${[10, 18, 19, 20].map((number) => `<li><a href="/${language}/learn/maze/${String(number)}/"><span class="number"><span>${String(number)}</span></span></a></li>`).join("")}</ol></div></main>
<script type="application/json" id="page-data">${escaped(JSON.stringify(data))}</script><script type="module" src="/static/built/${built?.file ?? ""}"></script></body></html>`;
}

function answer(path: string): { readonly type: string; readonly body: string | Buffer } | null {
  const level = /^\/(en|es|ar)\/learn\/(maze|drawing)\/(\d+)\/(icons\/)?$/.exec(path);
  if (level) {
    const page = shell(level[1] ?? "en", level[2] ?? "maze", Number(level[3]), level[4] === undefined ? "level" : "icons");
    return page === null ? null : { type: "text/html; charset=utf-8", body: page };
  }
  const done = /^\/(en|es|ar)\/learn\/maze\/done\/$/.exec(path);
  if (done) return { type: "text/html; charset=utf-8", body: donePage(done[1] ?? "en") };
  const lesson = /^\/(en|es|ar)\/learn\/(maze|drawing)\/lesson\.json$/.exec(path);
  if (lesson) return { type: "application/json", body: JSON.stringify({ lesson: lessonIn(lesson[1] ?? "en", lesson[2]), levels: lessons[lesson[2] ?? "maze"] }) };
  const file = /^\/static\/(built|kit)\/(.+)$/.exec(path);
  if (file) {
    const from = file[1] === "built" ? "homeroom/static/built" : "homeroom/kit/static/kit";
    const at = join(from, normalize(file[2] ?? ""));
    if (at.startsWith(from) && existsSync(at)) return { type: types[extname(at)] ?? "application/octet-stream", body: readFileSync(at) };
  }
  return null;
}

/** Starts the server on a free port; the answer is its address. */
export async function serve(port = 0): Promise<{ readonly address: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    asked.push(path);
    const found = answer(path);
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    const worker = path.startsWith("/static/built/engine/");
    response.writeHead(200, { "Content-Type": found.type, "Cache-Control": path.startsWith("/static/") ? "public, max-age=31536000, immutable" : "no-cache", "Content-Security-Policy": worker ? "default-src 'none'; script-src 'wasm-unsafe-eval'" : policy() });
    response.end(found.body);
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  const at = server.address();
  return {
    address: `http://127.0.0.1:${String(typeof at === "object" && at ? at.port : 0)}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => { closed(); });
      }),
  };
}
