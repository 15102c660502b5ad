// The level page as a whole: what to do above, the stage at the start side, the workspace beside it.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { signal, useComputed, type ReadonlySignal } from "@preact/signals";
import type { LevelLink, Program } from "../contract.ts";
import { Button } from "../look/index.ts";
import { Controls } from "./controls.tsx";
import { Dialogs, Notices } from "./dialogs.tsx";
import type { EditorMaker } from "./editor.ts";
import { Instructions, Outcome } from "./instructions.tsx";
import { LessonBar } from "./lesson-bar.tsx";
import type { Model } from "./model.ts";
import { Plain } from "./plain.tsx";
import { Work } from "./work.tsx";

export interface PageProps {
  readonly model: Model;
  readonly makeEditor: EditorMaker;
  readonly readableCode: (program: Program) => string;
  /** The strip's pages stay among themselves. */
  readonly strip: boolean;
}

export function LevelPage({ model, makeEditor, readableCode, strip }: PageProps): JSX.Element {
  const { say, page } = model;
  const narrow = useMedia("(max-width: 760px)");
  const level = model.level.value;
  const top = useRef<HTMLDivElement>(null);
  const address = (link: LevelLink): string => (strip && link.icons ? `${link.url}icons/` : link.url);
  const onMove = (link: LevelLink): boolean => {
    if (strip && !link.icons) return false;
    if (!model.holds(link)) return false;
    history.pushState({ level: link.id }, "", address(link));
    model.moveTo(link);
    afterMove(model, top.current);
    return true;
  };
  useEffect(() => {
    history.replaceState({ level: level.id }, "");
    const back = (event: PopStateEvent): void => {
      const id = (event.state as { level?: unknown } | null)?.level;
      const link = page.lesson.levels.find((one) => one.id === id);
      if (!link || !model.holds(link)) {
        location.reload();
        return;
      }
      model.moveTo(link);
      afterMove(model, top.current);
    };
    addEventListener("popstate", back);
    return () => {
      removeEventListener("popstate", back);
    };
  }, []);
  useEffect(() => {
    const picture = top.current?.querySelector<HTMLElement>(".level-picture");
    if (!picture || typeof ResizeObserver !== "function") return;
    // On a phone the controls stick below the stage, whose height is the lab's own affair.
    const watch = new ResizeObserver(() => {
      top.current?.style.setProperty("--picture-height", `${String(picture.offsetHeight)}px`);
    });
    watch.observe(picture);
    return () => watch.disconnect();
  }, []);
  const own = level.icons ? (model.link.value?.url ?? null) : null;
  const otherWay = own === null ? null : strip ? { text: say("page.to-blocks"), url: own } : { text: say("page.icons"), url: `${own}icons/` };
  return (
    <div class={`level-page${strip ? " level-page-strip" : ""}`} ref={top}>
      <LessonBar model={model} onMove={onMove} address={address} />
      <Notices model={model} />
      <Instructions model={model} />
      <div class="level-main">
        <section class="level-stage" aria-label={say("page.stage")}>
          <div class="level-picture">
            <Stage model={model} />
          </div>
          <Controls model={model} />
          <Outcome model={model} />
          <Told model={model} />
        </section>
        <Work model={model} narrow={narrow} makeEditor={makeEditor} otherWay={otherWay} plain={() => <Plain page={page} say={say} />} />
      </div>
      <Dialogs model={model} readableCode={readableCode} onMove={onMove} address={address} />
    </div>
  );
}

function afterMove(model: Model, top: HTMLElement | null): void {
  document.title = `${model.level.value.title} · ${model.page.lesson.title}`;
  scrollTo(0, 0);
  // After the dialog that led here has gone: behind it nothing can take the focus.
  requestAnimationFrame(() => setTimeout(() => top?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true })));
}

function Stage({ model }: { readonly model: Model }): JSX.Element {
  const calm = useMedia("(prefers-reduced-motion: reduce)");
  const pace = useComputed(() => (calm.value ? 0 : model.pace.value));
  const ended = useComputed(() => {
    const feedback = model.feedback.value;
    return feedback === null ? null : feedback.solved ? ("solved" as const) : ("unsolved" as const);
  });
  const View = model.lab.view;
  return (
    <View
      key={model.level.value.id}
      level={model.level.value}
      steps={model.player.steps}
      at={model.player.at}
      pace={pace}
      busy={model.busy}
      ended={ended}
      say={model.say}
      pictures={model.page.pictures}
      tell={model.teller.now}
      play={model.play}
    />
  );
}

/** The stage in words, seen and heard. */
function Told({ model }: { readonly model: Model }): JSX.Element {
  const { say } = model;
  const text = model.teller.text.value;
  return (
    <div class="level-said">
      <p role="status" aria-live="polite" data-told class={model.feedback.value ? "unseen" : ""}>
        {text || model.lab.describeStart(model.level.value, say)}
      </p>
      <Button
        kind="quiet"
        round
        icon="settings"
        name={say("page.sounds")}
        onClick={() => {
          model.shown.value = "sounds";
        }}
      />
    </div>
  );
}

/** Whether a media query holds, now and later. */
export function useMedia(query: string): ReadonlySignal<boolean> {
  const held = useRef(signal(matchMedia(query).matches)).current;
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => {
      held.value = list.matches;
    };
    // Safari before 14 knows only the older name.
    if (typeof list.addEventListener === "function") list.addEventListener("change", changed);
    else list.addListener(changed);
    return () => {
      if (typeof list.removeEventListener === "function") list.removeEventListener("change", changed);
      else list.removeListener(changed);
    };
  }, [query]);
  return held;
}
