// The functions that a program can call, as they act on a turtle. The engine and the walk without one share them.
import { amount } from "../parts/turtle/index.ts";
import { anyColour } from "./colours.ts";
import type { Drawer } from "./world.ts";

export interface Actions {
  moveForward(by: unknown): void;
  moveBackward(by: unknown): void;
  jumpForward(by: unknown): void;
  turnRight(degrees: unknown): void;
  turnLeft(degrees: unknown): void;
  penUp(): void;
  penDown(): void;
  penColor(colour: unknown): void;
  penWidth(width: unknown): void;
  /** A whole number from `low` to `high`, both included, whichever of them is the larger. */
  randomNumber(low: unknown, high: unknown): number;
  randomColor(): string;
}

/** `random` is at least 0 and below 1. */
export function actions(drawer: Drawer, random: () => number): Actions {
  return {
    moveForward: (by) => drawer.move(by),
    moveBackward: (by) => drawer.move(-amount(by)),
    jumpForward: (by) => drawer.jump(by),
    turnRight: (degrees) => drawer.turn(degrees),
    turnLeft: (degrees) => drawer.turn(-amount(degrees)),
    penUp: () => drawer.pen(false),
    penDown: () => drawer.pen(true),
    penColor: (colour) => drawer.colour(colour),
    penWidth: (width) => drawer.width(width),
    randomNumber(low, high) {
      const [a, b] = [Math.round(amount(low)), Math.round(amount(high))];
      const least = Math.min(a, b);
      return least + Math.floor(random() * (Math.max(a, b) - least + 1));
    },
    randomColor: () => anyColour(random),
  };
}
