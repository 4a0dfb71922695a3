import { spawnSync } from "node:child_process";
import { type Figure, median, ratioFigure } from "./figure.ts";

/** What `tenancy-process.ts` prints. */
interface Measured {
  readonly tenants: number;
  readonly open: number;
  readonly seconds: number;
  readonly megabytes: number;
}

const ROUNDS = 3;

/** Every pair of 200 tenants by every channel, with 10,000 pods and 500 nodes: seconds of the processor, and memory. */
export function measureTenancy(): readonly Figure[] {
  const runs = Array.from({ length: ROUNDS }, run);
  const [first] = runs;
  if (!first || runs.some(({ open }) => open !== first.open))
    throw new Error("The runs of the tenancy benchmark do not agree.");
  const megabytes = Math.max(...runs.map((each) => each.megabytes));
  return [
    ratioFigure(
      `tenancy ${first.tenants} tenants / 5 s`,
      median(runs.map(({ seconds }) => seconds)),
      5,
      1,
    ),
    {
      name: `tenancy ${first.tenants} tenants, memory`,
      value: megabytes,
      unit: "MB",
      reference: 600,
      ratio: megabytes / 600,
      bar: 600,
      holds: megabytes <= 600,
    },
  ];
}

/** A process of its own, so that its memory is its own. */
function run(): Measured {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=source", "bench/tenancy-process.ts"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error("The tenancy benchmark failed.");
  return JSON.parse(stdout) as Measured;
}
