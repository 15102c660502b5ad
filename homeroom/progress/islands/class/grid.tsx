// Pupils down, levels along. Names are always there; cells of rows far from what is seen are drawn when they come near.
import { Component, type JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { Icon } from "../../../../labs/parts/look/index.ts";
import type { ClassModel } from "./model.ts";
import { moved, type At } from "./moves.ts";
import type { GridLevel } from "./page.ts";
import { stateAt, type Row } from "./rows.ts";
import { Tile } from "./tile.tsx";
import { cellName } from "./told.ts";

/** Rows that are drawn together. */
const block = 10;
/** Blocks that are kept drawn at most, beside those that are seen. */
const kept = 12;

export function Grid({ model }: { readonly model: ClassModel }): JSX.Element {
  const { say, page } = model;
  const rows = model.rows.value;
  const levels = page.lesson.levels;
  const frame = useRef<HTMLDivElement>(null);
  const at = useSignal<At>({ row: 1, column: 1 });
  const near = useNear(frame, Math.ceil(rows.length / block));

  const focus = (to: At): void => {
    at.value = to;
    // After the rows that come near have been drawn.
    requestAnimationFrame(() => {
      const target = frame.current?.querySelector<HTMLElement>(`[data-at="${String(to.row)}-${String(to.column)}"]`);
      target?.focus();
      target?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = moved(at.value, event.key, { rows: rows.length, columns: levels.length, direction: page.direction }, event.ctrlKey);
    if (!to || event.altKey || event.metaKey) return;
    event.preventDefault();
    focus(to);
  };
  const onFocusIn = (event: FocusEvent): void => {
    const place = event.target instanceof HTMLElement ? event.target.dataset["at"] : undefined;
    if (!place) return;
    const [row = 1, column = 1] = place.split("-").map(Number);
    if (row !== at.value.row || column !== at.value.column) at.value = { row, column };
  };
  const onClick = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-at]") : null;
    const [row = 0, column = 0] = (cell?.dataset["at"] ?? "").split("-").map(Number);
    const found = rows[row - 1];
    if (found && column > 0) model.openCell(found, column - 1);
  };
  const drawn = (index: number): boolean => near.value.has(Math.floor(index / block)) || Math.floor((at.value.row - 1) / block) === Math.floor(index / block);

  return (
    <div class="grid-frame" tabIndex={-1} role="region" aria-labelledby="grid-title" ref={frame} onKeyDown={onKeyDown} onFocusIn={onFocusIn} onClick={onClick}>
      <table class="grid" role="grid" aria-labelledby="grid-title" aria-rowcount={rows.length + 1} aria-colcount={levels.length + 1}>
        <thead>
          <tr role="row" aria-rowindex={1}>
            <th scope="col" role="columnheader">
              {say("class.pupil")}
            </th>
            {levels.map((level, column) => (
              <th key={level.id} scope="col" role="columnheader" class={level.core ? "" : "challenge"}>
                <a
                  href={level.url}
                  data-at={`0-${String(column + 1)}`}
                  tabIndex={at.value.row === 0 && at.value.column === column + 1 ? 0 : -1}
                  title={level.title}
                  aria-label={say(level.core ? "class.level" : "class.level.challenge", { number: level.number, title: level.title })}
                >
                  {level.number}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <GridRow
              key={row.code}
              row={row}
              index={index + 1}
              levels={levels}
              model={model}
              drawn={drawn(index)}
              stop={at.value.row === index + 1 ? at.value.column : -1}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: Row;
  /** From one. */
  readonly index: number;
  readonly levels: readonly GridLevel[];
  readonly model: ClassModel;
  /** Whether its cells are drawn now. */
  readonly drawn: boolean;
  /** The column that Tab reaches in this row; -1: none of it. */
  readonly stop: number;
}

/** A row is drawn again only when something of it has changed: with 600 pupils that is what makes a look quick. */
class GridRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, index, drawn, stop } = this.props;
    return row !== next.row || index !== next.index || drawn !== next.drawn || stop !== next.stop;
  }

  override render({ row, index, levels, model, drawn, stop }: RowProps): JSX.Element {
    const { say, page } = model;
    return (
      <tr role="row" aria-rowindex={index + 1} class={row.stuck ? "is-stuck" : ""}>
        <th scope="row" role="rowheader">
          {drawn && <Here row={row} model={model} />}
          {drawn && <Tile tile={row.tile} model={model} />}
          {page.pupil === "" ? (
            <bdi data-name>{row.name}</bdi>
          ) : (
            <a href={page.pupil.replace("/-/", `/${row.code}/`)} data-at={`${String(index)}-0`} tabIndex={stop === 0 ? 0 : -1}>
              <bdi data-name>{row.name}</bdi>
            </a>
          )}
          {row.stuck && <span class="unseen"> {say("class.is-stuck")}</span>}
        </th>
        {drawn ? (
          levels.map((level, column) => {
            const state = stateAt(row.states, column);
            return (
              <td key={level.id} role="gridcell" class={level.core ? "" : "challenge"}>
                <button
                  type="button"
                  class="bubble"
                  data-state={state}
                  data-at={`${String(index)}-${String(column + 1)}`}
                  tabIndex={stop === column + 1 ? 0 : -1}
                  aria-label={cellName(level, state, say)}
                />
              </td>
            );
          })
        ) : (
          <td colSpan={levels.length} />
        )}
      </tr>
    );
  }
}

/** Not here yet, working, idle, offline, hand up: a sign, and the word for who does not see it. Nothing outside of class. */
function Here({ row, model }: { readonly row: Row; readonly model: ClassModel }): JSX.Element | null {
  const { say } = model;
  if (!model.news.value?.period) return null;
  const words = say(`class.is.${row.presence ?? "away"}`);
  return (
    <>
      <span class="presence" data-is={row.presence ?? "away"} title={words} />
      <span class="unseen">{words} </span>
      {row.hand && (
        <>
          <Icon name="hand" />
          <span class="unseen">{say("class.hand.up")} </span>
        </>
      )}
    </>
  );
}

/** Blocks of rows near what is seen; all of them while the page is printed. */
function useNear(frame: { readonly current: HTMLElement | null }, blocks: number) {
  const near = useSignal<ReadonlySet<number>>(new Set([0, 1, 2]));
  useEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const look = (): void => {
      const head = box.querySelector("thead")?.getBoundingClientRect().height ?? 0;
      const height = (box.querySelector("tbody")?.getBoundingClientRect().height ?? 0) / Math.max(1, box.querySelectorAll("tbody tr").length);
      if (height === 0) return;
      const first = Math.floor((box.scrollTop - head) / height / block);
      const last = Math.floor((box.scrollTop + box.clientHeight) / height / block);
      const found = new Set<number>();
      for (let one = Math.max(0, first); one <= Math.min(blocks - 1, last + 1); one += 1) found.add(one);
      // What was seen lately stays drawn for the way back.
      if ([...found].some((one) => !near.value.has(one))) near.value = new Set([...found, ...(near.value.size > kept ? [] : near.value)]);
    };
    const all = (): void => {
      near.value = new Set(Array.from({ length: blocks }, (_, one) => one));
    };
    let waiting = 0;
    const soon = (): void => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(look);
    };
    box.addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    addEventListener("beforeprint", all);
    look();
    return () => {
      cancelAnimationFrame(waiting);
      box.removeEventListener("scroll", soon);
      removeEventListener("resize", soon);
      removeEventListener("beforeprint", all);
    };
  }, [blocks]);
  return near;
}
