// The shapes of the sprite world that Story Lab, Sprite Lab and the game lab share. Types and limits only. A run is a function of
// setup, program, seed and input: nothing here knows a clock, a page or an engine. docs/labs/sprites-world.md says how it all goes.

/** Frames a second; every time in the world is a whole number of them. */
export const rate = 30;
/** The scene is a square of this side. Inside the world x grows to the right and y downwards, from the upper left corner. */
export const side = 400;

export const limits = { sprites: 500, scripts: 1_000, text: 200, counters: 20, texts: 20, frames: 30 * 60 * 30 } as const;

/** What the world must know of a costume: its name, what it is one of, and how much room it takes at size 100. */
export interface CostumeFacts {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** What a run begins with. Comes from the level and the page, never from the program. */
export interface Setup {
  readonly costumes: readonly CostumeFacts[];
  readonly backgrounds: readonly string[];
  readonly sounds: readonly string[];
  readonly background?: string;
  /** Sprites that stand there before the program begins. */
  readonly sprites?: readonly SpriteStart[];
  /** Programs count y upwards from the lower edge (Story Lab, Sprite Lab); absent: downwards, as in p5. */
  readonly up?: boolean;
  readonly edges?: Edges;
}

export interface SpriteStart {
  readonly costume: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly direction?: number;
  readonly groups?: readonly string[];
}

/** At the edge of the scene: stop there, turn round, come in on the other side, or go on out of sight. */
export type Edges = "stop" | "bounce" | "wrap" | "open";

/**
 * Which sprites a command means: one (the number that `createSprite` answered), or all of a costume or group by its name, or "all".
 * Of a sprite that is gone, or a name that nobody has, nothing is asked and nothing happens.
 */
export type Who = number | string;

/** What can be set, changed and asked of a sprite by name. Degrees are clockwise, 0 up and 90 right; size 100 is the costume's own. */
export type Prop = "x" | "y" | "direction" | "size" | "speed" | "velocityX" | "velocityY" | "gravity" | "layer" | "visible" | "costume";

export type BehaviourName = "wander" | "follow" | "flee" | "bounce" | "patrol" | "grow" | "shrink" | "spin" | "jitter" | "steer";

/** Events that a program can wait for. `a` and `b` are whom (Who), which key, or how many seconds. */
export type EventName =
  | "run" | "key" | "whileKey" | "tap" | "tapAnywhere" | "touch" | "whileTouch" | "touchEnds" | "edge" | "created" | "atTime" | "every" | "forever" | "message";

// ---------------------------------------------------------------------------------------------------------------------
// Input, as it is recorded: what the person did, each with the frame before which it counts.

export type Key = "up" | "down" | "left" | "right" | "space" | "enter" | (string & {});

export type Input =
  | { readonly at: number; readonly do: "key"; readonly key: Key; readonly down: boolean }
  /** The pointer in scene units, y downwards. `down` says whether it is pressed then. */
  | { readonly at: number; readonly do: "pointer"; readonly x: number; readonly y: number; readonly down: boolean }
  | { readonly at: number; readonly do: "answer"; readonly ask: number; readonly text: string }
  /** The page lost the focus: all keys and the pointer are let go. */
  | { readonly at: number; readonly do: "leave" };

// ---------------------------------------------------------------------------------------------------------------------
// The record: what one frame changed. The view, the account in words and the goals see nothing else.

/** Numbers of one sprite in `Frame.moved`: id, x, y, direction, size; rounded to hundredths. */
export const stride = 5;

export interface Frame {
  /** Its number, from 0. */
  readonly at: number;
  /** Sprites that are somewhere else, look another way or have another size than a frame ago: `stride` numbers each. */
  readonly moved: readonly number[];
  readonly happened: readonly Happened[];
  /** Ids of the blocks that ran, the last of each script; for highlighting. */
  readonly blocks: readonly string[];
  /** Set in the last frame of a run that the program ended. */
  readonly over?: "won" | "lost" | "stopped";
}

export type Happened =
  | { readonly do: "created"; readonly id: number; readonly costume: string; readonly layer: number; readonly visible: boolean }
  | { readonly do: "gone"; readonly id: number }
  | { readonly do: "costume"; readonly id: number; readonly costume: string }
  | { readonly do: "visible"; readonly id: number; readonly visible: boolean }
  | { readonly do: "layer"; readonly id: number; readonly layer: number }
  | { readonly do: "mirror"; readonly id: number; readonly mirror: boolean }
  /** Speech; an empty text ends it. */
  | { readonly do: "speech"; readonly id: number; readonly how: "say" | "think"; readonly text: string }
  | { readonly do: "touch"; readonly id: number; readonly other: number; readonly on: boolean }
  | { readonly do: "edge"; readonly id: number }
  | { readonly do: "throw"; readonly id: number; readonly by: number }
  | { readonly do: "counter"; readonly name: string; readonly value: number; readonly shown: boolean }
  | { readonly do: "text"; readonly name: string; readonly text: string; readonly x: number; readonly y: number }
  | { readonly do: "background"; readonly name: string }
  | { readonly do: "sound"; readonly name: string }
  | { readonly do: "silence" }
  | { readonly do: "ask"; readonly ask: number; readonly text: string }
  | { readonly do: "answered"; readonly ask: number }
  | { readonly do: "line"; readonly id: number; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly colour: string; readonly width: number }
  | { readonly do: "stamp"; readonly id: number; readonly costume: string; readonly x: number; readonly y: number; readonly direction: number; readonly size: number }
  | { readonly do: "wipe" }
  /** An event's function began. */
  | { readonly do: "event"; readonly event: EventName; readonly id?: number; readonly other?: number }
  /** A sprite was wanted and there is no room for one more. */
  | { readonly do: "full" }
  /** A script was ended: it looped without a pause (work), or failed (error). The others go on. */
  | { readonly do: "ended"; readonly why: "work" | "error"; readonly block: string | null };

// ---------------------------------------------------------------------------------------------------------------------
// Goals, as levels name them; judged on the frames of a run and on the count of sprites they add up to.

export type Goal =
  /** A sprite of each has touched the other. */
  | { readonly goal: "touch"; readonly a: string; readonly b: string }
  | { readonly goal: "counter"; readonly name: string; readonly reaches: number }
  /** So many exist at one moment, of a costume or of all. */
  | { readonly goal: "exist"; readonly count: number; readonly costume?: string }
  /** An event's function ran, after the first one ("run" counts only where it is named). */
  | { readonly goal: "event"; readonly event?: EventName }
  /** Somebody says or thinks something. */
  | { readonly goal: "speaks"; readonly costume?: string }
  | { readonly goal: "moves"; readonly costume?: string; readonly far: number }
  | { readonly goal: "reaches"; readonly costume: string; readonly x: number; readonly y: number; readonly within: number }
  | { readonly goal: "gone"; readonly costume: string }
  | { readonly goal: "grows"; readonly costume?: string; readonly by: number }
  | { readonly goal: "background"; readonly name?: string }
  | { readonly goal: "sound"; readonly name?: string }
  | { readonly goal: "draws"; readonly lines: number }
  | { readonly goal: "won" };
