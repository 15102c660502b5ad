/** Asking the server, typed by endpoint. Refusals are values; an answer that is not ours counts as none. */

import type { Endpoints } from "./wire.gen.ts";

export type Name = keyof Endpoints;

/** What the server would not do, or (`status` 0) that nobody answered. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  /** The server's code; "no-answer" when nothing of ours came back. */
  readonly refused: string;
  /** For this reader, in the language of the page. */
  readonly sentence: string | null;
  /** Milliseconds the server wants to be left alone. */
  readonly wait: number | null;
}
export interface Answered<T> {
  readonly ok: true;
  readonly value: T;
  /** How long it took, in milliseconds. */
  readonly took: number;
}
export type Reply<T> = Answered<T> | Refusal;

export interface AskOptions {
  /** For the holes of a path: `/work/{level}`. */
  readonly holes?: Readonly<Record<string, string>>;
  /** Without cookies and token: a parcel of somebody else's. */
  readonly withoutCookies?: boolean;
  readonly timeout?: number;
}
export type Ask = <K extends Name>(name: K, body: Endpoints[K]["ask"], options?: AskOptions) => Promise<Reply<Endpoints[K]["answer"]>>;

export interface Asking {
  readonly fetch: typeof fetch;
  readonly language: string;
  /** The token of `/me`; "" while there is none. */
  csrf(): string;
  /** Fetches a new token; false when there is none to be had. */
  renew(): Promise<boolean>;
  steady(): number;
}

const TIMEOUT = 15_000;
/** Browsers let a page leave behind at most 64 KiB of requests; a bigger one must be ordinary. */
const KEEPALIVE = 60_000;

const NO_ANSWER: Refusal = { ok: false, status: 0, refused: "no-answer", sentence: null, wait: null };

export function createAsk(asking: Asking): Ask {
  const once = async <T>(name: string, body: object, options: AskOptions): Promise<Reply<T>> => {
    const [method = "GET", path = "/"] = name.split(" ");
    const began = asking.steady();
    // The icon strip also runs in browsers that cannot stop a request: there the answer is only no longer waited for.
    const stop = typeof AbortController === "undefined" ? null : new AbortController();
    let late: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<never>((_, fail) => {
      late = setTimeout(() => {
        stop?.abort();
        fail(new Error("too late"));
      }, options.timeout ?? TIMEOUT);
    });
    tooLate.catch(() => undefined);
    const exchange = async (): Promise<Reply<T>> => {
      const answer = await asking.fetch(address(method, path, body, options.holes ?? {}), {
        method,
        redirect: "error",
        cache: "no-store",
        credentials: options.withoutCookies === true ? "omit" : "same-origin",
        ...(stop === null ? {} : { signal: stop.signal }),
        ...content(method, body, asking, options),
      });
      return read<T>(answer, () => asking.steady() - began);
    };
    try {
      return await Promise.race([exchange(), tooLate]);
    } catch {
      return NO_ANSWER; // no network, cut short, redirected elsewhere, too late
    } finally {
      clearTimeout(late);
    }
  };
  return async (name, body, options = {}) => {
    const first = await once<Endpoints[typeof name]["answer"]>(name, body, options);
    if (first.ok || first.refused !== "csrf" || options.withoutCookies === true) return first;
    return (await asking.renew()) ? once(name, body, options) : first;
  };
}

function address(method: string, path: string, body: object, holes: Readonly<Record<string, string>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, hole: string) => encodeURIComponent(holes[hole] ?? ""));
  if (method !== "GET") return filled;
  const query = new URLSearchParams(Object.entries(body).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]));
  const asked = query.toString();
  return asked === "" ? filled : `${filled}?${asked}`;
}

function content(method: string, body: object, asking: Asking, options: AskOptions): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": asking.language };
  if (method === "GET") return { headers };
  headers["Content-Type"] = "application/json";
  if (options.withoutCookies !== true) headers["X-CSRFToken"] = asking.csrf();
  const text = JSON.stringify(body);
  // Text is never more than three bytes a letter; a request that small survives the page.
  return { headers, body: text, keepalive: text.length * 3 < KEEPALIVE };
}

async function read<T>(answer: Response, took: () => number): Promise<Reply<T>> {
  const ours = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  const status = answer.status;
  const wait = waitOf(answer.headers.get("Retry-After"));
  const value: unknown = ours ? await answer.json() : null;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return status >= 400 ? { ok: false, status, refused: "not-ours", sentence: null, wait } : NO_ANSWER;
  if (answer.ok) return { ok: true, value: value as T, took: took() };
  const { refused, sentence } = value as { refused?: unknown; sentence?: unknown };
  if (typeof refused !== "string") return { ok: false, status, refused: "not-ours", sentence: null, wait };
  return { ok: false, status, refused, sentence: typeof sentence === "string" && sentence !== "" ? sentence : null, wait };
}

function waitOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 900) * 1000 : null;
}
