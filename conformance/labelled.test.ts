import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInChecks, type Check } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import { scan } from "@watertight/core/scan";
import { describe, expect, test } from "vitest";
import { KNOWN_DIFFERENCES } from "./labelled-differences.ts";
import { CONFIGURED, RENAMED } from "./labelled-settings.ts";
import { needing } from "./needs.ts";
import { readFiles } from "./reading.ts";
import { suite } from "./suites.ts";

// Manifests that other scanners label for checks of theirs. They are not part of the project.
const SUITE = suite("checks");

interface Labelled {
  readonly tool: string;
  readonly check: string;
  readonly file: string;
  readonly expected: "failed" | "passed" | "unknown";
}

interface Outcome extends Labelled {
  /** How our checks name theirs: `datree:23`. */
  readonly alias: string;
  /** Undefined: no check of ours has the alias. */
  readonly found: "failed" | "passed" | undefined;
}

const cases = SUITE.isHere
  ? (JSON.parse(readFileSync(join(SUITE.path, "labelled.json"), "utf8")) as readonly Labelled[])
  : [];
const outcomes = await Promise.all(cases.map(outcomeOf));
// What a label calls unknown we may call nothing, but not failed.
const differences = outcomes.filter(
  ({ found, expected }) => found === undefined || (found === "failed") !== (expected === "failed"),
);

describe("manifests that other scanners label", needing(SUITE), () => {
  test("are 322", () => {
    expect(cases).toHaveLength(322);
  });

  test("are all of a check that one of ours answers to", () => {
    const unanswered = outcomes.filter(({ found }) => found === undefined);
    expect([...new Set(unanswered.map(({ alias }) => alias))]).toEqual([]);
  });

  test("differ from ours where the list says so, and nowhere else", () => {
    expect(differences.map(nameOf).sort()).toEqual([...KNOWN_DIFFERENCES.keys()].sort());
  });

  test("agree with ours in 98 of 100, those that Kubernetes refuses included", () => {
    expect([outcomes.length - differences.length, outcomes.length]).toEqual([316, 322]);
  });

  test("are configured and renamed for nothing that is not there", () => {
    const aliases = new Set(outcomes.map(({ alias }) => alias));
    const settings = [...CONFIGURED.keys(), ...RENAMED.values()];
    expect(settings.filter((alias) => !aliases.has(alias))).toEqual([]);
  });
});

function nameOf({ tool, check, file }: Labelled): string {
  return `${tool} ${check} ${file.slice(file.lastIndexOf("/") + 1)}`;
}

async function outcomeOf(labelled: Labelled): Promise<Outcome> {
  const { tool, check, file } = labelled;
  // datree numbers its rules, and has one folder for each number.
  const name = `${tool}:${tool === "datree" ? check.slice(0, check.indexOf("/")) : check}`;
  const alias = RENAMED.get(name) ?? name;
  const checks = builtInChecks(CONFIGURED.get(alias)).filter(({ aliases = [] }) =>
    aliases.includes(alias),
  );
  return { ...labelled, alias, found: await verdictOf(file, checks) };
}

async function verdictOf(
  file: string,
  checks: readonly Check[],
): Promise<"failed" | "passed" | undefined> {
  if (checks.length === 0) return undefined;
  const snapshot = await readFiles([join("labelled", file)], { workingDirectory: SUITE.path });
  for (const _ of scan(createCluster(snapshot), checks)) return "failed";
  return "passed";
}
