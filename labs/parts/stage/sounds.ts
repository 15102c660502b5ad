// Short sounds made in the page, so that nothing is fetched. Each movement has its own, for those who listen rather than look.

/** What can be heard. A lab says which of these a step sounds like. */
export type Sound = "step" | "left" | "right" | "bump" | "pick" | "success" | "tick";

interface Note {
  /** Hertz at the start and at the end. */
  readonly from: number;
  readonly to: number;
  /** Seconds. */
  readonly length: number;
  readonly delay?: number;
  readonly shape?: OscillatorType;
}

const notes: Record<Sound, readonly Note[]> = {
  step: [{ from: 330, to: 392, length: 0.09 }],
  left: [{ from: 523, to: 415, length: 0.12 }],
  right: [{ from: 415, to: 523, length: 0.12 }],
  bump: [{ from: 140, to: 70, length: 0.22, shape: "triangle" }],
  pick: [
    { from: 660, to: 660, length: 0.07 },
    { from: 880, to: 880, length: 0.1, delay: 0.07 },
  ],
  success: [
    { from: 523, to: 523, length: 0.12 },
    { from: 659, to: 659, length: 0.12, delay: 0.12 },
    { from: 784, to: 784, length: 0.26, delay: 0.24 },
  ],
  tick: [{ from: 440, to: 440, length: 0.04 }],
};

/** Plays sounds while `on()` says so. The device is opened at the first sound, which follows a press, as browsers require. */
export function createSounds(on: () => boolean): (sound: Sound) => void {
  let context: AudioContext | null = null;
  return (sound) => {
    if (!on() || typeof AudioContext !== "function") return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
    for (const note of notes[sound]) play(context, note);
  };
}

function play(context: AudioContext, note: Note): void {
  const start = context.currentTime + (note.delay ?? 0);
  const end = start + note.length;
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.type = note.shape ?? "sine";
  tone.frequency.setValueAtTime(note.from, start);
  tone.frequency.linearRampToValueAtTime(note.to, end);
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.16, start + 0.015);
  loudness.gain.linearRampToValueAtTime(0, end);
  tone.connect(loudness);
  loudness.connect(context.destination);
  tone.start(start);
  tone.stop(end);
}
