import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import { SEVERITIES } from "../findings/finding.ts";
import { scan } from "../scan/scan.ts";
import type { Location } from "../snapshot/origin.ts";
import { EXAMPLE_DAY, type ExceptionCheck, type ExceptionExample } from "./check.ts";
import { builtInChecks } from "./index.ts";

const checks = builtInChecks();
const exceptionChecks = checks.filter((check): check is ExceptionCheck => check.on === "exception");
const location: Location = {
  file: "watertight.yaml",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  rendered: false,
};

describe.each(exceptionChecks.map((check) => [check.id, check] as const))("%s", (_, check) => {
  it.each(check.examples.violating.map((each) => [each.title, each] as const))(
    "reports %s",
    (_title, example) => {
      expect(reportsOf(check, example)).toEqual(example.violations);
    },
  );

  it.each(check.examples.compliant.map((each) => [each.title, each] as const))(
    "accepts %s",
    (_title, example) => {
      expect(reportsOf(check, example)).toEqual([]);
    },
  );

  it("words its violations and itself like the others", () => {
    for (const { violations } of check.examples.violating) {
      for (const violation of violations) expect(violation).toMatch(/: [a-z].*[^.]$/);
    }
    expect(check.description).toMatch(/^[A-Z`].*\.$/s);
    expect(check.remediation).toMatch(/^[A-Z].*[.`]$/s);
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
  });
});

/** What a scan with all checks says of the exceptions of an example. */
function reportsOf(check: ExceptionCheck, { objects, configured = [] }: ExceptionExample) {
  const snapshot = snapshotOf(objects);
  const findings = scan(createCluster(snapshot), checks, {
    exceptions: {
      today: EXAMPLE_DAY,
      configured: configured.map((exception) => ({ exception, location })),
      foreign: false,
      catalogue: checks,
      running: new Set(checks.map(({ id }) => id)),
      complete: true,
    },
  });
  return [...findings]
    .filter((finding) => finding.check === check.id)
    .map(({ object, path, message }) => `${object.kind}/${object.name} ${path}: ${message}`);
}

describe("implications between checks", () => {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const implications = checks.flatMap(({ id, impliedBy = [] }) =>
    impliedBy.map((above): [string, string] => [id, above]),
  );

  it.each(implications)("%s is implied by %s, which weighs as much or more", (id, above) => {
    const [lower, upper] = [byId.get(id), byId.get(above)].map((check) =>
      SEVERITIES.indexOf(check?.severity ?? "info"),
    );
    expect(byId.has(above)).toBe(true);
    expect(Number(upper) >= Number(lower)).toBe(true);
  });

  it("never go in a circle", () => {
    const above = (id: string): string[] =>
      (byId.get(id)?.impliedBy ?? []).flatMap((next) => [next, ...above(next)]);
    for (const { id } of checks) expect(above(id)).not.toContain(id);
  });
});
