import { describe, expect, it } from "vitest";
import { say, sayer, type Words } from "./say.ts";

const english: Words = {
  language: "en",
  texts: {
    plain: "Run",
    greet: "Hello {name}!",
    blocks: "You used {n, plural, one {# block} other {# blocks}}.",
    exact: "{n, plural, =0 {nothing} one {one thing} other {# things}}",
    turn: "turned {side, select, left {to the left} other {to the right}}",
    nested: "{n, plural, one {# block for {who}} other {# blocks for {who}}}",
  },
};

describe("say", () => {
  it("gives a plain text as it is", () => {
    expect(say(english, { key: "plain" })).toBe("Run");
  });

  it("fills holes, and leaves unknown ones to be seen", () => {
    expect(say(english, { key: "greet", values: { name: "Ben" } })).toBe("Hello Ben!");
    expect(say(english, { key: "greet" })).toBe("Hello {name}!");
  });

  it("shows the key where a text is missing", () => {
    expect(say(english, { key: "no.such.key" })).toBe("no.such.key");
  });

  it("chooses the plural of the language", () => {
    expect(say(english, { key: "blocks", values: { n: 1 } })).toBe("You used 1 block.");
    expect(say(english, { key: "blocks", values: { n: 5 } })).toBe("You used 5 blocks.");
    expect(say(english, { key: "exact", values: { n: 0 } })).toBe("nothing");
    const arabic: Words = {
      language: "ar",
      texts: { blocks: "{n, plural, one {واحد} two {اثنان} few {# قليلة} many {# كثيرة} other {# أخرى}}" },
    };
    const spoken = [1, 2, 3, 11, 100].map((n) => say(arabic, { key: "blocks", values: { n } }));
    expect(spoken).toEqual(["واحد", "اثنان", "3 قليلة", "11 كثيرة", "100 أخرى"]);
  });

  it("chooses by name, and nests", () => {
    expect(say(english, { key: "turn", values: { side: "left" } })).toBe("turned to the left");
    expect(say(english, { key: "turn", values: { side: "right" } })).toBe("turned to the right");
    expect(say(english, { key: "nested", values: { n: 2, who: "Ada" } })).toBe("2 blocks for Ada");
  });

  it("does not read values as texts", () => {
    expect(say(english, { key: "greet", values: { name: "{n, plural}" } })).toBe("Hello {n, plural}!");
  });

  it("survives a text whose brace never closes", () => {
    expect(sayer({ language: "en", texts: { broken: "a {name" } })("broken", { name: "b" })).toBe("a b");
  });
});
