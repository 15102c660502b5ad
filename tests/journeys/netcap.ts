// NETCAP: every request that a device makes in a flow (pages, scripts, beacons, form posts, workers, websockets), searched for canaries
// in every spelling and for anybody but our own server. The same spellings as homeroom/testing/sweep/spelling.py.
import { createHash } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";

/** One thing that left the device. */
export interface Sent {
  readonly kind: string;
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body: Buffer;
}

export interface Netcap {
  readonly sent: readonly Sent[];
  /** Addresses of anybody else. */
  foreign(): string[];
  /** Where a canary left the device, and how: "POST /me: body (in base64 at 0)". */
  traces(...canaries: readonly string[]): string[];
}

/** How a text can lie somewhere: as it is, small, URL-encoded, in base64 at each of the three places, in hex, as a common digest. */
export function spellings(canary: string): ReadonlyMap<string, Buffer> {
  const plain = Buffer.from(canary);
  const found = new Map<string, Buffer>([
    ["plain", plain],
    ["small", Buffer.from(canary.toLowerCase())],
    ["in an address", Buffer.from(encodeURIComponent(canary))],
    ["small in an address", Buffer.from(encodeURIComponent(canary.toLowerCase()).toLowerCase())],
    ["in a form", Buffer.from(new URLSearchParams({ a: canary }).toString().slice(2))],
    ["in hex", Buffer.from(plain.toString("hex"))],
  ]);
  for (const at of [0, 1, 2]) {
    // Neighbours change the first and the last letters, not those between.
    const whole = Buffer.concat([Buffer.alloc(at), plain]).toString("base64");
    found.set(`in base64 at ${String(at)}`, Buffer.from(whole.slice([0, 2, 3][at], Math.floor(whole.length / 4) * 4 - 4)));
  }
  for (const name of ["md5", "sha1", "sha256"])
    for (const [form, text] of [["", canary], [" small", canary.toLowerCase()]] as const) {
      const digest = createHash(name).update(text).digest();
      found.set(`${name}${form}`, digest);
      found.set(`${name}${form} in hex`, Buffer.from(digest.toString("hex")));
      found.set(`${name}${form} in base64`, Buffer.from(digest.toString("base64").replace(/=+$/, "")));
    }
  return new Map([...found].filter(([, text]) => text.length > 3));
}

/** Listens to everything that this device sends from now on; `address` is our own server. */
export function record(context: BrowserContext, address: string): Netcap {
  const sent: Sent[] = [];
  const origin = new URL(address).origin;
  context.on("request", (request) => {
    const headers = Object.entries(request.headers()).map(([name, value]) => `${name}: ${value}`).join("\n");
    sent.push({ kind: request.resourceType(), method: request.method(), url: request.url(), headers, body: request.postDataBuffer() ?? Buffer.alloc(0) });
  });
  const watch = (page: Page): void => {
    page.on("websocket", (socket) => {
      sent.push({ kind: "websocket", method: "CONNECT", url: socket.url(), headers: "", body: Buffer.alloc(0) });
      socket.on("framesent", ({ payload }) => {
        sent.push({ kind: "websocket", method: "SEND", url: socket.url(), headers: "", body: Buffer.from(payload) });
      });
    });
  };
  for (const page of context.pages()) watch(page);
  context.on("page", watch);
  const isOurs = (url: string): boolean => ["data:", "blob:"].some((kind) => url.startsWith(kind)) || new URL(url).origin.replace(/^ws/, "http") === origin;
  return {
    sent,
    foreign: () => sent.filter(({ url }) => !isOurs(url)).map(({ url }) => url),
    traces: (...canaries) => canaries.flatMap((canary) => {
      const ways = [...spellings(canary)];
      return sent.flatMap(({ method, url, headers, body }) => {
        const parts = [["address", Buffer.from(url)], ["headers", Buffer.from(headers)], ["body", body]] as const;
        const path = url.startsWith(origin) ? url.slice(origin.length) : url;
        return parts.flatMap(([part, content]) => {
          const small = Buffer.from(content.toString("latin1").toLowerCase(), "latin1");
          return ways
            .filter(([how, text]) => content.includes(text) || (how.startsWith("small") && small.includes(text)))
            .map(([how]) => `${method} ${path}: ${part} (${how})`);
        });
      });
    }),
  };
}
