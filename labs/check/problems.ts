/** Collects what is wrong: `path: key: what is wrong: what to do`. */
export class Problems {
  readonly lines: string[] = [];

  add(path: string, key: string, wrong: string, todo: string): void {
    this.lines.push(`${path}: ${key}: ${wrong}: ${todo}`);
  }
}
