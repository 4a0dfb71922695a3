import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateDeployments } from "./cluster.ts";
import { type Figure, median, ratioFigure } from "./figure.ts";
import { type ProcessRun, runInTurn } from "./process.ts";

const CORPUS = "../shared/corpus";
const MEMORY_BAR = 350;

/** The whole command, JSON report included, against a process that only reads and parses; memory; growth. */
export function measureScan(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    const small = clusterFile(folder, 625);
    const large = clusterFile(folder, 10_000);
    return [
      ...againstParsing("corpus", CORPUS),
      ...againstParsing("10,000 Deployments", large),
      ...growth(small, large),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function clusterFile(folder: string, deployments: number): string {
  const path = join(folder, `${deployments}.yaml`);
  writeFileSync(path, generateDeployments(deployments));
  return path;
}

/** Neither renders: the limit only parses, and the time of other programs is theirs. */
function scanOf(path: string, jobs: number): readonly string[] {
  return [
    "node_modules/.bin/watertight",
    ...["scan", "--no-render", "--no-config", "--exit-zero", "-o", "json", "--jobs", `${jobs}`, path],
  ];
}

function againstParsing(name: string, path: string): readonly Figure[] {
  if (!existsSync(path)) {
    console.error(`${path} is not here: the figures of the ${name} are left out.`);
    return [];
  }
  const [one = [], two = [], parse = []] = runInTurn(
    [scanOf(path, 1), scanOf(path, 2), ["bench/parse-only.mjs", path]],
    5,
  );
  const memory = median(one.map((run) => run.megabytes));
  const limit = seconds(parse);
  return [
    ratioFigure(`scan ${name}, one thread / js-yaml alone`, seconds(one), limit, 1.6),
    ratioFigure(`scan ${name}, two threads / js-yaml alone`, seconds(two), limit, 1),
    memoryFigure(`scan ${name}, one thread, memory`, memory, parse),
    memoryFigure(`scan ${name}, two threads, memory`, median(two.map((run) => run.megabytes)), parse),
  ];
}

function memoryFigure(name: string, value: number, parse: readonly ProcessRun[]): Figure {
  const reference = median(parse.map((run) => run.megabytes));
  const bar = MEMORY_BAR;
  return { name, value, unit: "MB", reference, ratio: value / reference, bar, holds: value <= bar };
}

/** 16 × the input may cost at most 17 × the time: of the process without its start. */
function growth(small: string, large: string): readonly Figure[] {
  const [less = [], more = []] = runInTurn([scanOf(small, 1), scanOf(large, 1)], 5);
  return [ratioFigure("scan 10,000 / 625 Deployments", seconds(more), seconds(less), 17)];
}

function seconds(runs: readonly ProcessRun[]): number {
  return median(runs.map((run) => run.seconds));
}
