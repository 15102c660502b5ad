// Reads a text aloud with a voice of the device. Voices that are not local send the text to a company, so they are never
// used: where the device has no local voice for the language, there is no button at all.
import { signal, type ReadonlySignal } from "@preact/signals";

/** A voice of this device for `language`, best match first; null where there is none. */
export function localVoice(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  const wanted = language.toLowerCase();
  const local = voices.filter((voice) => voice.localService);
  const tag = (voice: SpeechSynthesisVoice): string => voice.lang.toLowerCase().replace("_", "-");
  return (
    local.find((voice) => tag(voice) === wanted) ??
    local.find((voice) => tag(voice).split("-")[0] === wanted.split("-")[0]) ??
    null
  );
}

export interface Voice {
  /** Whether this device can read the page's language. */
  readonly able: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<string | null>;
  /** Reads `text`, or falls silent if it is being read already. */
  toggle(text: string): void;
  stop(): void;
}

export function createVoice(language: string): Voice {
  const able = signal(false);
  const speaking = signal<string | null>(null);
  const speech = typeof speechSynthesis === "undefined" ? null : speechSynthesis;
  let voice: SpeechSynthesisVoice | null = null;

  function look(): void {
    voice = speech ? localVoice(speech.getVoices(), language) : null;
    able.value = voice !== null;
  }

  function stop(): void {
    speech?.cancel();
    speaking.value = null;
  }

  look();
  // Voices often arrive after the page.
  if (speech && typeof speech.addEventListener === "function") speech.addEventListener("voiceschanged", look);
  return {
    able,
    speaking,
    stop,
    toggle(text) {
      const again = speaking.value === text;
      stop();
      if (!speech || !voice || again) return;
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      words.onend = () => {
        if (speaking.value === text) speaking.value = null;
      };
      speaking.value = text;
      speech.speak(words);
    },
  };
}
