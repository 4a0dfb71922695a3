import { spawnSync } from "node:child_process";
import { type Figure, median, ratioFigure } from "./figure.ts";

/** What `network-process.ts` prints. */
interface Measured {
  readonly classes: number;
  readonly atoms: number;
  readonly passing: number;
  readonly seconds: number;
  readonly change: number;
  readonly megabytes: number;
}

const ROUNDS = 3;

/** Seconds of the processor: a cluster's index and all pairs on all ports against a limit; memory; one changed policy. */
export function measureNetwork(): readonly Figure[] {
  const small = measured("10000", "1000", "1000");
  const large = measured("100000", "10000", "5000");
  return [
    ratioFigure(`network ${namesOf(small)} / 0.5 s`, small.seconds, 0.5, 1),
    ratioFigure(`network ${namesOf(large)} / 10 s`, large.seconds, 10, 1),
    {
      name: `network ${namesOf(large)}, memory`,
      value: large.megabytes,
      unit: "MB",
      reference: 600,
      ratio: large.megabytes / 600,
      bar: 600,
      holds: large.megabytes <= 600,
    },
    ratioFigure("network one changed policy / all, small", small.change, small.seconds, 0.05),
    ratioFigure("network one changed policy / all, large", large.change, large.seconds, 0.05),
  ];
}

function namesOf({ classes, atoms }: Measured): string {
  return `${classes} classes, ${atoms} port atoms`;
}

function measured(...size: readonly string[]): Measured {
  const runs = Array.from({ length: ROUNDS }, () => run(size));
  const [first] = runs;
  if (!first || runs.some(({ passing }) => passing !== first.passing))
    throw new Error("The runs of the network benchmark do not agree.");
  return {
    ...first,
    seconds: median(runs.map(({ seconds }) => seconds)),
    change: median(runs.map(({ change }) => change)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  };
}

/** A process of its own, so that its memory is its own. */
function run(size: readonly string[]): Measured {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=source", "bench/network-process.ts", ...size],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error("The process of the network benchmark failed.");
  return JSON.parse(stdout) as Measured;
}
