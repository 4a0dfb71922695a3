import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STORE_FILE } from "@watertight/images/feeds";
import type { Figure } from "./figure.ts";

const LOAD_SECONDS = 1;
const MATCH_SECONDS = 0.05;
const MEGABYTES = 300;

interface Measured {
  readonly load: number;
  readonly first: number;
  readonly match: number;
  readonly megabytes: number;
  readonly matches: number;
}

/** Others may be at work on the machine: what the fastest of so many processes took is what the work takes. */
const PROCESSES = 7;

/** 500 packages against a store of 200,000 advisories: opening it, the first match of a process, later ones, and the memory of all that. */
export function measureVulnerabilities(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-store-"));
  try {
    run(["--conditions=source", "--import", "tsx", "bench/vulnerabilities-store.ts"], folder);
    const measured = Array.from(
      { length: PROCESSES },
      // A door: the script prints this.
      () =>
        JSON.parse(
          run(["bench/vulnerabilities-process.mjs"], join(folder, STORE_FILE)),
        ) as Measured,
    );
    if (measured.some(({ matches }) => matches === 0))
      throw new Error("Nothing matches: the benchmark measures nothing.");
    const least = (of: (one: Measured) => number): number => Math.min(...measured.map(of));
    const memory = Math.max(...measured.map(({ megabytes }) => megabytes));
    return [
      limit(
        "200,000 advisories, opened",
        least(({ load }) => load),
        "s",
        LOAD_SECONDS,
      ),
      limit(
        "500 packages matched, the first time",
        least(({ first }) => first),
        "s",
        MATCH_SECONDS,
      ),
      limit(
        "500 packages matched, again",
        least(({ match }) => match),
        "s",
        MATCH_SECONDS,
      ),
      limit("memory of the process", memory, "MB", MEGABYTES),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(script: readonly string[], path: string): string {
  const { stdout, status } = spawnSync(process.execPath, [...script, path], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${script.join(" ")} failed.`);
  return stdout;
}

/** A figure that must not exceed a limit of its own unit. */
function limit(name: string, value: number, unit: Figure["unit"], bar: number): Figure {
  return { name, value, unit, reference: bar, ratio: value / bar, bar: 1, holds: value <= bar };
}
