import { spawnSync } from "node:child_process";
import { type Figure, median, ratioFigure } from "./figure.ts";

/** What `paths-process.ts` prints; seconds of the processor. */
interface Measured {
  readonly engines: number;
  readonly graph: number;
  readonly paths: number;
  readonly radius: number;
  readonly cut: number;
  readonly edges: number;
  readonly found: number;
  readonly fallen: number;
  readonly edits: number;
  readonly isSmallest: boolean;
  readonly megabytes: number;
}

const ROUNDS = 3;
const PODS = 10_000;
const MEMORY_BAR = 600;

/** 10,000 pods, 1,000 accounts, 500 nodes, 2,000 roles: the graph, the shortest paths of the internet and all accounts, one radius, the smallest cut. */
export function measurePaths(): readonly Figure[] {
  const large = Array.from({ length: ROUNDS }, () => run(PODS));
  const small = Array.from({ length: ROUNDS }, () => run(PODS / 10));
  const [first] = large;
  if (!first || large.some(({ edges, found }) => edges !== first.edges || found !== first.found))
    throw new Error("The runs of the benchmark of paths do not agree.");
  if (!first.isSmallest || first.found === 0 || first.fallen < PODS)
    throw new Error("The benchmark of paths finds too little, or no smallest cut.");
  const of = (runs: readonly Measured[], seconds: (each: Measured) => number): number =>
    median(runs.map(seconds));
  const megabytes = Math.max(...large.map((each) => each.megabytes));
  const all = ({ graph, paths, radius, cut }: Measured): number => graph + paths + radius + cut;
  return [
    ratioFigure(
      `paths, graph of ${first.edges} edges / 3 s`,
      of(large, ({ graph }) => graph),
      3,
      1,
    ),
    ratioFigure(
      `paths, ${first.found} shortest to cluster-admin / 1 s`,
      of(large, ({ paths }) => paths),
      ...([1, 1] as const),
    ),
    ratioFigure(
      `paths, blast radius of ${first.fallen} / 50 ms`,
      of(large, ({ radius }) => radius),
      ...([0.05, 1] as const),
    ),
    ratioFigure(
      `paths, smallest cut of ${first.edits} edits / 5 s`,
      of(large, ({ cut }) => cut),
      ...([5, 1] as const),
    ),
    ratioFigure("paths, 10,000 pods / 1,000 pods", of(large, all), of(small, all), 12),
    {
      name: "paths, memory",
      value: megabytes,
      unit: "MB",
      reference: MEMORY_BAR,
      ratio: megabytes / MEMORY_BAR,
      bar: MEMORY_BAR,
      holds: megabytes <= MEMORY_BAR,
    },
  ];
}

/** A process of its own, so that its memory is its own. */
function run(pods: number): Measured {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=source", "bench/paths-process.ts", String(pods)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error("The benchmark of paths failed.");
  return JSON.parse(stdout) as Measured;
}
