// The live page of a class: who is stuck first, then topics and grid, or (class now) hands and everybody as tiles.
import type { JSX } from "preact";
import { CellDialog } from "./cell.tsx";
import { Grid } from "./grid.tsx";
import { Hands, Heads, Tiles } from "./here.tsx";
import type { ClassModel } from "./model.ts";
import { Stuck } from "./stuck.tsx";
import { Topics } from "./topics.tsx";

export function Island({ model }: { readonly model: ClassModel }): JSX.Element {
  const { say, page } = model;
  const open = model.open.value;
  return (
    <div class="class-island">
      {model.ended.value && <p class="notice notice-careful" role="alert">{say("class.ended")}</p>}
      {model.trouble.value && !model.ended.value && <p class="notice notice-careful" role="status">{say("class.trouble")}</p>}
      <Heads model={model} />
      <Hands model={model} />
      <Stuck model={model} />
      {page.shows === "now" ? (
        <Tiles model={model} />
      ) : (
        <>
          <Topics model={model} />
          <h2 id="grid-title">{say("class.grid")}</h2>
          <Legend model={model} />
          <Grid model={model} />
        </>
      )}
      {open && <CellDialog key={`${open.row.code} ${open.level.id}`} model={model} open={open} />}
    </div>
  );
}

function Legend({ model }: { readonly model: ClassModel }): JSX.Element {
  const { say } = model;
  return (
    <ul class="legend">
      {[0, 1, 2, 3, 4].map((state) => (
        <li key={state}>
          <span class="bubble" data-state={state} />
          {say(`class.state.${String(state)}`)}
        </li>
      ))}
    </ul>
  );
}
