// A block's text as Blockly wants it. Pure.

export interface Arranged {
  /** Text with %1, %2 ... where the holes were. */
  readonly message: string;
  /** Names of the holes, in the order of the text. */
  readonly holes: readonly string[];
}

/** "repeat {TIMES} times" becomes "repeat %1 times" and ["TIMES"]. A per cent sign of the text stays one. */
export function arrange(text: string): Arranged {
  const holes: string[] = [];
  const message = text.replace(/%/g, "%%").replace(/\{([A-Za-z_]+)\}/g, (_, name: string) => {
    holes.push(name);
    return `%${String(holes.length)}`;
  });
  return { message, holes };
}
