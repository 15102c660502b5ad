import type { JSX } from "preact";

/** 0 not started, 1 tried, 2 passed with more blocks than needed, 3 perfect, 4 free play done. */
export type LevelState = 0 | 1 | 2 | 3 | 4;

/** Any number as a state; what is unknown counts as not started. */
export function levelState(value: number | undefined): LevelState {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : 0;
}

// The badge of each state: nothing, three dots, a tick, a star, a heart.
const badges: Record<LevelState, JSX.Element | null> = {
  0: null,
  1: <path d="M5 11h2.400v2.400H5zM10.8 11h2.400v2.400h-2.400zM16.6 11H19v2.400h-2.400z" />,
  2: <path d="M5 12.500l4.6 4.600L19.4 7.300l-1.9-1.9-7.9 7.900L6.9 10.600z" />,
  3: <path d="M12 3.500l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.900L3.5 9.700l5.9-.8z" />,
  4: <path d="M12 19.500S4 14.6 4 9.500a4.2 4.2 0 0 1 8-1.9 4.2 4.2 0 0 1 8 1.900c0 5.1-8 10-8 10z" />,
};

interface BubbleProps {
  readonly number: number;
  readonly state: LevelState;
  /** Level and state in words; a bubble is never told by colour alone. */
  readonly name: string;
  readonly core: boolean;
  readonly current?: boolean;
}

/** The picture of one level: a circle (core) or a diamond (challenge), its number, and the badge of its state. */
export function Bubble({ number, state, name, core, current }: BubbleProps): JSX.Element {
  return (
    <span class={`look-bubble look-bubble-${String(state)}${core ? "" : " look-bubble-extra"}${current ? " look-bubble-current" : ""}`}>
      <svg class="look-bubble-shape" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        {core ? <circle cx="24" cy="24" r="20" /> : <path d="M24 3l21 21-21 21L3 24z" />}
      </svg>
      <span class="look-bubble-number" aria-hidden="true">
        {number}
      </span>
      {badges[state] && (
        <svg class="look-bubble-badge" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <circle cx="12" cy="12" r="12" />
          {badges[state]}
        </svg>
      )}
      <span class="unseen">{name}</span>
    </span>
  );
}
