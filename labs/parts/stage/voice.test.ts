import { describe, expect, it } from "vitest";
import { localVoice } from "./voice.ts";

function voice(lang: string, localService: boolean): SpeechSynthesisVoice {
  return { lang, localService, name: `${lang} ${String(localService)}`, default: false, voiceURI: lang };
}

describe("choosing a voice", () => {
  it("never takes a voice that sends the text away", () => {
    expect(localVoice([voice("en-US", false), voice("en", false)], "en")).toBeNull();
  });

  it("prefers the exact language, then any of its kind", () => {
    const voices = [voice("en-GB", true), voice("es_MX", true), voice("es", true)];
    expect(localVoice(voices, "es")?.lang).toBe("es");
    expect(localVoice(voices.slice(0, 2), "es")?.lang).toBe("es_MX");
    expect(localVoice(voices, "ar")).toBeNull();
  });
});
