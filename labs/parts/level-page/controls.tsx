// The buttons under the stage: one Run that becomes Reset, Step, and how fast.
import type { JSX } from "preact";
import { Button, Icon } from "../look/index.ts";
import { details, speeds } from "../stage/index.ts";
import type { Model } from "./model.ts";

export function Controls({ model }: { readonly model: Model }): JSX.Element {
  const { say, player } = model;
  const phase = player.phase.value;
  const running = phase !== "ready";
  return (
    <div class="level-controls">
      <Button
        kind={running ? "plain" : "go"}
        icon={running ? "reset" : "run"}
        data-run={running ? "reset" : "run"}
        aria-busy={model.simulating.value}
        onPointerEnter={() => {
          void model.lab.warm();
        }}
        onFocus={() => {
          void model.lab.warm();
        }}
        onClick={() => void model.pressRun()}
      >
        {say(running ? "page.reset" : "page.run")}
      </Button>
      <Button icon="step" data-step disabled={phase === "finished"} onClick={() => void model.pressStep()}>
        {say("page.step")}
      </Button>
      {phase === "playing" && (
        <Button icon="pause" name={say("page.pause")} onClick={player.pause} />
      )}
      {phase === "paused" && (
        <Button icon="run" name={say("page.go-on")} onClick={player.play} />
      )}
      {(phase === "playing" || phase === "paused") && (
        <Button icon="flag" name={say("page.finish")} onClick={player.finish} />
      )}
      <Speed model={model} />
    </div>
  );
}

function Speed({ model }: { readonly model: Model }): JSX.Element {
  const { say, player } = model;
  const speed = player.speed.value;
  return (
    <label class="level-speed">
      <span class="unseen">{say("page.speed")}</span>
      <Icon name="turtle" />
      <input
        type="range"
        min="0"
        max={String(speeds.length - 1)}
        step="1"
        value={String(speeds.indexOf(speed))}
        aria-valuetext={say(`page.speed.${speed}`)}
        onInput={(event) => {
          player.speed.value = speeds[Number(event.currentTarget.value)] ?? "steady";
        }}
      />
      <Icon name="hare" />
    </label>
  );
}

/** Sounds on or off, and how much of a run is told in words. */
export function SoundChoices({ model }: { readonly model: Model }): JSX.Element {
  const { say, preferences } = model;
  return (
    <div class="level-choices">
      <label class="choice">
        <input
          type="checkbox"
          checked={preferences.sound.value}
          onInput={(event) => {
            preferences.sound.value = event.currentTarget.checked;
          }}
        />
        {say("page.sound")}
      </label>
      <fieldset>
        <legend>{say("page.detail")}</legend>
        {details.map((detail) => (
          <label class="choice" key={detail}>
            <input
              type="radio"
              name="detail"
              checked={preferences.detail.value === detail}
              onInput={() => {
                preferences.detail.value = detail;
              }}
            />
            {say(`page.detail.${detail}`)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
