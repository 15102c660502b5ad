// What 28 invented pupils do, second by second: who tries what, who is idle, whose hand is up, and the two who get stuck. Pure, and
// the same every time; what their programs come to is found out by running them.

/** A program that may be run on a level. `mistake` null: it solves it. */
export interface Choice {
  readonly mistake: string | null;
  readonly program: string;
}

export interface Doing {
  /** Second of the class. */
  readonly at: number;
  readonly pupil: number;
  /** Place of the level in the lesson. */
  readonly level: number;
  readonly choice: Choice;
  /** Active seconds since the run before. */
  readonly seconds: number;
}

/** Seconds after which those who are stuck have been helped. */
const helpedAfter = 170;
const end = 45 * 60;

/** All that is done, in the order of time. `levels`: what may be run on each level, in their order. */
export function pretendScript(levels: readonly (readonly Choice[])[], pupils: number): Doing[] {
  const chance = dice(20261124);
  const found: Doing[] = [];
  for (let pupil = 0; pupil < pupils; pupil += 1) {
    const stuckAt = stuckLevel(pupil, pupils);
    const pace = 0.75 + chance() * 0.9;
    let now = arrival(pupil);
    for (const [level, choices] of levels.entries()) {
      const solutions = choices.filter((one) => one.mistake === null);
      const mistakes = choices.filter((one) => one.mistake !== null);
      const solution = solutions[Math.floor(chance() * solutions.length)];
      if (!solution) continue;
      const hurried = stuckAt !== null && level < stuckAt;
      const think = (): number => Math.round(hurried ? 6 : (12 + chance() * 16) * pace);
      const act = (choice: Choice, seconds: number): void => {
        now += seconds;
        found.push({ at: now, pupil, level, choice, seconds });
      };
      if (level === stuckAt && mistakes[0]) {
        for (let time = 0; time < 3; time += 1) act(mistakes[0], 10);
        act(solution, helpedAfter);
      } else {
        const tries = hurried ? 0 : Math.floor(chance() * 2.6);
        for (let time = 0; time < tries; time += 1) {
          // Each time another mistake: who meets the same one three times is stuck, and only two shall be.
          const mistake = mistakes[(pupil + time) % Math.max(1, mistakes.length)];
          if (mistake && time < mistakes.length) act(mistake, think());
        }
        act(solution, think());
      }
      if (now > end) break;
    }
  }
  return found.sort((one, other) => one.at - other.at || one.pupil - other.pupil);
}

/** The second in which somebody opens the page: all within twenty. */
export function arrival(pupil: number): number {
  return 1 + Math.round((pupil * 7) % 19);
}

/** Which level the two get stuck on; null for everybody else. */
export function stuckLevel(pupil: number, pupils: number): number | null {
  if (pupil === Math.floor(pupils / 7)) return 1;
  return pupil === Math.floor((pupils * 3) / 5) ? 2 : null;
}

export interface Beating {
  readonly pupil: number;
  readonly working: boolean;
  readonly handUp: boolean;
}

/** Whose page beats in this second, and what it says. One is idle for a while, one loses the network, one raises a hand. */
export function beatsAt(second: number, pupils: number): Beating[] {
  const found: Beating[] = [];
  for (let pupil = 0; pupil < pupils; pupil += 1) {
    if (second < arrival(pupil)) continue;
    if (pupil === pupils - 5 && second % 180 > 80 && second % 180 < 130) continue;
    const idle = pupil === Math.floor(pupils / 3) && second % 240 > 60 && second % 240 < 150;
    const handUp = pupil === Math.floor(pupils / 7) && second > 70 && second < 70 + helpedAfter;
    found.push({ pupil, working: !idle, handUp });
  }
  return found;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
