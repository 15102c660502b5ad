// How far a long check is: rewritten in place on a terminal, a line every ten seconds into a file, a line for every step to a program.
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two lines where nobody looks on. */
const seldom = 10_000;

/** Answers the function to be called before each of `total` levels, and with `total` at the end. `every`: each call is a line, for programs. */
export function progressOf(total: number, screen: Screen, every: boolean, clock: () => number = Date.now): (done: number) => void {
  const inPlace = !every && screen.isTTY === true;
  let last = clock();
  return (done) => {
    const ended = done >= total;
    if (inPlace) {
      screen.write(ended ? "\r\u001b[K" : `\r\u001b[Klevel ${done + 1} of ${total}`);
    } else if (every || (!ended && clock() - last >= seldom)) {
      last = clock();
      screen.write(`${done} of ${total}\n`);
    }
  };
}
