/** Looking again every few seconds, for teachers' pages: cheap by ETag, still while nobody looks, patient when it fails. */

import type { Browser } from "./browser.ts";

export interface PollOptions {
  readonly language: string;
  /** 401, 403, 404: there is nothing to see for this person any more. The polling has stopped. */
  readonly onEnd?: (status: number) => void;
  /** Whether the last look failed: "not up to date" on the page. */
  readonly onTrouble?: (failing: boolean) => void;
}

/** Calls `onNews` with every new answer of `url`. The answer stops it; `now()` looks at once. */
export function pollWith<T>(browser: Browser, url: string, seconds: number, onNews: (news: T) => void, options: PollOptions): { stop(): void; now(): void } {
  let etag: string | null = null;
  let failures = 0;
  let stopped = false;
  let looking = false;
  let timer: (() => void) | null = null;
  let due = false;

  const later = (milliseconds: number): void => {
    timer?.();
    if (!stopped) timer = browser.after(milliseconds, () => void look());
  };
  const stop = (): void => {
    stopped = true;
    timer?.();
    off.forEach((end) => { end(); });
  };
  const failed = (wait: number): void => {
    failures += 1;
    options.onTrouble?.(true);
    later(Math.max(wait, Math.min(60_000, seconds * 1000 * 2 ** failures)));
  };
  async function look(): Promise<void> {
    if (stopped || looking) return;
    if (!browser.visible()) {
      due = true; // caught up when the page is shown again
      return;
    }
    due = false;
    looking = true;
    try {
      const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": options.language };
      if (etag !== null) headers["If-None-Match"] = etag;
      const answer = await browser.fetch(url, { headers, credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(15_000) });
      const wait = Number(answer.headers.get("Retry-After") ?? 0) * 1000 || 0;
      const ours = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      if (answer.status === 200 && ours) {
        const news = (await answer.json()) as T;
        etag = answer.headers.get("ETag");
        if (!stopped) onNews(news);
      } else if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
        stop();
        options.onEnd?.(answer.status);
        return;
      } else if (answer.status !== 304) {
        failed(wait);
        return;
      }
      if (failures > 0) options.onTrouble?.(false);
      failures = 0;
      later(seconds * 1000);
    } catch {
      failed(0);
    } finally {
      looking = false;
    }
  }
  const hurry = (): void => { if (due || failures > 0) void look(); };
  const off = [browser.on("shown", hurry), browser.on("online", hurry)];
  void look();
  return { stop, now: () => void look() };
}
