// The icon strip: a program built by pressing pictures. Every target is at least 44 px; nothing is dragged and nothing must be read.
import { render, type JSX } from "preact";
import { batch, signal, type Signal } from "@preact/signals";
import type { BlockSpec, LevelData, Program } from "../../contract.ts";
import { Icon, type IconName } from "../../look/index.ts";
import type { Editor, EditorOptions } from "../editor.ts";
import { adjust, fresh, insert, itemAt, move, numberOf, pathOf, remove, stripSpec, toItems, toProgram, type Item, type Path } from "./program.ts";

interface State {
  readonly options: EditorOptions;
  readonly level: Signal<LevelData>;
  readonly items: Signal<readonly Item[]>;
  /** Where the next picture goes. */
  readonly slot: Signal<Path>;
  readonly chosen: Signal<string | null>;
  readonly running: Signal<string | null>;
  readonly told: Signal<string>;
}

/** Builds the strip in `place`. */
export function createStrip(place: HTMLElement, options: EditorOptions): Editor {
  const first = toItems(options.api, options.program) ?? [];
  const state: State = {
    options,
    level: signal(options.level),
    items: signal(first),
    slot: signal([first.length]),
    chosen: signal(null),
    running: signal(null),
    told: signal(""),
  };
  let base = options.program;
  const put = (program: Program): void => {
    // A program with blocks that are no pictures stays what it is until something is pressed here.
    const items = toItems(options.api, program) ?? [];
    base = program;
    batch(() => {
      state.items.value = items;
      state.slot.value = [items.length];
      state.chosen.value = null;
    });
  };
  const made = (): Program => (toItems(options.api, base) === null && state.items.value.length === 0 ? base : toProgram(options.api, state.items.value, base));
  place.textContent = "";
  render(<Strip state={state} onEdit={() => { options.onEdit(made()); }} />, place);
  return {
    kind: "strip",
    load: put,
    level(level, program) {
      state.level.value = level;
      put(program);
    },
    program: made,
    highlight(block) {
      state.running.value = block;
    },
    refresh: () => undefined,
    dispose() {
      render(null, place);
    },
  };
}

interface StripProps {
  readonly state: State;
  readonly onEdit: () => void;
}

function Strip({ state, onEdit }: StripProps): JSX.Element {
  const { options, items, slot, chosen, told } = state;
  const { say, api } = options;
  const specs = state.level.value.toolbox.map((type) => stripSpec(api, type)).filter((spec): spec is BlockSpec => spec !== undefined);
  const change = (next: readonly Item[], words: string): void => {
    items.value = next;
    told.value = words;
    onEdit();
  };
  const add = (spec: BlockSpec): void => {
    const item = fresh(api, spec.type, newId());
    const at = slot.value;
    batch(() => {
      change(insert(items.value, at, item), say("page.strip.added", { name: nameOf(state, item) }));
      slot.value = item.items === null ? [...at.slice(0, -1), (at[at.length - 1] ?? 0) + 1] : [...at, 0];
      chosen.value = null;
    });
  };
  return (
    <div class="strip">
      <div class="strip-offer" role="group" aria-label={say("page.strip.add")}>
        {specs.map((spec) => (
          <button type="button" key={spec.type} class={`strip-picture strip-${spec.category}`} aria-label={plainName(state, spec)} title={plainName(state, spec)} data-add={spec.type} onClick={() => { add(spec); }}>
            <Picture spec={spec} />
          </button>
        ))}
      </div>
      <div class="strip-program">
        <List state={state} items={items.value} path={[]} label={say("page.strip.program")} />
      </div>
      <Tools state={state} change={change} />
      <p class="unseen" role="status">
        {told.value}
      </p>
    </div>
  );
}

interface ListProps {
  readonly state: State;
  readonly items: readonly Item[];
  readonly path: Path;
  readonly label: string;
  readonly outer?: string;
}

function List({ state, items, path, label, outer }: ListProps): JSX.Element {
  const { say } = state.options;
  const end: Path = [...path, items.length];
  const open = samePath(state.slot.value, end);
  return (
    <ol class="strip-list" aria-label={label}>
      {items.map((item, index) => (
        <li key={item.id} class={item.items === null ? "" : "strip-loop"}>
          <PictureButton state={state} item={item} path={[...path, index]} all={items.length} {...(outer === undefined ? {} : { outer })} />
          {item.items !== null && <List state={state} items={item.items} path={[...path, index]} label={nameOf(state, item)} outer={nameOf(state, item)} />}
        </li>
      ))}
      <li>
        <button
          type="button"
          class={`strip-slot${open ? " strip-slot-open" : ""}`}
          aria-pressed={open}
          aria-label={path.length === 0 ? say("page.strip.after") : say("page.strip.loop-end")}
          onClick={() => {
            batch(() => {
              state.slot.value = end;
              state.chosen.value = null;
            });
          }}
        >
          <Icon name="add" />
        </button>
      </li>
    </ol>
  );
}

