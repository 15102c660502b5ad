/** The host of one page: queue, person, beat and a visitor's own record behind one interface. */

import { signal } from "@preact/signals";
import { createAsk } from "./ask.ts";
import { Beat } from "./beat.ts";
import type { Browser } from "./browser.ts";
import { Clock } from "./core/clock.ts";
import { waitingOf } from "./core/queue.ts";
import { asidesOf, attemptsOf, declinedName, draftsOf, under, type AsideRow } from "./core/rows.ts";
import { better } from "./core/states.ts";
import { claim, forgetVisitor, offerFor, visitorStates } from "./core/visitor.ts";
import type { Host, HostPage, Offer, Problem } from "./host.ts";
import { Outbox } from "./outbox.ts";
import { Presence } from "./presence.ts";
import { savedOf } from "./saved.ts";
import { signOut } from "./sign-out.ts";
import { openAtHome } from "./store/come-home.ts";
import { SturdyStore } from "./store/sturdy.ts";
import type { Store } from "./store/store.ts";
import type { States } from "./core/states.ts";
import type { Me, PeriodNow, PersonHere } from "./wire.gen.ts";
import { Work } from "./work.ts";

/** `createHost` on a browser that is handed in. */
export function hostIn(browser: Browser, page: HostPage): Host {
  const me = signal<PersonHere | null | undefined>(undefined);
  const states = signal<States>({});
  const problems = signal<readonly Problem[]>([]);
  const offer = signal<Offer | null>(null);
  const period = signal<PeriodNow | null>(null);
  const waiting = signal(0);
  const editing = signal(false);
  const failing = signal(false);
  const full = signal(false);
  const wipes = new Set<() => void>();
  const clock = new Clock(browser);
  const tab = Array.from(browser.random(8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const channel = browser.channel();
  const opened = openAtHome(browser);
  const store = new SturdyStore(lazily(opened), (now) => { full.value = now; });
  let level = page.level?.id ?? "";
  let closing: (() => void) | null = null;

  const ask = createAsk({
    fetch: browser.fetch, language: page.language, csrf: () => presence.csrf, renew: () => presence.check(), steady: () => browser.steady(),
  });
  const confirmed = (): string | null => (presence.confirmed && !presence.over ? presence.owner : null);

  const presence = new Presence({
    browser, store, ask, clock,
    about: () => (page.lesson === null ? {} : { lesson: page.lesson.id, level }),
    news: (news) => { void heard(news); },
    gone: () => {
      outbox.close();
      beat.inPeriod(false);
      me.value = undefined;
      offer.value = null;
      wipe();
    },
  });
  const outbox = new Outbox({
    browser, store, ask, clock, tab,
    owner: confirmed,
    states: (news) => { states.value = better(states.value, news); },
    doubt: () => presence.check(),
    changed: () => { void recount(); },
  });
  const beat = new Beat({
    browser, ask,
    person: confirmed,
    level: () => level,
    doubt: () => { void presence.check(); },
    news: (now, server, took) => {
      clock.learn(server, took);
      setPeriod(now);
    },
  });
  const work = new Work({
    browser, store, ask, clock, outbox, beat, presence,
    lesson: page.lesson?.id ?? "",
    editing: (now) => { editing.value = now; },
    changed: () => recount(),
    states: (news) => { states.value = better(states.value, news); },
  });

  /** What the tick and the messages say is counted from the rows themselves. */
  async function recount(): Promise<void> {
    const owner = presence.owner;
    failing.value = outbox.failing || (owner !== null && !presence.confirmed);
    if (owner === null) {
      waiting.value = 0;
      return;
    }
    const rows = await store.read([attemptsOf(owner), draftsOf(owner), asidesOf(owner)]);
    waiting.value = waitingOf(rows, owner);
    problems.value = under<AsideRow>(rows, asidesOf(owner)).map(([name, row]) => ({ id: name, level: row.level, sentence: row.sentence, key: row.key }));
  }

  async function heard(news: Me): Promise<void> {
    me.value = news.person;
    if (news.person !== null) channel?.tell("person");
    states.value = better(states.value, news.states);
    work.found(level, news.work);
    setPeriod(news.period);
    await readStates();
    await lookForOffer(news.person, news.period);
    await recount();
    outbox.kick();
  }

  /** States that only this browser knows: of the queue, or of a visitor. */
  async function readStates(): Promise<void> {
    const owner = presence.owner;
    if (owner === null) states.value = better(states.value, visitorStates(await store.read(["visitor/"]), page.lesson?.id ?? ""));
    else states.value = better(states.value, await work.queuedStates(owner));
  }

  async function lookForOffer(person: PersonHere | null, now: PeriodNow | null): Promise<void> {
    const code = person?.code;
    const found = code === undefined || now !== null ? null : offerFor(await store.read(["visitor/", "declined/"]), code);
    if (found === null || code === undefined) {
      offer.value = null;
      return;
    }
    offer.value = {
      ...found,
      accept: async () => {
        offer.value = null;
        await store.change([attemptsOf(code), draftsOf(code), "visitor/"], (rows) => ({ ...claim(rows, code), result: undefined }));
        await readStates();
        await recount();
        outbox.kick();
      },
      decline: async () => {
        offer.value = null;
        await store.change([], () => ({ put: [[declinedName(code), true]], result: undefined }));
      },
    };
  }

  function setPeriod(now: PeriodNow | null): void {
    const over = period.value !== null && now === null;
    const ending = now !== null && now.ended && !(period.value?.ended ?? false);
    period.value = now;
    beat.inPeriod(now !== null && page.lesson !== null);
    if (now !== null) offer.value = null;
    if (ending) {
      void work.commit();
      outbox.kick();
      closing?.();
      // When the session is over, the page asks who is here, and finds nobody.
      if (now.closesAt !== null) closing = browser.after(Math.max(0, now.closesAt - clock.now()) + 2000, () => void presence.check());
    }
    if (over) void presence.check();
  }

  const wipe = (): void => { for (const each of wipes) each(); };
  const leave = async (to: string, send: (() => void) | null = null): Promise<void> => {
    if (await signOut({ browser, store, ask, outbox, work, presence, wipe, tellTabs: () => channel?.tell("person") }, to, send)) return;
    browser.stay(to);
    const back = browser.on("online", () => {
      back();
      // Nobody is here any more: this one brings home what was sealed, and tells the server who left.
      void hostIn(browser, page).flush().then(() => { browser.go(to); });
    });
  };
  const off = [
    browser.on("online", () => { outbox.hopeful(); if (!presence.confirmed) void presence.look(false); }),
    browser.on("shown", () => void presence.look(false)),
    browser.on("hidden", () => { void work.commit(); outbox.kick(); }),
    browser.on("returned", () => void presence.look(true)),
    browser.on("leaving", () => {
      const draft = work.takeDraft();
      work.keepAtOnce();
      outbox.leave(draft, work.unwrittenRuns);
    }),
  ];
  channel?.listen(() => void presence.look(false));

  const ready = presence.begin().then(readStates).then(recount);
  work.ready = ready;
  void ready.then(async () => {
    if (presence.owner === null) me.value = null;
    await presence.settleIn();
    await recount();
    outbox.kick();
  });

  return {
    me, states, problems, offer, period,
    ...savedOf({ me, waiting, editing, failing, full, problems }),
    resume: (of) => work.resume(of),
    keep: (of, program) => { work.keep(of, program); },
    attempt: (made) => work.attempt(made),
    touched: () => { beat.touched(); },
    at: (now) => { level = now; },
    raiseHand: async (up) => {
      const person = confirmed();
      if (person === null || period.value === null) return "";
      const reply = await ask("POST /hand", { person, up });
      if (reply.ok && period.value !== null) period.value = { ...period.value, handRaised: reply.value.handRaised };
      return reply.ok ? "" : (reply.sentence ?? "");
    },
    stillMe: async () => { await beat.once(true); },
    notMe: () => leave(page.signIn),
    signOut: (to, send) => leave(to ?? page.signIn, send),
    putAway: async (problem) => {
      await store.change([], () => ({ drop: [problem], result: undefined }));
      await recount();
    },
    forgetVisitor: async () => {
      await store.change(["visitor/", "declined/"], (rows) => ({ ...forgetVisitor(rows), result: undefined }));
      if (presence.owner === null) states.value = {};
    },
    onPerson: (then) => {
      wipes.add(then);
      return () => wipes.delete(then);
    },
    flush: async () => {
      await ready;
      await work.commit();
      await outbox.flush();
    },
    close: () => {
      off.forEach((end) => { end(); });
      channel?.close();
      closing?.();
      beat.inPeriod(false);
      work.close();
      outbox.close();
      presence.close();
      store.close();
    },
  };
}

/** A store that is still being opened. */
function lazily(opening: Promise<Store>): Store {
  let open: Store | null = null;
  void opening.then((store) => { open = store; });
  return {
    get exclusive() { return open?.exclusive ?? false; },
    read: async (prefixes) => (await opening).read(prefixes),
    change: async (prefixes, decide) => (await opening).change(prefixes, decide),
    close: () => void opening.then((store) => { store.close(); }),
  };
}
