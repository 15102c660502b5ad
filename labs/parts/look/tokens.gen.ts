// Made by tools/generate/design.py from design/. Edit there, then `make generate`.

export const tokens = {
  "colour": {
    "light": {
      "paper": "#fdf8ee",
      "card": "#ffffff",
      "sunken": "#f5eddd",
      "square": "#f1e7d3",
      "line": "#e2d5bc",
      "edge": "#847760",
      "ink": "#23203b",
      "soft": "#5a5573",
      "pen": "#2b47b0",
      "pen-wash": "#e6eafb",
      "pen-fill": "#2b47b0",
      "on-pen": "#ffffff",
      "marker": "#ffc53d",
      "marker-edge": "#c78d0c",
      "marker-wash": "#fff0c7",
      "on-marker": "#23203b",
      "leaf": "#1b7245",
      "leaf-wash": "#dff1e3",
      "leaf-fill": "#1b7245",
      "on-leaf": "#ffffff",
      "berry": "#b0244a",
      "berry-wash": "#fbe4e8",
      "berry-fill": "#b0244a",
      "on-berry": "#ffffff",
      "clay": "#9c480a",
      "clay-wash": "#fde8d3",
      "sky": "#0f6688",
      "sky-wash": "#ddf0f7",
      "plum": "#763a96",
      "plum-wash": "#f2e4f8",
      "night": "#23203b",
      "on-night": "#fdf8ee",
      "shade": "#23203b26"
    },
    "dark": {
      "paper": "#171629",
      "card": "#211f3b",
      "sunken": "#100f1f",
      "square": "#1f1d36",
      "line": "#3a3759",
      "edge": "#8f8ab0",
      "ink": "#f5f0e4",
      "soft": "#bdb7d3",
      "pen": "#a9b9ff",
      "pen-wash": "#262b57",
      "pen-fill": "#4059c9",
      "on-pen": "#ffffff",
      "marker": "#ffc53d",
      "marker-edge": "#a8770b",
      "marker-wash": "#3a3219",
      "on-marker": "#23203b",
      "leaf": "#74d6a0",
      "leaf-wash": "#18382b",
      "leaf-fill": "#1f8050",
      "on-leaf": "#ffffff",
      "berry": "#ffa3b4",
      "berry-wash": "#43192b",
      "berry-fill": "#b83257",
      "on-berry": "#ffffff",
      "clay": "#ffb77d",
      "clay-wash": "#422a17",
      "sky": "#84d3f0",
      "sky-wash": "#153445",
      "plum": "#dcaef5",
      "plum-wash": "#36204a",
      "night": "#0d0c1b",
      "on-night": "#f5f0e4",
      "shade": "#00000080"
    }
  },
  "block": {
    "start": "#8f5600",
    "move": "#2b47b0",
    "loop": "#a42c6b",
    "logic": "#1b7245",
    "number": "#0f6688",
    "variable": "#b0410d",
    "function": "#763a96",
    "pen": "#0b6e6e",
    "text": "#5f5b1b"
  },
  "state": {
    "names": [
      "not-started",
      "tried",
      "passed",
      "perfect",
      "done"
    ],
    "ink": [
      "edge",
      "clay",
      "leaf",
      "on-leaf",
      "plum"
    ],
    "fill": [
      "card",
      "clay-wash",
      "leaf-wash",
      "leaf-fill",
      "plum-wash"
    ]
  },
  "cell": 40
} as const;

export type Colour = keyof typeof tokens.colour.light;
export type BlockColour = keyof typeof tokens.block;

/** Every icon there is: `<use href={sheet + '#' + name} />`. */
export type IconName =
  | "add"
  | "again"
  | "archive"
  | "back"
  | "blocks"
  | "book"
  | "card"
  | "careful"
  | "certificate"
  | "challenge"
  | "class"
  | "clock"
  | "close"
  | "cloud-off"
  | "code"
  | "download"
  | "eye-off"
  | "eye"
  | "flag"
  | "forward"
  | "grid"
  | "hand"
  | "hare"
  | "heart"
  | "help"
  | "home"
  | "idea"
  | "if"
  | "info"
  | "key"
  | "language"
  | "lightbulb"
  | "link"
  | "lock"
  | "mail"
  | "menu"
  | "minus"
  | "more"
  | "move"
  | "next"
  | "pause"
  | "pen"
  | "picture"
  | "previous"
  | "print"
  | "projector"
  | "pupil"
  | "qr"
  | "remove"
  | "repeat"
  | "reset"
  | "run"
  | "saved"
  | "search"
  | "settings"
  | "shield"
  | "sign-in"
  | "sign-out"
  | "speaker-off"
  | "speaker"
  | "star"
  | "step"
  | "teacher"
  | "theme"
  | "tick"
  | "turn-left"
  | "turn-right"
  | "turtle"
  | "undo"
  | "unlock"
  | "until"
  | "waiting"
  | "word";
