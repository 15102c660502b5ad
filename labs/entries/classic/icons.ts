// The icon strip as one classic script (ES2017, no modules): the page of picture buttons, and what a level page shows where the
// browser is below the floor of blocks.
import "../../parts/level-page/strip/floor.ts";
import { createHost, fetchLesson } from "../../parts/host/index.ts";
import type { LabPage } from "../../parts/level-page/lab.ts";
import { showPlain } from "../../parts/level-page/plain.tsx";
import { readPage, startPage } from "../../parts/level-page/start.tsx";
import { createStrip } from "../../parts/level-page/strip/strip.tsx";
import { lab as maze } from "../../maze/strip-lab.ts";

const labs: Readonly<Record<string, LabPage>> = { maze };

const page = readPage();
if (page && document.documentElement.dataset["levelPage"] !== "started") {
  const lab = labs[page.level.lab];
  if (lab && page.level.icons) startPage(page, { lab, host: createHost(page), makeEditor: createStrip, strip: true, fetchLesson: () => fetchLesson(page) });
  else showPlain(page);
}
