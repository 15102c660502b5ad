/** The beat of an open period: every five seconds, working or idle and for how long; cover, end and hand come back. */

import type { Ask } from "./ask.ts";
import type { Browser } from "./browser.ts";
import { Activity } from "./core/activity.ts";
import type { PeriodNow } from "./wire.gen.ts";

export interface BeatNeeds {
  readonly browser: Browser;
  readonly ask: Ask;
  /** Who is here by the server's word; null: nobody, no beat. */
  person(): string | null;
  level(): string;
  /** News of the period; null: it is over. */
  news(period: PeriodNow | null, now: number, took: number): void;
  /** The server says it is not this person any more. */
  doubt(): void;
}

const EVERY = 5000;
/** The server believes at most a minute at a time. */
const MOST = 60;

export class Beat {
  private readonly activity = new Activity();
  private readonly needs: BeatNeeds;
  private timer: (() => void) | null = null;
  private going = false;

  constructor(needs: BeatNeeds) {
    this.needs = needs;
  }

  touched(): void {
    this.activity.touch(this.needs.browser.steady());
  }

  /** In a period: beats. Outside: none. */
  inPeriod(open: boolean): void {
    if (open === this.going) return;
    this.going = open;
    this.timer?.();
    this.timer = null;
    if (open) this.next(EVERY);
  }

  /** One beat, now. True when the server answered. */
  async once(uncover: boolean): Promise<boolean> {
    const person = this.needs.person();
    if (person === null) return false;
    const now = this.needs.browser.steady();
    const active = Math.min(MOST, Math.floor(this.activity.active(now) / 1000));
    const working = this.activity.working(now);
    const reply = await this.needs.ask("POST /beat", { person, level: this.needs.level(), active, working, uncover }, { timeout: 4500 });
    if (reply.ok) {
      this.activity.take(now, active * 1000);
      this.needs.news(reply.value.period, reply.value.now, reply.took);
      return true;
    }
    if (reply.status === 401 || reply.refused === "another-person") this.needs.doubt();
    if (reply.wait !== null && this.going) this.next(Math.max(EVERY, reply.wait));
    return false;
  }

  private next(wait: number): void {
    this.timer?.();
    this.timer = this.needs.browser.after(wait, () => {
      this.next(EVERY);
      void this.once(false);
    });
  }
}
