// A turtle on endless paper: where it is, where it looks, and what moving and turning do to that. No pen, no paper, no pictures.
// x grows to the right and y upwards, from the middle of the paper; a heading of 0 looks up and grows clockwise, as on a compass.

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a turtle is and looks. `heading` is in degrees, 0 up to, not including, 360. */
export interface Place extends Spot {
  readonly heading: number;
}

/** Further than this in one go is out of anybody's sight, and keeps numbers small. */
const mostAmount = 10_000;

/** Distances are kept to a millionth: long ways round come back to where they began, on every machine. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** A number as a turtle can use it. What is none (1 / 0, a missing value) is 0. */
export function amount(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return 0;
  return Math.min(Math.max(value, -mostAmount), mostAmount);
}

/** `by` steps ahead; below 0 it goes backwards and still looks the same way. */
export function ahead(place: Place, by: number): Place {
  const angle = (place.heading * Math.PI) / 180;
  return { x: rounded(place.x + Math.sin(angle) * by), y: rounded(place.y + Math.cos(angle) * by), heading: place.heading };
}

/** Turned clockwise by `degrees`; below 0 the other way. */
export function turned(place: Place, degrees: number): Place {
  const heading = rounded((((place.heading + degrees) % 360) + 360) % 360);
  return { x: place.x, y: place.y, heading: heading === 360 ? 0 : heading };
}

export function distance(a: Spot, b: Spot): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
