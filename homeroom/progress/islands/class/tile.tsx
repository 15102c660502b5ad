// The drawn tile that tells two children of one name apart.
import type { JSX } from "preact";
import type { ClassModel } from "./model.ts";

/** `tile`: animal and number of its colour, as the server says it ("owl-3"). The animal is told in words too. */
export function Tile({ tile, model }: { readonly tile: string | null; readonly model: ClassModel }): JSX.Element | null {
  const [animal, colour] = tile?.split("-") ?? [];
  if (!animal || !colour) return null;
  return (
    <span class="animal-tile animal-tile-small">
      <svg class={`animal tile-colour-${colour}`} aria-hidden="true" focusable="false">
        <use href={`${model.page.pictures}tiles.gen.svg#${animal}`} />
      </svg>
      <span class="unseen">{`${model.say(`class.animal.${animal}`)} `}</span>
    </span>
  );
}
