// What to do, the hint, and what came of the last run: everything that is text about the level.
import type { JSX } from "preact";
import { Button, Icon } from "../look/index.ts";
import type { Model } from "./model.ts";

/** The speaker beside a text; nothing at all where the device has no voice of its own for the language. */
function Speaker({ model, text }: { readonly model: Model; readonly text: string }): JSX.Element | null {
  if (!model.voice.able.value) return null;
  const reading = model.voice.speaking.value === text;
  return (
    <Button
      kind="quiet"
      round
      icon={reading ? "speaker-off" : "speaker"}
      name={model.say(reading ? "page.read.stop" : "page.read")}
      onClick={() => {
        model.voice.toggle(text);
      }}
    />
  );
}

export function Instructions({ model }: { readonly model: Model }): JSX.Element {
  const { say } = model;
  const level = model.level.value;
  const heading = level.core || level.freePlay ? "page.level-heading" : "page.challenge-heading";
  return (
    <section class="level-told" aria-label={say("page.instructions")}>
      <div class="level-told-words">
        <div class="level-told-head">
          <p class="level-told-number">{say(heading, { number: level.number })}</p>
          <h1 class="level-told-title" tabIndex={-1}>
            {level.title}
          </h1>
        </div>
        <div class="level-told-row">
          <p class="level-told-text">{level.instructions}</p>
          <Speaker model={model} text={level.say || level.instructions} />
        </div>
      </div>
      <div class="level-told-help">
        {level.hint && (
          <Button
            icon="lightbulb"
            aria-expanded={model.hintShown.value}
            onClick={() => {
              model.openHint();
            }}
          >
            {say(model.hintShown.value ? "page.hint.hide" : "page.hint")}
          </Button>
        )}
      </div>
      {model.hintShown.value && (
        <div class="level-note level-note-hint" role="status">
          <Icon name="lightbulb" />
          <p>{level.hint}</p>
          <Speaker model={model} text={level.hint} />
        </div>
      )}
    </section>
  );
}

/** What the last run came to, beside the stage where the child is looking. The live region has said it already. */
export function Outcome({ model }: { readonly model: Model }): JSX.Element | null {
  const feedback = model.feedback.value;
  if (model.oops.value !== null) {
    return (
      <div class="level-note level-note-wrong" role="alert">
        <Icon name="careful" />
        <p>{model.say(model.oops.value)}</p>
      </div>
    );
  }
  if (!feedback) return null;
  return (
    <div class={`level-note ${feedback.solved ? "level-note-right" : "level-note-wrong"}`}>
      <Icon name={feedback.solved ? "tick" : "careful"} />
      <p>{feedback.text}</p>
      <Speaker model={model} text={feedback.text} />
      {model.run.value?.verdict.outcome === "done" && (
        <Button
          kind="go"
          icon="next"
          onClick={() => {
            model.shown.value = "solved";
          }}
        >
          {model.say("page.go-on")}
        </Button>
      )}
    </div>
  );
}
