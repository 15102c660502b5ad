/** localStorage as browsers describe it, with so many letters of room. */
export class Letters implements Storage {
  private readonly rows = new Map<string, string>();
  private readonly room: number;
  constructor(room = Infinity) { this.room = room; }
  get length(): number { return this.rows.size; }
  key(at: number): string | null { return [...this.rows.keys()][at] ?? null; }
  getItem(name: string): string | null { return this.rows.get(name) ?? null; }
  removeItem(name: string): void { this.rows.delete(name); }
  clear(): void { this.rows.clear(); }
  setItem(name: string, value: string): void {
    const taken = [...this.rows].filter(([key]) => key !== name).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    if (taken + name.length + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.rows.set(name, value);
  }
}
