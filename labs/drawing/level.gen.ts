// Written by `npm run generate` from level.schema.json: change that one.

export type Start = {
  readonly x: number;
  readonly y: number;
  /** Where the turtle looks at first: 0 up, 90 right, 180 down, 270 left. */
  readonly heading: number;
};

export type Way = {
  readonly colour: string;
  readonly width: number;
  /** x, y, x, y ... in the order in which the pen went. */
  readonly points: readonly number[];
};

/**
 * The [body] of a drawing level. Example:
 *   [body]
 *   start = { x = -50, y = -50, heading = 0 }
 * The paper reaches from -200 to 200 both ways; x grows to the right, y upwards, and 0, 0 is the middle. What is to be drawn is what solution.txt draws: the checker computes it, nobody types lines. A program solves the level when its drawing looks the same, in whatever order, direction or pieces it was drawn.
 */
export interface DrawingBody {
  readonly start?: Start;
  /** Colours must be right too. Otherwise any will do. */
  readonly colours?: boolean;
  /** The drawing may stand anywhere on the paper. */
  readonly anywhere?: boolean;
  /** What is to be drawn. Written by the checker out of solution.txt; authors leave it out, and free play has none. */
  readonly goal?: readonly Way[];
}
