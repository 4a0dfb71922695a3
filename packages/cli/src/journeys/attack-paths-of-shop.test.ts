import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { watertightIn } from "../../testing/watertight.ts";

const shop = new URL("../../../../examples/shop", import.meta.url).pathname;

/** The lines of the blocks below a heading of `paths.md`, or of all. */
function written(heading?: string): readonly string[] {
  const text = readFileSync(`${shop}/paths.md`, "utf8");
  const parts = text.split("\n## ").slice(1);
  return parts
    .filter((part) => (heading ? part.startsWith(heading) : !part.startsWith(CLOSING)))
    .flatMap((part) => part.split("```\n").filter((_, index) => index % 2 === 1))
    .flatMap((block) => block.trimEnd().split("\n"));
}

const CLOSING = "What closes them";

describe("attack paths of the shop", () => {
  test("every sure one is the list that stands beside it, and nothing else", async () => {
    const { stdout } = await watertightIn(shop, [
      "paths",
      "--no-render",
      "--sure",
      "--limit",
      "200",
      ".",
    ]);
    const told = stdout.trimEnd().split("\n");
    expect(told.map((line) => line.replace(/^yes +/, "")).sort()).toEqual([...written()].sort());
  });

  test("eight of them have three to seven steps from the internet", () => {
    const steps = written("From the internet").map((line) => line.split("]-> ").length - 1);
    expect(steps.filter((count) => count >= 3 && count <= 7)).toHaveLength(8);
  });

  test("the fixes are the smallest that there are, and with them no path is left", async () => {
    const { stdout } = await watertightIn(shop, ["fixes", "--no-render", "."]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("The smallest change, proven: it costs 10.");
    expect(lines.at(-1)).toMatch(/ \d+ before, 0 with it, judged again\.$/);
    const edits = lines.slice(1, -1).map((line) => line.trim().replace(/ \(cost .*$/, ""));
    expect(edits.sort()).toEqual(written(CLOSING));
  });
});
