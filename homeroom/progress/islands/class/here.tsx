// Class now: everybody as a tile, who asks for help first of all, and the words for what they do.
import type { JSX } from "preact";
import { Button, Icon } from "../../../../labs/parts/look/index.ts";
import type { ClassModel } from "./model.ts";
import { headcount } from "./rows.ts";
import { Tile } from "./tile.tsx";

/** Raised hands, each with a button that puts it down. Nothing where nobody asks. */
export function Hands({ model }: { readonly model: ClassModel }): JSX.Element | null {
  const { say } = model;
  const hands = (model.news.value?.hands ?? []).flatMap((code) => model.row(code) ?? []);
  if (hands.length === 0) return null;
  return (
    <section class="notice notice-careful" aria-labelledby="hands-title">
      <Icon name="hand" />
      <div class="stack">
        <h2 id="hands-title" class="hands-title">
          {say("class.hands", { n: hands.length })}
        </h2>
        <ul class="row" role="list">
          {hands.map((row) => (
            <li key={row.code} class="row">
              <Tile tile={row.tile} model={model} />
              <b><bdi data-name>{row.name}</bdi></b>
              <Button onClick={() => void model.handsDown(row.code)} aria-label={say("class.hand.down.of", { name: row.name })}>
                {say("class.hand.down")}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** How many have a level open, and how they are. Who has come in but opened none is counted as arrived, above. */
export function Heads({ model }: { readonly model: ClassModel }): JSX.Element | null {
  const { say } = model;
  if (!model.news.value?.period) return null;
  const count = headcount(model.rows.value);
  const here = count.working + count.idle;
  return (
    <p class="class-facts" role="status">
      <span>{say("class.here", { n: here, all: model.rows.value.length })}</span>
      {(["working", "idle", "offline"] as const).map((is) =>
        count[is] > 0 ? (
          <span key={is}>
            <span class="presence" data-is={is} />
            {say(`class.count.${is}`, { n: count[is] })}
          </span>
        ) : null,
      )}
    </p>
  );
}

export function Tiles({ model }: { readonly model: ClassModel }): JSX.Element {
  const { say } = model;
  return (
    <section aria-labelledby="tiles-title">
      <h2 id="tiles-title">{say("class.everybody")}</h2>
      <ul class="here-tiles" role="list">
        {model.rows.value.map((row) => (
          <li key={row.code} class={`here-tile${row.stuck ? " is-stuck" : ""}`} data-is={row.presence ?? "away"}>
            <p class="here-name">
              <Tile tile={row.tile} model={model} />
              <b><bdi data-name>{row.name}</bdi></b>
            </p>
            <p class="here-facts">
              <span>
                <span class="presence" data-is={row.presence ?? "away"} />
                {say(`class.is.${row.presence ?? "away"}`)}
              </span>
              {row.stuck && <span class="label label-berry">{say("class.is-stuck")}</span>}
              {row.hand && (
                <span class="hand">
                  <Icon name="hand" />
                  {say("class.hand.up")}
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
