// Moving through the grid with the keyboard. Pure: a position and a key give the next position.

/** Row 0 is the row of level numbers; column 0 is the column of names. */
export interface At {
  readonly row: number;
  readonly column: number;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly direction: "ltr" | "rtl";
}

/** Rows that PageUp and PageDown pass. */
const page = 10;

/** Where `key` leads from `at`; null when it is no key of the grid. Cells are counted with the heads: row 0 and column 0. */
export function moved(at: At, key: string, size: Size, ctrl = false): At | null {
  const along = size.direction === "rtl" ? -1 : 1;
  const to = (row: number, column: number): At => {
    const found = clamp(row, 0, size.rows);
    // The corner of the two heads holds nothing.
    return { row: found, column: clamp(column, found === 0 ? 1 : 0, size.columns) };
  };
  switch (key) {
    case "ArrowUp":
      return to(at.row - 1, at.column);
    case "ArrowDown":
      return to(at.row + 1, at.column);
    case "ArrowLeft":
      return to(at.row, at.column - along);
    case "ArrowRight":
      return to(at.row, at.column + along);
    case "PageUp":
      return to(Math.max(1, at.row - page), at.column);
    case "PageDown":
      return to(at.row + page, at.column);
    case "Home":
      return to(ctrl ? 1 : at.row, 0);
    case "End":
      return to(ctrl ? size.rows : at.row, size.columns);
    default:
      return null;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
