/** Active seconds, counted here from runs and edits; only the sum leaves the page, and only in an open period. */

/** One run or edit stands for so much work around it. */
const REACH = 15_000;
const WORKING = 60_000;

export class Activity {
  private counted = 0;
  private until = 0;
  private from = 0;
  private last = -Infinity;

  /** Something was run or edited at this (steady) time. */
  touch(now: number): void {
    if (now >= this.until) {
      this.counted += this.until - this.from;
      this.from = now;
    }
    this.until = now + REACH;
    this.last = now;
  }

  working(now: number): boolean {
    return now - this.last < WORKING;
  }

  /** Active milliseconds up to now that were not taken yet. */
  active(now: number): number {
    return this.counted + Math.max(0, Math.min(now, this.until) - this.from);
  }

  /** Those milliseconds were told: they are not told again. */
  take(now: number, milliseconds: number): void {
    const left = this.active(now) - milliseconds;
    this.counted = Math.max(0, left);
    this.from = Math.min(now, this.until);
    if (now >= this.until) this.until = this.from;
  }
}
