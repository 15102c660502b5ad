/** Server time, from a device whose own clock may be wrong or be set while the page is open. */

/** The two clocks of a device: the wall clock anybody may set, and one that only runs on (but may stop while the lid is closed). */
export interface Clocks {
  wall(): number;
  steady(): number;
}

const DAY = 86_400_000;

export class Clock {
  /** Server time, and both clocks, at the moment of the best answer so far. */
  private base: { server: number; wall: number; steady: number } | null = null;

  private readonly clocks: Clocks;
  private remembered: number | null = null;

  constructor(clocks: Clocks) {
    this.clocks = clocks;
  }

  /** The server said `now` in an answer that took so long. */
  learn(now: number, took: number): void {
    if (!Number.isFinite(now) || took > 10_000) return;
    this.base = { server: now + took / 2, wall: this.clocks.wall(), steady: this.clocks.steady() };
  }

  /** What an earlier page of this sign-in knew. */
  remember(offset: number | null): void {
    this.remembered ??= offset;
  }

  /** Whether times are corrected, not this device's own. */
  get sure(): boolean {
    return this.base !== null || this.remembered !== null;
  }

  /** Server time minus wall clock; 0 while nothing is known. */
  get offset(): number {
    if (this.base === null) return this.remembered ?? 0;
    return Math.round(this.now() - this.clocks.wall());
  }

  /** Server time now, as well as this device can tell. */
  now(): number {
    if (this.base === null) return Math.round(this.clocks.wall() + (this.remembered ?? 0));
    const steady = this.clocks.steady() - this.base.steady;
    const wall = this.clocks.wall() - this.base.wall;
    // The wall clock ran further: a closed lid stopped the steady one, unless somebody set the wall clock far ahead.
    const gone = wall > steady && wall - steady < DAY ? wall : steady;
    return Math.round(this.base.server + gone);
  }
}
