import { describe, expect, test } from "vitest";
import { levelOf, maps } from "./testing/levels.ts";
import { mapProblems, readMaze, Hero, type MazeBody } from "./world.ts";

const body = (...map: string[]): MazeBody => ({ theme: "garden", map });

describe("a map", () => {
  test("says where one starts, looks and is to go", () => {
    const maze = readMaze(levelOf(maps.star).body);
    expect(maze).toMatchObject({ width: 5, height: 5, start: { x: 1, y: 1, heading: "east" }, goal: { x: 3, y: 1 }, stars: [{ x: 1, y: 3 }] });
    for (const [sign, heading] of [["^", "north"], [">", "east"], ["v", "south"], ["<", "west"]]) expect(readMaze(body(`${sign}G`)).start.heading).toBe(heading);
  });

  test("is wall outside, at # and at spaces", () => {
    const maze = readMaze(body("> G", "..*"));
    expect([[-1, 0], [0, -1], [1, 0], [3, 0], [0, 2]].map(([x, y]) => maze.isOpen({ x: x!, y: y! }))).toEqual([false, false, false, false, false]);
    expect([[0, 0], [2, 0], [0, 1], [2, 1]].map(([x, y]) => maze.isOpen({ x: x!, y: y! }))).toEqual([true, true, true, true]);
  });

  test.each([
    [["#>.G#"], []],
    [["#..G#"], ["there must be exactly one start: one of ^ > v <"]],
    [["#>^.G#"], ["there must be exactly one start: one of ^ > v <"]],
    [["#>.#"], ["there must be exactly one goal: G"]],
    [["#>GG#"], ["there must be exactly one goal: G"]],
    [["#>x.G#"], ["unknown signs x: use # . ^ > v < G *"]],
    [["#>.#G#"], ["the goal cannot be reached from the start: open a way"]],
    [["#>.G#*"], ["a star cannot be reached from the start: open a way"]],
  ])("is checked: %j", (map, problems) => {
    expect(mapProblems(body(...map))).toEqual(problems);
  });
});

describe("a hero", () => {
  test("moves where it looks, turns on the spot, and stays at walls", () => {
    const hero = new Hero(readMaze(levelOf(maps.corner).body));
    expect([hero.sees("ahead"), hero.sees("left"), hero.sees("right")]).toEqual([true, false, false]);
    expect([hero.move(), hero.move(), hero.move()]).toEqual(["moved", "moved", "bump"]);
    expect(hero.place).toEqual({ x: 3, y: 1, heading: "east" });
    expect(hero.sees("right")).toBe(true);
    hero.turn("right");
    expect(hero.place.heading).toBe("south");
    for (let quarter = 0; quarter < 4; quarter += 1) hero.turn("left");
    expect(hero.place.heading).toBe("south");
    hero.move();
    hero.move();
    expect(hero.atGoal).toBe(true);
  });

  test("picks up each thing once", () => {
    const hero = new Hero(readMaze(body(">*.G")));
    expect(hero.starsLeft).toBe(1);
    expect(hero.move()).toBe("star");
    hero.turn("left");
    hero.turn("left");
    expect([hero.move(), hero.starsLeft]).toEqual(["moved", 0]);
    hero.turn("left");
    hero.turn("left");
    expect(hero.move()).toBe("moved");
  });
});
