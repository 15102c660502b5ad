// The level page where the browser knows modules: blocks, and the icon strip if blocks cannot start.
import "./level.css";
import { createHost, fetchLesson } from "../parts/host/index.ts";
import { blocksOrStrip, readPage, startPage, type LabLoaders } from "../parts/level-page/index.ts";

const labs: LabLoaders = {
  maze: async () => (await import("../maze/lab.ts")).lab,
  drawing: async () => (await import("../drawing/lab.ts")).lab,
};

async function start(): Promise<void> {
  const page = readPage();
  // The fallback script has seen that blocks cannot start here, and has taken over.
  if (!page || document.documentElement.dataset["blocks"] === "no") return;
  // Asked for at once, so that Blockly and the lab come together.
  const makeEditor = blocksOrStrip();
  const lab = await labs[page.level.lab]?.();
  if (!lab) return;
  startPage(page, { lab, host: createHost(page), makeEditor, strip: false, fetchLesson: () => fetchLesson(page) });
}

void start();
