import { builtInChecks, type ObjectCheck, type PodCheck } from "@watertight/core/checks";
import { type Cluster, createCluster } from "@watertight/core/cluster";
import type { Finding, Violation } from "@watertight/core/findings";
import { formatFieldPath, locateInObject } from "@watertight/core/kubernetes";
import { scan, speaksOf } from "@watertight/core/scan";
import type { Location, SnapshotObject } from "@watertight/core/snapshot";
import { expect, it } from "vitest";
import { worstFirst } from "../packages/core/src/findings/groups.ts";
import { needing } from "./needs.ts";
import { readFiles } from "./reading.ts";
import { CORPUS } from "./suites.ts";

it(
  "people are shown a third of what the checks find in real manifests, one cause once, and none is lost",
  needing(CORPUS),
  async () => {
    const snapshot = await readFiles([CORPUS.path]);
    const checks = builtInChecks().filter((check) => check.on !== "exception");
    const raw: { key: string; implied: string }[] = [];
    const add = (target: SnapshotObject, check: string, violations: Iterable<Violation>): void => {
      for (const { path } of violations) {
        raw.push({
          key: keyOf(check, target.locate(path)),
          implied: `${check} ${target.reference.kind}/${target.reference.name} ${formatFieldPath(path)}`,
        });
      }
    };
    const cluster = createCluster(snapshot);
    for (const target of snapshot.objects) {
      for (const check of checks) add(target, check.id, violationsOf(check, target, cluster));
    }
    const findings = [...scan(cluster, checks)];
    const kept = new Set(findings.flatMap(keysOf));
    expect(raw.filter(({ key, implied }) => !kept.has(key) && !kept.has(implied))).toEqual([]);
    const entries = worstFirst(findings, "cause");
    const shown = entries.flatMap(({ finding, others }) => [finding, ...others]);
    expect(new Set(shown)).toEqual(new Set(findings));
    expect(shown.length).toBe(findings.length);
    const workloads = snapshot.objects.filter(({ podTemplates }) => podTemplates.length > 0).length;
    const per = (count: number): string => (count / workloads).toFixed(1);
    console.error(
      `${workloads} workloads: ${per(raw.length)} violations, ${per(findings.length)} findings, ${per(entries.length)} entries of the default report each`,
    );
    expect(entries.length * 3 <= raw.length).toBe(true);
  },
);

function violationsOf(
  check: ObjectCheck | PodCheck,
  object: SnapshotObject,
  cluster: Cluster,
): Iterable<Violation> {
  if (check.on === "object") return speaksOf(check, object) ? check.evaluate(object, cluster) : [];
  return object.podTemplates.flatMap((template) =>
    Array.from(check.evaluate(template, { cluster, object }), (violation) => ({
      ...violation,
      path: locateInObject(template, violation.path),
    })),
  );
}

function keyOf(check: string, { file, line, column }: Location): string {
  return `${check} ${file}:${line}:${column}`;
}

function keysOf({ check, object, location, alsoAt, standsFor = [] }: Finding): string[] {
  return [
    keyOf(check, location),
    ...alsoAt.map((place) => keyOf(check, place)),
    ...standsFor.map((each) => `${each.check} ${object.kind}/${object.name} ${each.path}`),
  ];
}
