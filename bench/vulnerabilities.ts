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

/** 500 packages against a store of 200,000 advisories: opening it, the first match, later ones, and the memory of all that. */
export function measureVulnerabilities(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "watertight-store-"));
  try {
    run("bench/vulnerabilities-store.ts", folder);
    const measured = JSON.parse(
      run("bench/vulnerabilities-process.ts", join(folder, STORE_FILE)),
    ) as Measured;
    if (measured.matches === 0) throw new Error("Nothing matches: the benchmark measures nothing.");
    return [
      limit("200,000 advisories, opened", measured.load, "s", LOAD_SECONDS),
      limit("500 packages matched, the first time", measured.first, "s", MATCH_SECONDS),
      limit("500 packages matched, again", measured.match, "s", MATCH_SECONDS),
      limit("memory of the process", measured.megabytes, "MB", MEGABYTES),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(script: string, path: string): string {
  const args = ["--conditions=source", "--import", "tsx", script, path];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${script} failed.`);
  return stdout;
}

/** A figure that must not exceed a limit of its own unit. */
function limit(name: string, value: number, unit: Figure["unit"], bar: number): Figure {
  return { name, value, unit, reference: bar, ratio: value / bar, bar: 1, holds: value <= bar };
}
