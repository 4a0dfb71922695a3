import { spawnSync } from "node:child_process";
import { type Figure, ratioFigure } from "./figure.ts";

/** Seconds of the processor. */
interface Measured {
  readonly diff: number;
  readonly matrix: number;
  readonly narrowing: number;
  readonly parsed: number;
  readonly used: number;
}

/** Rights compared, shown and narrowed on 20,000 bindings against limits, and an audit log against parsing its JSON alone. */
export function measurePrivilege(): readonly Figure[] {
  const args = ["--import", "tsx", "bench/privilege-process.ts"];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/privilege-process.ts failed.");
  const { diff, matrix, narrowing, parsed, used } = JSON.parse(stdout) as Measured;
  return [
    ratioFigure("access diff of 20,000 bindings / limit", diff, 3, 1),
    ratioFigure("access matrix of 20,000 bindings / limit", matrix, 8, 1),
    ratioFigure("access least-privilege of 20,000 bindings / limit", narrowing, 20, 1),
    ratioFigure("access least-privilege --used, 200,000 events / JSON.parse", used, parsed, 8),
  ];
}
