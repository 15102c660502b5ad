// Written by `npm run generate` from level.schema.json: change that one.

/**
 * The [body] of a maze level. Example:
 *   [body]
 *   theme = "garden"
 *   map = [
 *     "#######",
 *     "#>...G#",
 *     "#######",
 *   ]
 * A program solves the level when it ends on the goal and has picked up every star. It ends at once when it meets a wall.
 */
export interface MazeBody {
  /** Which pictures the view uses; it changes nothing else. */
  readonly theme: "garden" | "islands";
  /** Rows of signs, all of one length: # wall, . path, one of ^ > v < the start and where one looks there, G the goal, * a star: something to pick up, drawn as the theme says (a firefly, a bottle). At most 12 by 12, so that it can be seen on a telephone. */
  readonly map: readonly string[];
}
