// The drawing as it is seen and explored: squared paper, the goal marked as with a marker, the turtle and its lines, and a list of
// the lines for the keys.
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { useComputed, useSignal } from "@preact/signals";
import type { ViewProps } from "../parts/level-page/lab.ts";
import { Goal } from "./goal.ts";
import { lengthOfStep, listed, type Listed } from "./tell.ts";
import { momentAt, paper, strokeOf, strokesOf, waysOf, type DrawingBody, type DrawingStep, type Moment, type Stroke, type Way } from "./world.ts";

/** All pictures of the lab are one file. */
export function sheetOf(pictures: string): string {
  return `${pictures}drawing.gen.svg`;
}

/** The side of a small square. */
const square = 20;
/** The side of the turtle's picture. */
const turtle = 40;

/** Where a drawing stands after the first `at` steps. */
interface Standing {
  readonly moment: Moment;
  /** Degrees, never wound back: from 350 to 10 is 20 on. */
  readonly angle: number;
  readonly ways: readonly Way[];
  /** The line that the last step has drawn; it is not among `ways` yet. */
  readonly newest: Stroke | null;
}

/** Folds the steps shown so far. Pure, so that any moment of a run can be drawn by itself. */
export function standing(body: DrawingBody, steps: readonly DrawingStep[], at: number): Standing {
  const start = momentAt(body);
  const shown = steps.slice(0, at);
  const last = shown.at(-1);
  const newest = last ? strokeOf(last, last, shown.at(-2) ?? start) : null;
  const turns = shown.reduce((sum, step) => (step.do === "turn" ? sum + (step.by ?? 0) : sum), 0);
  return { moment: last ?? start, angle: start.heading + turns, ways: waysOf(strokesOf(body, newest ? shown.slice(0, -1) : shown)), newest };
}

/** A way of the pen as a path. The paper's y grows upwards, the picture's downwards. */
function pathOf({ points }: Way): string {
  let d = "";
  for (let at = 0; at + 1 < points.length; at += 2) d += `${at === 0 ? "M" : "L"}${String(points[at])} ${String(-points[at + 1]!)}`;
  return d;
}

const squares = ((): { small: string; middle: string } => {
  let small = "";
  for (let at = -paper; at <= paper; at += square) small += `M${String(at)} ${String(-paper)}v${String(2 * paper)}M${String(-paper)} ${String(at)}h${String(2 * paper)}`;
  return { small, middle: `M0 ${String(-paper)}v${String(2 * paper)}M${String(-paper)} 0h${String(2 * paper)}` };
})();

export function DrawingView(props: ViewProps<DrawingBody, DrawingStep>): JSX.Element {
  const { level, pictures, steps, at, pace, ended } = props;
  const { body } = level;
  const goal = useMemo(() => new Goal(body), [body]);
  const wanted = useMemo(() => (body.goal ?? []).map((way) => ({ colour: way.colour, d: pathOf(way) })), [body]);
  const found = useSignal<Stroke | null>(null);
  const now = useComputed(() => standing(body, steps.value, at.value));
  const { moment, angle, ways, newest } = now.value;
  const last = steps.value[at.value - 1];
  const time = last ? Math.round(pace.value * lengthOfStep(last, steps.value.length)) : Math.round(pace.value / 2);
  return (
    <div class={`drawing${ended.value === "solved" ? " drawing-solved" : ""}`} dir="ltr">
      <svg class="drawing-picture" viewBox={`${String(-paper)} ${String(-paper)} ${String(2 * paper)} ${String(2 * paper)}`} aria-hidden="true" focusable="false">
        <path class="drawing-squares" d={squares.small} />
        <path class="drawing-middle" d={squares.middle} />
        {wanted.map(({ colour, d }, index) => (
          <path key={index} class={`drawing-marker${body.colours ? " drawing-marker-own" : ""}`} d={d} style={body.colours ? { stroke: colour } : {}} />
        ))}
        {wanted.map(({ colour, d }, index) => (
          <path key={index} class="drawing-dots" d={d} style={body.colours ? { stroke: colour } : {}} />
        ))}
        <g data-drawn={String(ways.length)}>
          {ways.map((way, index) => (
            <path key={index} d={pathOf(way)} stroke={way.colour} stroke-width={way.width} />
          ))}
        </g>
        {newest && <Newest key={at.value} stroke={newest} time={time} />}
        {found.value && [0, 1].map((layer) => <line key={layer} class="drawing-found" {...ends(found.value!)} />)}
        <Turtle moment={moment} angle={angle} sheet={sheetOf(pictures)} time={time} happy={ended.value === "solved"} />
      </svg>
      <Lines {...props} goal={goal} show={(stroke) => (found.value = stroke)} />
    </div>
  );
}

