import type { JSX } from "preact";

// Drawn on 24 by 24, lines of the text's colour; `mirrored` ones point along the line of reading and turn round right to left.
const lines = {
  run: "M7 4.5v15l12-7.500z",
  reset: "M5 12a7 7 0 1 0 2.3-5.200M5 4v4.500h4.5",
  step: "M5 5v14l9-7zM18 5v14",
  pause: "M8 5v14M16 5v14",
  finish: "M4 5v14l7-7zM12 5v14l7-7zM20.5 5v14",
  again: "M12 5a7 7 0 1 1-6.6 4.700M12 2v6l-4-3z",
  light: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.800c.7.6 1.1 1.2 1.1 2.200h5c0-1 .4-1.6 1.1-2.200A6 6 0 0 0 12 3z",
  speaker: "M4 9.500v5h3.500L12 18.500v-13L7.5 9.500zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11",
  silent: "M4 9.500v5h3.500L12 18.500v-13L7.5 9.500zM16 9.500l5 5M21 9.500l-5 5",
  code: "M8.5 7l-5 5 5 5M15.5 7l5 5-5 5M13.5 4.500l-3 15",
  close: "M6 6l12 12M18 6L6 18",
  next: "M5 12h13M13 6.500l5.5 5.5-5.5 5.5",
  tick: "M5 12.500l4.5 4.500L19 7.5",
  star: "M12 3.500l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.900L3.5 9.700l5.9-.8z",
  cloud: "M7 18.500a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.6 3.6 0 0 1 17 18.500z",
  away: "M7 18.500a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.6 3.6 0 0 1 17 18.500zM4 4l16 16",
  bang: "M12 4v10M12 18.500v.1",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v-1.500a1.5 1.5 0 0 1 3 0V6a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-6 6.500c-3 0-4.3-1.7-5.5-4L4 13.500a1.5 1.5 0 0 1 2.5-1.500l1.5 2z",
  undo: "M8 5L4 9l4 4M4 9h9a6 6 0 0 1 0 12H9",
  remove: "M5 7h14M9.5 7V4.500h5V7M7 7l1 13h8l1-13M10.5 11v5.500M13.5 11v5.5",
  ear: "M7 10a5 5 0 0 1 10 0c0 3-2.5 3.8-3 6s-1.3 4-3.3 4A3.2 3.2 0 0 1 7.5 17M10 10a2 2 0 0 1 4 0c0 1.5-1.5 2-1.5 3.5",
  turtle: "M4 15h15M6 15a6 6 0 0 1 11 0M17.5 14.500c.5-2.5 3.5-2.5 3.5-.5 0 1.5-1.5 2-3.5 1.500M7.5 15v3M15 15v3",
  hare: "M5 19h11c3 0 4-2 3-4l-2.5-2c-.5-4.5-1-8-2.5-8s-1 4.5-.5 7.500C9 11.5 5 14 5 19zM17 15.500v.1",
  print: "M7 9V4h10v5M7 17H4.500V9.500h15V17H17M7 14h10v6H7z",
  blocks: "M4 5h6a2 2 0 0 0 4 0h6v6H4zM4 13h6a2 2 0 0 0 4 0h6v6H4z",
  "move-forward": "M12 20V5M6 10.500L12 4.500l6 6",
  "turn-left": "M19 20v-6a5 5 0 0 0-5-5H5M10 4L5 9l5 5",
  "turn-right": "M5 20v-6a5 5 0 0 1 5-5h9M14 4l5 5-5 5",
  repeat: "M4 12a5.5 5.5 0 0 1 5.5-5.500H17M14 3l3.5 3.500L14 10M20 12a5.5 5.5 0 0 1-5.5 5.500H7M10 21l-3.5-3.500L10 14",
  "repeat-until": "M6 21V4M6 4.500c4-2 7 2 12 0v9c-5 2-8-2-12 0",
  if: "M12 21v-7M12 14c0-5-6-4-6-10M12 14c0-5 6-4 6-10M3.5 6.500L6 4l2.5 2.500M15.5 6.500L18 4l2.5 2.5",
  "if-else": "M12 21v-7M12 14c0-5-6-4-6-10M12 14c0-5 6-4 6-10M3.5 6.5L6 4l2.5 2.5M15.5 6.5L18 4l2.5 2.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  earlier: "M19 12H6M11 6.5L5.5 12l5.5 5.5",
  later: "M5 12h13M13 6.5l5.5 5.5-5.5 5.5",
  settings: "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
} as const;

export type IconName = keyof typeof lines;

const mirrored: ReadonlySet<IconName> = new Set(["next", "undo", "speaker", "silent", "earlier", "later"]);
const filled: ReadonlySet<IconName> = new Set(["run", "star", "finish", "step"]);

/** Whether a name from elsewhere (a table of blocks) is one of ours. */
export function isIcon(name: string): name is IconName {
  return Object.prototype.hasOwnProperty.call(lines, name);
}

/** A picture beside or instead of a text; never the only name of a thing. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class={`icon${mirrored.has(name) ? " icon-turns" : ""}${filled.has(name) ? " look-icon-filled" : ""}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={lines[name]} />
    </svg>
  );
}
