/** How long to wait before asking again, and whether something new may shorten it. */

const LONGEST = 60_000;

export class Patience {
  private failures = 0;
  /** A server that said "not now" is left alone until then, whatever happens here. */
  private notBefore = 0;

  /** Nothing came back (`asked: null`), or the server asked for `asked` milliseconds. Gives the time to wait, 0 < jitter <= 1. */
  failed(now: number, answered: boolean, asked: number | null, jitter: number): number {
    const own = Math.min(LONGEST, 1000 * 2 ** this.failures) * (0.5 + jitter / 2);
    this.failures = Math.min(this.failures + 1, 10);
    const wait = Math.max(own, asked ?? 0);
    if (answered) this.notBefore = now + wait;
    return wait;
  }

  succeeded(): void {
    this.failures = 0;
    this.notBefore = 0;
  }

  /** The network came back: what was counted against it is forgotten, what the server asked for is not. */
  hopeful(): void {
    this.failures = 0;
  }

  get failing(): boolean {
    return this.failures > 0;
  }

  /** How long the server wants to be left alone still. */
  mustWait(now: number): number {
    const rest = this.notBefore - now;
    // A clock that was set back must not silence a child for years.
    return rest > 0 && rest <= 15 * LONGEST ? rest : 0;
  }
}
