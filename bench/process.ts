import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** One finished process: wall-clock seconds and peak resident memory in MB. */
export interface ProcessRun {
  readonly seconds: number;
  readonly megabytes: number;
  readonly status: number | null;
}

/** Reports the peak memory of the process that it is loaded into, on its way out (kilobytes on descriptor 3). */
const REPORT_MEMORY = `data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>{writeSync(3,String(process.resourceUsage().maxRSS))})`;

/** Runs Node with standard output going to nowhere, as a file would take it. */
export function runNode(args: readonly string[]): ProcessRun {
  const sink = openSync("/dev/null", "w");
  const begin = performance.now();
  const result = spawnSync(process.execPath, ["--import", REPORT_MEMORY, ...args], {
    stdio: ["ignore", sink, "inherit", "pipe"],
  });
  const seconds = (performance.now() - begin) / 1000;
  closeSync(sink);
  const kilobytes = Number(result.output[3]?.toString() ?? Number.NaN);
  return { seconds, megabytes: kilobytes / 1024, status: result.status };
}

/** Runs another program in the same way, and gives its wall-clock seconds. */
export function runProgram(path: string, args: readonly string[]): number {
  const begin = performance.now();
  const { error } = spawnSync(path, args, { stdio: ["ignore", "ignore", "inherit"] });
  if (error) throw new Error(`${path} could not be run.`, { cause: error });
  return (performance.now() - begin) / 1000;
}

/** Runs the processes in turn, A B A B …, so that all meet the same machine; the first round is not counted. */
export function runInTurn(
  commands: readonly (readonly string[])[],
  rounds: number,
): readonly (readonly ProcessRun[])[] {
  const runs = commands.map((): ProcessRun[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, command] of commands.entries()) {
      const run = runNode(command);
      if (round > 0) runs[index]?.push(run);
    }
  }
  return runs;
}
