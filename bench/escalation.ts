import { spawnSync } from "node:child_process";
import { type Figure, ratioFigure } from "./figure.ts";

/** Seconds of the processor, and megabytes of the process. */
interface Measured {
  readonly seconds: number;
  readonly subjects: number;
  readonly paths: number;
  readonly megabytes: number;
}

const MEMORY_BAR = 400;

/** The ways to more rights of 10,000 service accounts over 20,000 bindings of 1,500 roles, index and graph included. */
export function measureEscalation(): readonly Figure[] {
  const args = ["--import", "tsx", "bench/escalation-process.ts"];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/escalation-process.ts failed.");
  const { seconds, megabytes: value } = JSON.parse(stdout) as Measured;
  const memory = { value, reference: MEMORY_BAR, ratio: value / MEMORY_BAR, bar: MEMORY_BAR };
  return [
    ratioFigure("escalation, ways of 10,000 accounts / limit", seconds, 5, 1),
    { name: "escalation, memory", unit: "MB", ...memory, holds: value <= MEMORY_BAR },
  ];
}
