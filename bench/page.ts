import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM } from "../e2e/pages/chromium.ts";
import { generateDeployments } from "./cluster.ts";
import { median, type Outcome, ratioFigure } from "./figure.ts";
import { runNode } from "./process.ts";

/** A small page opens in 0.4 s where nothing else runs: the large one is then there within 2 of the 3 s that a person waits. */
const BAR = 5;

/** A report of 54,000 findings, from the start of loading to the first rows, against that of 500 findings. */
export function measurePage(): readonly Outcome[] {
  if (!CHROMIUM.isHere) {
    return [{ leftOut: `No page is opened: there is no Chromium (${CHROMIUM.hint}).` }];
  }
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    const [large, small] = [2600, 25].map((deployments) => reportOf(folder, deployments));
    return [
      ratioFigure(
        "page of 54,000 findings / of 500, to its first rows",
        median(secondsToOpen(large ?? "")),
        median(secondsToOpen(small ?? "")),
        BAR,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reportOf(folder: string, deployments: number): string {
  const input = join(folder, `${deployments}.yaml`);
  const page = join(folder, `${deployments}.html`);
  writeFileSync(input, generateDeployments(deployments));
  const scan = ["scan", "--no-render", "--no-config", "--exit-zero", "-q", "-o", `html=${page}`];
  runNode(["node_modules/.bin/watertight", ...scan, input]);
  return page;
}

const ROUNDS = 3;

/** Each time in a browser of its own: what a page takes that has never been open. */
function secondsToOpen(page: string): readonly number[] {
  return Array.from({ length: ROUNDS }, () => {
    const { stdout } = spawnSync(process.execPath, ["bench/open-page.mjs", CHROMIUM.path, page], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    return Number(stdout);
  });
}
