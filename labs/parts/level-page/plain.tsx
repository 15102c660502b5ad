// What to do where blocks cannot start and this level has no picture buttons: plain words, and the levels that do work here.
import { render, type JSX } from "preact";
import type { PageData } from "../contract.ts";
import { Icon, iconsAt } from "../look/index.ts";
import { sayer, type Sayer } from "../words/index.ts";

export function Plain({ page, say }: { readonly page: PageData; readonly say: Sayer }): JSX.Element {
  const able = page.lesson.levels.filter((link) => link.icons);
  return (
    <div class="level-plain" role="alert">
      <h3>
        <Icon name="careful" />
        {say("page.no-blocks.title")}
      </h3>
      <p>{say(able.length > 0 ? "page.no-blocks.text" : "page.no-blocks.none")}</p>
      <ul>
        {able.map((link) => (
          <li key={link.id}>
            <a href={`${link.url}icons/`}>{`${String(link.number)}. ${link.title}`}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same in place of the whole page, below what the server wrote. */
export function showPlain(page: PageData): void {
  const place = document.getElementById("level-page");
  if (!place) return;
  iconsAt(page.pictures.replace(/pictures\/?$/, "icons.gen.svg"));
  render(<Plain page={page} say={sayer({ language: page.language, texts: page.words })} />, place);
  document.documentElement.setAttribute("data-level-page", "plain");
}
