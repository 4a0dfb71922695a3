import { spawnSync } from "node:child_process";
import { type Figure, ratioFigure } from "./figure.ts";

/** What `upgrade-process.ts` prints. */
interface Measured {
  readonly steps: number;
  readonly seconds: number;
  readonly megabytes: number;
}

const MEMORY_BAR = 1000;

/** The plan of 5,000 nodes with 100,000 pods, each node's drain judged: seconds of the processor, and memory. */
export function measureUpgrade(): readonly Figure[] {
  const args = ["--import", "tsx", "--conditions=source", "bench/upgrade-process.ts"];
  const { stdout, status } = spawnSync(process.execPath, [...args, "5000", "100000"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("The process of the upgrade benchmark failed.");
  const { seconds, megabytes: value } = JSON.parse(stdout) as Measured;
  const memory = { value, reference: MEMORY_BAR, ratio: value / MEMORY_BAR, bar: MEMORY_BAR };
  return [
    ratioFigure("upgrade plan of 5,000 nodes with 100,000 pods / 10 s", seconds, 10, 1),
    { name: "upgrade plan, memory", unit: "MB", ...memory, holds: value <= MEMORY_BAR },
  ];
}
