// Which of many boxes overlap, without asking every pair: boxes are sorted into the cells of a grid, and only neighbours are asked.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Whether two boxes share some room; boxes that only lie side by side do not. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The grid lies over the scene and a margin round it; whatever is further out counts to its outermost cells. */
const cell = 50;
const margin = 100;
const across = 12;

function column(place: number): number {
  const at = Math.floor((place + margin) / cell);
  return at < 0 ? 0 : at >= across ? across - 1 : at;
}

/** Every pair of overlapping boxes, by their places in `boxes`, each once, the smaller place first; in no particular order. */
export function pairs(boxes: readonly Box[], visit: (one: number, other: number) => void): void {
  const cells: number[][] = Array.from({ length: across * across }, () => []);
  boxes.forEach((box, here) => {
    const [left, right, top, bottom] = [column(box.left), column(box.right), column(box.top), column(box.bottom)];
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const inside = cells[y * across + x]!;
        for (const there of inside) {
          const other = boxes[there]!;
          if (!overlap(box, other)) continue;
          // Two large boxes meet in several cells; the first of those they share speaks for all.
          if (x === Math.max(left, column(other.left)) && y === Math.max(top, column(other.top))) visit(there, here);
        }
        inside.push(here);
      }
    }
  });
}
