/** The only door of the browser to the server. Contract with the server: PROTOCOL.md. */

import { createAsk, type Ask } from "./ask.ts";
import { thisBrowser } from "./browser.ts";
import { hostIn } from "./create.ts";
import type { Host, HostPage } from "./host.ts";
import { loadSeal } from "./presence.ts";
import { pollWith, type PollOptions } from "./poll.ts";
import { hasUnclaimedWork, hasUnsentWork } from "./waiting.ts";

export type { Answered, Ask, AskOptions, Refusal, Reply } from "./ask.ts";
export type { AttemptMade, Host, HostPage, Offer, Problem, Resumed, Saved, SavedSentence } from "./host.ts";
export { fetchLesson } from "./lesson.ts";
export type { PollOptions } from "./poll.ts";
export type * from "./wire.gen.ts";

/** The host of a level page. One for each page. */
export const createHost = (page: HostPage): Host => hostIn(thisBrowser(), page);

/**
 * For pages without a level: signing out by a form, with the same care as on a level page. `send` posts the form; `address` is where one
 * goes on when the server cannot be reached.
 */
export function signOutByForm(language: string, address: string, send: () => void): Promise<void> {
  return hostIn(thisBrowser(), { language, lesson: null, level: null, signIn: address }).signOut(address, send);
}

/** For pages without a level. Has the sealing at hand where work waits on this device: at the moment of leaving the network may be away. */
export async function prepareToLeave(): Promise<void> {
  if (await hasUnsentWork(thisBrowser())) await loadSeal();
}

/** For pages without a level: whether somebody ran something in this browser before signing in that nobody has claimed. Asks no server. */
export const hasVisitorsWork = (): Promise<boolean> => hasUnclaimedWork(thisBrowser());

/** For islands on other pages: `ask` with the token of whoever is signed in. */
export function createDoor(language: string): { ask: Ask; poll<T>(url: string, seconds: number, onNews: (news: T) => void, options?: Omit<PollOptions, "language">): { stop(): void; now(): void } } {
  const browser = thisBrowser();
  let csrf = "";
  const ask: Ask = createAsk({
    fetch: browser.fetch, language, csrf: () => csrf, steady: () => browser.steady(),
    renew: async () => {
      const me = await ask("GET /me", {});
      if (me.ok) csrf = me.value.csrf;
      return me.ok && csrf !== "";
    },
  });
  const first: Ask = async (name, body, options) => {
    if (csrf === "" && !name.startsWith("GET ")) {
      const me = await ask("GET /me", {});
      if (me.ok) csrf = me.value.csrf;
    }
    return ask(name, body, options);
  };
  return { ask: first, poll: (url, seconds, onNews, options = {}) => pollWith(browser, url, seconds, onNews, { ...options, language }) };
}
