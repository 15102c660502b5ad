/** Collects what is wrong: `path: key: what is wrong: what to do`. */
export class Problems {
  readonly lines: string[] = [];
  /** What is not wrong but could not be proven either. */
  readonly notes: string[] = [];

  add(path: string, key: string, wrong: string, todo: string): void {
    this.lines.push(`${path}: ${key}: ${wrong}: ${todo}`);
  }
}
