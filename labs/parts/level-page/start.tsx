// Brings a level page to life: reads its data, loads its lab, opens the host, and draws.
import { render } from "preact";
import type { LessonFile, PageData, Program } from "../contract.ts";
import type { Host } from "../host/index.ts";
import { readProgram, toShow } from "../generate/index.ts";
import { iconsAt } from "../look/index.ts";
import { preferences } from "../stage/index.ts";
import type { EditorMaker } from "./editor.ts";
import type { LabPage } from "./lab.ts";
import { createModel, type Model } from "./model.ts";
import { LevelPage } from "./page.tsx";

/** What an entry gives: the lab, the host, and the way programs are built. */
export interface Parts {
  readonly lab: LabPage;
  readonly host: Host;
  readonly makeEditor: EditorMaker;
  readonly strip: boolean;
  readonly fetchLesson: () => Promise<LessonFile | null>;
}

/** The page's data; null where the page has none (then it stays as the server sent it). */
export function readPage(): PageData | null {
  const element = document.getElementById("page-data");
  if (!element?.textContent) return null;
  return JSON.parse(element.textContent) as PageData;
}

/** Draws the level page in `#level-page`, in place of what the server wrote there for those without scripts. */
export function startPage(page: PageData, { lab, host, makeEditor, strip, fetchLesson }: Parts): Model | null {
  const place = document.getElementById("level-page");
  if (!place) return null;
  const model = createModel({
    page,
    lab,
    host,
    preferences: preferences(() => localStorage),
    fetchLesson,
    countBlocks: (program) => readProgram(lab.api, program).tree?.count ?? 0,
  });
  host.onPerson(() => {
    // Somebody else is here now: nothing of the one before may be seen while the page loads again.
    render(null, place);
  });
  const readableCode = (program: Program): string => {
    const { tree } = readProgram(lab.api, program);
    return tree ? toShow(tree) : "";
  };
  iconsAt(page.pictures.replace(/pictures\/?$/, "icons.gen.svg"));
  place.textContent = "";
  render(<LevelPage model={model} makeEditor={makeEditor} readableCode={readableCode} strip={strip} />, place);
  document.documentElement.dataset["levelPage"] = "started";
  return model;
}
