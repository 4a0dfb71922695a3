import { type Figure, median, ratioFigure } from "./figure.ts";
import { runInTurn } from "./process.ts";

/** `--help` against a Node that does nothing. */
export function measureStartUp(): readonly Figure[] {
  const [help = [], nothing = []] = runInTurn(
    [
      ["node_modules/.bin/watertight", "--help"],
      ["-e", "0"],
    ],
    15,
  );
  const seconds = (runs: typeof help): number => median(runs.map((run) => run.seconds));
  return [ratioFigure("start-up: --help / node -e 0", seconds(help), seconds(nothing), 2)];
}
