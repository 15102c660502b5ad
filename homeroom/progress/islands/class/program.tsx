// A pupil's program beside its replay on the lab's own stage: the same run, engine and view as on the pupil's page.
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { useComputed, useSignal } from "@preact/signals";
import type { LevelData, Program as ProgramData, Run, Step } from "../../../../labs/parts/contract.ts";
import { readText, toShow } from "../../../../labs/parts/generate/index.ts";
import type { LabPage } from "../../../../labs/parts/level-page/index.ts";
import { Button, Icon } from "../../../../labs/parts/look/index.ts";
import { createPlayer, paceOf, speeds } from "../../../../labs/parts/stage/index.ts";
import { linesOf, type Line } from "./lines.ts";
import type { ClassModel } from "./model.ts";
import { sentenceFor } from "./told.ts";

interface ProgramProps {
  readonly model: ClassModel;
  readonly level: LevelData;
  readonly lab: LabPage;
  readonly source: string;
  readonly note: string;
}

export function Program({ model, level, lab, source, note }: ProgramProps): JSX.Element {
  const { say } = model;
  const read = useMemo(() => readText(lab.api, source), [lab, source]);
  const running = useSignal<string | null>(null);
  const code = useSignal(false);
  return (
    <div class="cell-body">
      <Replay model={model} level={level} lab={lab} source={source} onBlock={(block) => { running.value = block; }} />
      <div class="stack">
        {note && <p class="label">{note}</p>}
        {read.tree ? (
          <>
            <p class="row">
              <Button aria-pressed={!code.value} icon="blocks" onClick={() => { code.value = false; }}>{say("class.blocks")}</Button>
              <Button aria-pressed={code.value} icon="code" onClick={() => { code.value = true; }}>{say("class.javascript")}</Button>
            </p>
            {code.value ? <pre class="cell-program" dir="ltr" tabIndex={0}>{toShow(read.tree) || say("class.cell.empty")}</pre> : <Blocks model={model} tree={linesOf(read.tree, say)} running={running.value} />}
          </>
        ) : (
          <p class="notice notice-careful">{say(read.refused.key, read.refused.values)}</p>
        )}
      </div>
    </div>
  );
}

interface BlocksProps {
  readonly model: ClassModel;
  readonly tree: { readonly runs: readonly Line[]; readonly loose: readonly Line[] };
  readonly running: string | null;
}

function Blocks({ model, tree, running }: BlocksProps): JSX.Element {
  const { say } = model;
  const list = (lines: readonly Line[]): JSX.Element => (
    <ol class="cell-lines" role="list">
      {lines.map((line, index) => (
        <li key={index} data-depth={Math.min(line.depth, 6)} class={line.block !== null && line.block === running ? "is-running" : ""}>
          {line.text}
        </li>
      ))}
    </ol>
  );
  return (
    <div class="cell-program" tabIndex={0} role="group" aria-label={say("class.program")}>
      {tree.runs.length > 0 ? list(tree.runs) : <p class="soft">{say("class.cell.empty")}</p>}
      {tree.loose.length > 0 && (
        <>
          <p class="soft">{say("class.cell.loose")}</p>
          {list(tree.loose)}
        </>
      )}
    </div>
  );
}

interface ReplayProps {
  readonly model: ClassModel;
  readonly level: LevelData;
  readonly lab: LabPage;
  readonly source: string;
  readonly onBlock: (block: string | null) => void;
}

function Replay({ model, level, lab, source, onBlock }: ReplayProps): JSX.Element {
  const { say, page } = model;
  const run = useSignal<Run | null>(null);
  const calm = useMemo(() => matchMedia("(prefers-reduced-motion: reduce)").matches, []);
  const player = useMemo(
    () => createPlayer<Step>({ onStep: (step) => { onBlock(step.block); }, length: (step) => lab.lengthOf(step, run.value?.steps.length ?? 1) }),
    [],
  );
  const busy = useComputed(() => player.phase.value !== "ready");
  const pace = useComputed(() => (calm ? 0 : paceOf(player.speed.value)));
  const ended = useComputed(() => (player.phase.value === "finished" ? (run.value?.verdict.outcome === "tried" ? ("unsolved" as const) : ("solved" as const)) : null));
  useEffect(() => {
    void lab.warm();
    return player.reset;
  }, []);
  const begin = async (): Promise<boolean> => {
    if (!run.value) {
      try {
        run.value = await lab.run(level, JSON.parse(source) as ProgramData);
      } catch {
        return false;
      }
    }
    player.load(run.value.steps);
    return true;
  };
  const press = async (): Promise<void> => {
    if (player.phase.value === "ready") {
      if (await begin()) player.play();
    } else {
      player.reset();
      onBlock(null);
    }
  };
  const step = async (): Promise<void> => {
    if (player.phase.value === "ready" && !(await begin())) return;
    player.forward();
  };
  const phase = player.phase.value;
  const View = lab.view;
  const verdict = phase === "finished" ? run.value?.verdict : undefined;
  return (
    <div class="stack">
      <div class="cell-stage">
        <View level={level} steps={player.steps} at={player.at} pace={pace} busy={busy} ended={ended} say={say} pictures={page.pictures} tell={() => undefined} play={() => undefined} />
      </div>
      <div class="row">
        <Button kind={phase === "ready" ? "go" : "plain"} icon={phase === "ready" ? "run" : "reset"} onClick={() => void press()}>
          {say(phase === "ready" ? "class.replay" : "page.reset")}
        </Button>
        <Button icon="step" disabled={phase === "finished"} onClick={() => void step()}>{say("page.step")}</Button>
        {phase === "playing" && <Button icon="pause" name={say("page.pause")} onClick={player.pause} />}
        {phase === "paused" && <Button icon="run" name={say("page.go-on")} onClick={player.play} />}
        <label class="cell-speed">
          <span class="unseen">{say("page.speed")}</span>
          <Icon name="turtle" />
          <input
            type="range"
            min="0"
            max={String(speeds.length - 1)}
            value={String(speeds.indexOf(player.speed.value))}
            aria-valuetext={say(`page.speed.${player.speed.value}`)}
            onInput={(event) => { player.speed.value = speeds[Number(event.currentTarget.value)] ?? "steady"; }}
          />
          <Icon name="hare" />
        </label>
      </div>
      <p role="status" class="cell-verdict">{verdict ? sentenceFor(level, verdict.mistake, verdict.said, say) : ""}</p>
    </div>
  );
}
