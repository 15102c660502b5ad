// The place where the program is built: its heading, the counter, and the editor itself.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useSignal, type ReadonlySignal } from "@preact/signals";
import { Button, Icon } from "../look/index.ts";
import type { EditorMaker } from "./editor.ts";
import type { Model } from "./model.ts";

interface WorkProps {
  readonly model: Model;
  readonly narrow: ReadonlySignal<boolean>;
  readonly makeEditor: EditorMaker;
  /** Address of the same level in the other kind of editor. */
  readonly otherWay: { readonly text: string; readonly url: string } | null;
  /** Shown instead of the editor when it could not start. */
  readonly plain: () => JSX.Element;
}

export function Work({ model, narrow, makeEditor, otherWay, plain }: WorkProps): JSX.Element {
  const { say, page } = model;
  const place = useRef<HTMLDivElement>(null);
  const failed = useSignal(false);
  const waiting = useSignal(true);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let gone = false;
    let dispose: (() => void) | null = null;
    const options = {
      api: model.lab.api,
      level: model.level.value,
      program: model.program.value,
      words: model.words,
      say,
      rtl: page.direction === "rtl",
      media: page.media,
      narrow,
      sound: model.preferences.sound,
      onEdit: model.edited,
    };
    void (async () => {
      try {
        const editor = await makeEditor(element, options);
        if (gone) {
          editor.dispose();
          return;
        }
        dispose = () => {
          editor.dispose();
        };
        waiting.value = false;
        model.takeEditor(editor);
        element.dataset["editor"] = editor.kind;
        await model.resume();
      } catch {
        failed.value = true;
      }
    })();
    return () => {
      gone = true;
      model.takeEditor(null);
      dispose?.();
    };
  }, []);
  return (
    <section class="level-work" aria-label={say("page.workspace")} onPointerDownCapture={model.touched} onFocusCapture={model.touched} onKeyDownCapture={model.touched}>
      <div class="level-work-head">
        <h2>{say("page.workspace")}</h2>
        <Counter model={model} />
        <div class="level-work-tools">
          {otherWay && (
            <a class="level-link" href={otherWay.url}>
              <Icon name="blocks" />
              {otherWay.text}
            </a>
          )}
          <Button
            icon="code"
            onClick={() => {
              model.shown.value = "code";
            }}
          >
            {say("page.show-code")}
          </Button>
          <Button
            icon="again"
            onClick={() => {
              model.startOver();
            }}
          >
            {say("page.start-over")}
          </Button>
        </div>
      </div>
      {model.undo.value && (
        <div class="level-note level-note-undo" role="status">
          <p>{say("page.started-over")}</p>
          <Button
            icon="undo"
            onClick={() => {
              model.takeBack();
            }}
          >
            {say("page.undo")}
          </Button>
        </div>
      )}
      {failed.value ? plain() : <div class="level-editor" ref={place} />}
      {waiting.value && !failed.value && (
        <p class="level-wait" role="status">
          {say("page.blocks-coming")}
        </p>
      )}
    </section>
  );
}

function Counter({ model }: { readonly model: Model }): JSX.Element {
  const { say } = model;
  const n = model.blocks.value;
  const best = model.level.value.optimal;
  if (best === null) return <p class="level-count">{say("page.blocks-used", { n })}</p>;
  return (
    <p class={`level-count${n > best ? " level-count-over" : ""}`}>
      <span aria-hidden="true">{say("page.blocks-of", { n, best })}</span>
      <span class="unseen">{say("page.blocks-spoken", { n, best })}</span>
    </p>
  );
}
