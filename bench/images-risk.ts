import { spawnSync } from "node:child_process";
import { type Figure, median, ratioFigure } from "./figure.ts";

/** What `images-risk-process.ts` prints. */
interface Measured {
  readonly ranked: number;
  readonly steps: number;
  readonly first: number;
  readonly findings: number;
  readonly pods: number;
  readonly seconds: number;
  readonly megabytes: number;
}

const ROUNDS = 3;
const SECONDS = 5;
const MEGABYTES = 800;

/** 2,000 images of 10,000 pods with 200,000 findings, joined with exposure and blast radius and ranked: seconds of the processor, and memory. */
export function measureImagesRisk(): readonly Figure[] {
  const runs = Array.from({ length: ROUNDS }, run);
  const [first] = runs;
  if (!first || first.ranked !== 2000 || first.findings !== 200_000 || first.steps < 2000)
    throw new Error("The benchmark of image risk did not rank every image and finding.");
  if (runs.some((each) => each.first !== first.first || each.steps !== first.steps))
    throw new Error("The runs of the benchmark of image risk do not agree.");
  const megabytes = Math.max(...runs.map((each) => each.megabytes));
  return [
    ratioFigure(
      `images risk ${first.pods} pods, ${first.findings} findings / ${SECONDS} s`,
      median(runs.map(({ seconds }) => seconds)),
      SECONDS,
      1,
    ),
    {
      name: `images risk ${first.pods} pods, memory`,
      value: megabytes,
      unit: "MB",
      reference: MEGABYTES,
      ratio: megabytes / MEGABYTES,
      bar: MEGABYTES,
      holds: megabytes <= MEGABYTES,
    },
  ];
}

/** A process of its own, so that its memory is its own. */
function run(): Measured {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=source", "bench/images-risk-process.ts"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error("The benchmark of image risk failed.");
  return JSON.parse(stdout) as Measured;
}
