// The workspace: Blockly in a place of the page, with a level's blocks, the page's language and its colours.
import * as Blockly from "blockly/core";
import type { ReadonlySignal } from "@preact/signals";
import type { BlockTable, LevelData, Program } from "../contract.ts";
import type { Sayer, Words } from "../words/index.ts";
import { addByClick } from "./add.ts";
import { defineBlocks, toolboxOf } from "./define.ts";
import { messagesOf } from "./messages.ts";
import { mendOwned } from "./owned.ts";
import { adoptCommonStyles, rendererName } from "./styles.ts";
import { themeOf } from "./theme.ts";
import { settleView, showScrollbars } from "./view.ts";

/** What the workspace needs of the page. */
export interface WorkspaceOptions {
  readonly api: BlockTable;
  readonly level: LevelData;
  readonly program: Program;
  readonly words: Words;
  readonly say: Sayer;
  readonly rtl: boolean;
  readonly media: string;
  /** Narrow page: the toolbox lies below the workspace. */
  readonly narrow: ReadonlySignal<boolean>;
  readonly onEdit: (program: Program) => void;
}

/** The workspace as the level page uses it. */
export interface Workspace {
  readonly kind: "blocks";
  load(program: Program): void;
  level(level: LevelData, program: Program): void;
  program(): Program;
  highlight(block: string | null): void;
  refresh(): void;
  dispose(): void;
}

/** Builds the workspace in `place`. Throws where the browser is below Blockly's floor. */
export function createWorkspace(place: HTMLElement, options: WorkspaceOptions): Workspace {
  checkBrowser();
  Blockly.setLocale({ ...messagesOf(options.words) });
  adoptCommonStyles(options.media);
  defineBlocks(options.api, options.say);
  const startType = options.api.find((spec) => spec.shape === "start")?.type ?? null;
  let level = options.level;
  let live: Blockly.WorkspaceSvg | null = null;
  let known = "";
  let stopWatching: () => void = () => undefined;

  function saved(): Program {
    return live ? (Blockly.serialization.workspaces.save(live) as Program) : options.program;
  }

  /** Puts a program in place of what is there, without calling it an edit. */
  function put(program: Program): void {
    if (!live) return;
    Blockly.Events.disable();
    try {
      Blockly.serialization.workspaces.load({ ...withStart(program, startType) }, live);
    } finally {
      Blockly.Events.enable();
    }
    live.clearUndo();
    known = JSON.stringify(saved());
    placeStart(live, options.rtl);
    showScrollbars(live);
  }

  function look(): void {
    if (!live || live.isDragging()) return;
    const program = saved();
    const text = JSON.stringify(program);
    if (text === known) return;
    known = text;
    options.onEdit(program);
  }

  function build(narrow: boolean, program: Program): void {
    live = Blockly.inject(place, {
      renderer: rendererName,
      css: false,
      theme: themeOf(getComputedStyle(document.documentElement)),
      media: options.media,
      rtl: options.rtl,
      toolbox: toolboxOf(options.api, level.toolbox),
      horizontalLayout: narrow,
      toolboxPosition: narrow ? "end" : "start",
      // Sounds would be four more requests before anything is heard; the page makes its own.
      sounds: false,
      trashcan: false,
      comments: false,
      collapse: false,
      disable: false,
      zoom: { controls: false, wheel: false, pinch: true, startScale: narrow ? 0.72 : 0.85, minScale: 0.4, maxScale: 1.6 },
      move: { scrollbars: true, drag: true, wheel: true },
    });
    const workspace = live;
    put(program);
    mendOwned(workspace);
    addByClick(workspace, startType);
    place.append(bin(workspace));
    workspace.addChangeListener((event) => {
      const dragged = event.type === Blockly.Events.BLOCK_DRAG ? (event as Blockly.Events.BlockDrag) : null;
      if (dragged) place.classList.toggle("blocks-dragging", dragged.isStart === true);
      if (dragged?.isStart === false) settleView(workspace, dragged.blockId ?? null);
      showScrollbars(workspace);
      if (event.isUiEvent && !dragged) return;
      look();
    });
  }

  function unbuild(): void {
    live?.dispose();
    live = null;
    place.textContent = "";
  }

  let first = true;
  // `subscribe`, not `effect`: so this file needs nothing of the signals, and Blockly comes without another request.
  stopWatching = options.narrow.subscribe((narrow) => {
    const program = first ? options.program : saved();
    first = false;
    unbuild();
    build(narrow, program);
  });
  const sizes = new ResizeObserver(() => {
    if (!live) return;
    Blockly.svgResize(live);
    showScrollbars(live);
  });
  sizes.observe(place);
  const repaint = (): void => {
    live?.setTheme(themeOf(getComputedStyle(document.documentElement)));
  };
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", repaint);

  return {
    kind: "blocks",
    load: put,
    level(next, program) {
      level = next;
      live?.updateToolbox(toolboxOf(options.api, next.toolbox));
      if (live) mendOwned(live);
      put(program);
    },
    program: saved,
    highlight(block) {
      live?.highlightBlock(block);
    },
    refresh: repaint,
    dispose() {
      stopWatching();
      sizes.disconnect();
      for (const query of queries) query.removeEventListener("change", repaint);
      unbuild();
    },
  };
}

/** What the toolbox is while a block is dragged: the place to throw it away. Shown by a class of `place`. */
function bin(workspace: Blockly.WorkspaceSvg): HTMLElement {
  const flyout = workspace.getFlyout();
  const shown = document.createElement("div");
  shown.className = "blocks-bin";
  shown.setAttribute("aria-hidden", "true");
  const across = workspace.options.horizontalLayout;
  shown.style.setProperty(across ? "block-size" : "inline-size", `${String((across ? flyout?.getHeight() : flyout?.getWidth()) ?? 0)}px`);
  shown.classList.toggle("blocks-bin-below", across);
  shown.append(picture());
  return shown;
}

/** The bin of the icon sheet, drawn here because this file knows no components. */
function picture(): SVGElement {
  const drawn = Blockly.utils.dom.createSvgElement(Blockly.utils.Svg.SVG, { viewBox: "0 0 24 24", class: "icon" });
  Blockly.utils.dom.createSvgElement(Blockly.utils.Svg.PATH, { d: "M4 7h16M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5" }, drawn);
  return drawn;
}

/** Blockly fails in the middle of its start where these are missing; better to know before (Safari below 16.4). */
function checkBrowser(): void {
  const able = typeof CSSStyleSheet === "function" && "replaceSync" in CSSStyleSheet.prototype && "adoptedStyleSheets" in document && typeof ResizeObserver === "function";
  if (!able || !CSS.supports("selector(:has(*))")) throw new Error("this browser is below the floor of blocks");
}

/** A program always has the block it begins with; it cannot be thrown away. */
function withStart(program: Program, type: string | null): Program {
  const blocks = program.blocks?.blocks ?? [];
  if (type === null || blocks.some((block) => block.type === type)) return program;
  return { ...program, blocks: { languageVersion: 0, blocks: [{ type, id: "start", x: 0, y: 0, deletable: false }, ...blocks] } };
}

/** The start block stands near the corner where reading begins, wherever the program was made. */
function placeStart(workspace: Blockly.WorkspaceSvg, rtl: boolean): void {
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  Blockly.svgResize(workspace);
  const box = workspace.getBlocksBoundingBox();
  const view = workspace.getMetricsManager().getViewMetrics(true);
  const margin = 24;
  const x = rtl ? view.width - margin - box.right : margin - box.left;
  workspace.scroll(x * workspace.scale, (margin - box.top) * workspace.scale);
}
