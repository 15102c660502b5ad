// Angles by +, -, *, / and square roots alone. Browsers may differ in the last digit of Math.sin and Math.atan2; these four they
// must compute alike, so that a run is the same on every machine. Degrees are clockwise from "up"; y grows downwards.

const degree = Math.PI / 180;

/** Sine of an angle between 0 and 45 degrees, given in radians. */
function sineOf(angle: number): number {
  const square = angle * angle;
  return angle * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - (square / 72) * (1 - square / 110)))));
}

function cosineOf(angle: number): number {
  const square = angle * angle;
  return 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - (square / 90) * (1 - square / 132)))));
}

/** The same angle, at least 0 and below 360. */
export function turned(degrees: number): number {
  const rest = degrees % 360;
  return rest < 0 ? (rest + 360) % 360 : rest + 0;
}

/** Sine of an angle in degrees, within 1e-12. */
export function sine(degrees: number): number {
  const angle = turned(degrees);
  if (angle >= 180) return -sine(angle - 180) + 0;
  const sharp = angle > 90 ? 180 - angle : angle;
  return (sharp > 45 ? cosineOf((90 - sharp) * degree) : sineOf(sharp * degree)) + 0;
}

export function cosine(degrees: number): number {
  return sine(turned(degrees) + 90);
}

/** How far one goes to the right and down with one step in this direction. */
export function ahead(direction: number): { readonly x: number; readonly y: number } {
  return { x: sine(direction), y: -cosine(direction) + 0 };
}

/** Arctangent of a value between 0 and 1, in degrees: halved twice, then a short series. */
function arc(value: number): number {
  const half = value / (1 + Math.sqrt(1 + value * value));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const square = quarter * quarter;
  let sum = 0;
  for (let odd = 21; odd >= 1; odd -= 2) sum = 1 / odd - square * sum;
  return (4 * quarter * sum) / degree;
}

/** The direction in which a place lies that is `x` to the right and `y` below; 0 where it is here. */
export function directionTo(x: number, y: number): number {
  const [wide, high] = [Math.abs(x), Math.abs(y)];
  if (wide === 0 && high === 0) return 0;
  const fromUp = wide <= high ? arc(wide / high) : 90 - arc(high / wide);
  const right = y > 0 ? 180 - fromUp : fromUp;
  return turned(x < 0 ? 360 - right : right);
}