function ends({ x1, y1, x2, y2 }: Stroke): { x1: number; y1: number; x2: number; y2: number } {
  return { x1, y1: -y1, x2, y2: -y2 };
}

/** The line that is being drawn: it grows while the turtle goes. */
function Newest({ stroke, time }: { readonly stroke: Stroke; readonly time: number }): JSX.Element {
  const growing = time > 0 ? { animationDuration: `${String(time)}ms` } : { animation: "none" };
  return <line class={time > 0 ? "drawing-new" : ""} pathLength={1} {...ends(stroke)} stroke={stroke.colour} stroke-width={stroke.width} style={growing} />;
}

interface TurtleProps {
  readonly moment: Moment;
  readonly angle: number;
  readonly sheet: string;
  readonly time: number;
  readonly happy: boolean;
}

function Turtle({ moment, angle, sheet, time, happy }: TurtleProps): JSX.Element {
  const moving = `transform ${String(time)}ms linear`;
  const picture = happy ? "turtle-happy" : moment.down ? "turtle" : "turtle-up";
  return (
    <g class="drawing-turtle" data-turtle={`${String(Math.round(moment.x))},${String(Math.round(moment.y))}`} data-heading={String(Math.round(moment.heading))} style={{ transform: `translate(${String(moment.x)}px, ${String(-moment.y)}px)`, transition: moving }}>
      {/* The picture looks to the right, which is a heading of 90. */}
      <g style={{ transform: `rotate(${String(angle - 90)}deg)`, transition: moving }}>
        <use href={`${sheet}#${picture}`} x={-turtle / 2} y={-turtle / 2} width={turtle} height={turtle} style={{ color: moment.colour }} />
      </g>
    </g>
  );
}

interface LinesProps extends ViewProps<DrawingBody, DrawingStep> {
  readonly goal: Goal;
  readonly show: (stroke: Stroke | null) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

/** The lines once more, one by one, for keys and screen readers: one stop in the page, arrows inside. Shown on the paper while heard. */
function Lines({ level, goal, steps: run, ended, say, play, show }: LinesProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const at = useSignal(0);
  const lines = useComputed((): readonly Listed[] => listed(goal, ended.value === null ? null : strokesOf(level.body, run.value), level.freePlay, say));
  const shown = lines.value;
  const here = Math.min(at.value, Math.max(shown.length - 1, 0));
  const go = (event: KeyboardEvent): void => {
    const by = steps[event.key];
    if (by === undefined || shown.length === 0) return;
    event.preventDefault();
    at.value = Math.min(Math.max(here + by, 0), shown.length - 1);
    play(at.value === here ? "bump" : "tick");
    box.current?.querySelectorAll<HTMLElement>("[role=option]")[at.value]?.focus();
  };
  if (shown.length === 0) return <div class="drawing-lines" role="img" aria-label={say("drawing.paper.empty")} />;
  return (
    <div class="drawing-lines" role="listbox" aria-label={say("drawing.paper", { n: shown.length })} ref={box} onKeyDown={go}>
      {shown.map(({ stroke, words }, index) => (
        <div
          key={index}
          role="option"
          aria-selected={index === here}
          aria-label={words}
          tabIndex={index === here ? 0 : -1}
          onFocus={() => {
            at.value = index;
            show(stroke);
          }}
          onBlur={() => {
            show(null);
          }}
        />
      ))}
    </div>
  );
}
