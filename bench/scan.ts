import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CORPUS, type Folder } from "../conformance/suites.ts";
import { generateDeployments } from "./cluster.ts";
import { type Figure, median, type Outcome, ratioFigure } from "./figure.ts";
import { type ProcessRun, runInTurn } from "./process.ts";

const MEMORY_BAR = 350;

/** The whole command, JSON report included, against a process that only reads and parses; memory; growth. */
export function measureScan(): readonly Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    const small = clusterFile(folder, 625);
    const large = clusterFile(folder, 10_000);
    return [
      ...againstParsing(CORPUS),
      ...memoryOf("10,000 Deployments", large),
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

/** Without rendering, as the limit renders nothing either. */
function scanOf(path: string): readonly string[] {
  return [
    "node_modules/.bin/watertight",
    ...["scan", "--no-render", "--no-config", "--exit-zero", "-o", "json", path],
  ];
}

function againstParsing({ name, path, isHere, hint }: Folder): readonly Outcome[] {
  if (!isHere) return [{ leftOut: `The ${name} is not scanned: there is none (${hint}).` }];
  const rendering = scanOf(path).filter((argument) => argument !== "--no-render");
  const [whole = [], scan = [], parse = []] = runInTurn(
    [rendering, scanOf(path), ["bench/parse-only.mjs", path]],
    5,
  );
  return [
    // With Kustomize or kubectl on the PATH this includes the time in which they build the overlays.
    ratioFigure(`scan ${name} / js-yaml alone`, seconds(whole), seconds(parse), 2),
    ratioFigure(`scan ${name} --no-render / js-yaml alone`, seconds(scan), seconds(parse), 1.4),
  ];
}

/** Every one of its Deployments has findings: the report is six times as large as the input. */
function memoryOf(name: string, path: string): readonly Figure[] {
  const [scan = [], parse = []] = runInTurn([scanOf(path), ["bench/parse-only.mjs", path]], 3);
  const value = median(scan.map((run) => run.megabytes));
  const reference = median(parse.map((run) => run.megabytes));
  const ratio = value / reference;
  const holds = value <= MEMORY_BAR;
  return [
    { name: `scan ${name}, memory`, value, unit: "MB", reference, ratio, bar: MEMORY_BAR, holds },
  ];
}

/** 16 × the input may cost at most 17 × the time: of the process without its start. */
function growth(small: string, large: string): readonly Figure[] {
  const [less = [], more = []] = runInTurn([scanOf(small), scanOf(large)], 5);
  return [ratioFigure("scan 10,000 / 625 Deployments", seconds(more), seconds(less), 17)];
}

function seconds(runs: readonly ProcessRun[]): number {
  return median(runs.map((run) => run.seconds));
}