interface PictureButtonProps {
  readonly state: State;
  readonly item: Item;
  readonly path: Path;
  readonly all: number;
  readonly outer?: string;
}

function PictureButton({ state, item, path, all, outer }: PictureButtonProps): JSX.Element | null {
  const { say, api } = state.options;
  const spec = stripSpec(api, item.type);
  if (!spec) return null;
  const name = nameOf(state, item);
  const at = (path[path.length - 1] ?? 0) + 1;
  const number = numberOf(api, item.type);
  const chosen = state.chosen.value === item.id;
  const running = state.running.value === item.id;
  return (
    <button
      type="button"
      class={`strip-picture strip-${spec.category}${chosen ? " strip-chosen" : ""}${running ? " strip-running" : ""}`}
      aria-pressed={chosen}
      aria-label={outer === undefined ? say("page.strip.place", { name, at, all }) : say("page.strip.inside", { name, at, all, outer })}
      data-item={item.type}
      onClick={() => {
        batch(() => {
          state.chosen.value = chosen ? null : item.id;
          // The next picture goes right behind the chosen one, or to the end of a chosen loop.
          state.slot.value = item.items === null ? [...path.slice(0, -1), at] : [...path, item.items.length];
        });
      }}
    >
      <Picture spec={spec} />
      {number && <span class="strip-number">{String(item.fields[number.name] ?? number.value)}</span>}
    </button>
  );
}

/** What can be done with the chosen picture. */
function Tools({ state, change }: { readonly state: State; readonly change: (items: readonly Item[], words: string) => void }): JSX.Element | null {
  const { options, items, chosen, slot } = state;
  const { say, api } = options;
  const path = chosen.value === null ? null : pathOf(items.value, chosen.value);
  const item = path ? itemAt(items.value, path) : undefined;
  if (!path || !item) return <div class="strip-tools" />;
  const name = nameOf(state, item);
  const tool = (icon: IconName, key: string, doIt: () => void): JSX.Element => (
    <button type="button" class="button strip-tool" aria-label={say(key)} title={say(key)} onClick={doIt}>
      <Icon name={icon} />
    </button>
  );
  const shift = (by: -1 | 1): void => {
    const next = move(items.value, path, by);
    const to = pathOf(next, item.id) ?? path;
    slot.value = [...to.slice(0, -1), (to[to.length - 1] ?? 0) + 1];
    change(next, say("page.strip.moved", { name, at: (to[to.length - 1] ?? 0) + 1 }));
  };
  const count = (by: number): void => {
    const next = adjust(api, items.value, path, by);
    const changed = itemAt(next, path);
    change(next, changed ? nameOf(state, changed) : name);
  };
  return (
    <div class="strip-tools" role="group" aria-label={name}>
      {tool("previous", "page.strip.earlier", () => { shift(-1); })}
      {tool("next", "page.strip.later", () => { shift(1); })}
      {numberOf(api, item.type) && tool("minus", "page.strip.fewer", () => { count(-1); })}
      {numberOf(api, item.type) && tool("add", "page.strip.more", () => { count(1); })}
      {tool("remove", "page.strip.remove", () => {
        batch(() => {
          chosen.value = null;
          slot.value = path;
          change(remove(items.value, path), say("page.strip.removed", { name }));
        });
      })}
    </div>
  );
}

function Picture({ spec }: { readonly spec: BlockSpec }): JSX.Element {
  // The checker of the labs holds every icon of a table against the sheet.
  return <Icon name={spec.icon as IconName} />;
}

/** The block's own text with its values: "repeat 3 times". */
function nameOf(state: State, item: Item): string {
  const spec = stripSpec(state.options.api, item.type);
  if (!spec) return item.type;
  const values: Record<string, string | number> = {};
  for (const field of spec.fields ?? []) values[field.name] = String(item.fields[field.name] ?? field.value);
  return state.options.say(spec.label, values);
}

function plainName(state: State, spec: BlockSpec): string {
  return nameOf(state, fresh(state.options.api, spec.type, ""));
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** An id that no other block of the program has; like Blockly's, without its odd signs. */
function newId(): string {
  return `p${Date.now().toString(36)}${Math.floor(Math.random() * 1e9).toString(36)}`;
}
