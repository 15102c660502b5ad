// The drawn tile that tells two children of one name apart.
import type { JSX } from "preact";

/** `tile`: animal and number of its colour, as the server says it ("owl-3"). */
export function Tile({ tile, pictures }: { readonly tile: string | null; readonly pictures: string }): JSX.Element | null {
  const [animal, colour] = tile?.split("-") ?? [];
  if (!animal || !colour) return null;
  return (
    <span class="animal-tile animal-tile-small">
      <svg class={`animal tile-colour-${colour}`} aria-hidden="true" focusable="false">
        <use href={`${pictures}tiles.gen.svg#${animal}`} />
      </svg>
    </span>
  );
}
