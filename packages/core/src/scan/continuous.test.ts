import { describe, expect, it } from "vitest";
import { createChangingCluster } from "../../testing/changing-cluster.ts";
import { seeded } from "../../testing/seeded.ts";
import { builtInChecks } from "../checks/index.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { Finding } from "../findings/finding.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createSnapshot, type SnapshotInput } from "../snapshot/snapshot.ts";
import { scanContinuously } from "./continuous.ts";
import { scan } from "./scan.ts";

const checks = builtInChecks();

describe("scanContinuously", () => {
  it("has the findings of a scan from scratch after each of random changes", () => {
    const cluster = createChangingCluster(seeded(7), 20);
    const continuous = scanContinuously(cluster.input(), checks);
    for (let round = 0; round < 12; round++) {
      const changes = cluster.change();
      continuous.apply(changes);
      expect(textsOf(continuous.findings())).toEqual(textsOf(fromScratch(cluster.input())));
    }
  });

  it("tells what appears, what is otherwise and what goes", () => {
    const continuous = scanContinuously(inputOf(pod({ privileged: true })), checks);
    const count = continuous.findings().length;
    const isIt = ({ check }: Finding): boolean => check === "privileged-container";
    const put = (object: KubernetesObject): string => {
      const told = continuous.apply({ put: [sourceOf(object)], removed: [] });
      return `${told.appeared.some(isIt)} ${told.gone.some(isIt)}`;
    };
    expect(put(pod({ privileged: true }))).toBe("false false");
    expect(put(pod({ privileged: false }))).toBe("false true");
    expect(put(pod({ privileged: true }))).toBe("true false");
    expect(continuous.findings()).toHaveLength(count);
    const { gone } = continuous.apply({
      put: [],
      removed: [{ apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" }],
    });
    expect(gone).toHaveLength(count);
  });

  it("knows which exceptions of the configuration are of use now", () => {
    const location = {
      file: "c.yaml",
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
      rendered: false,
    };
    const exceptions = {
      today: "2026-07-01",
      configured: [
        {
          exception: { checks: ["privileged-container"], reason: "needed", owner: "shop" },
          location,
        },
      ],
      foreign: false,
      catalogue: checks,
      running: new Set(checks.map(({ id }) => id)),
      complete: true,
    };
    const continuous = scanContinuously(inputOf(pod({ privileged: true })), checks, { exceptions });
    const unused = (): number =>
      continuous.findings().filter(({ check }) => check === "exception-unused").length;
    expect(unused()).toBe(0);
    continuous.apply({ put: [sourceOf(pod({ privileged: false }))], removed: [] });
    expect(unused()).toBe(1);
  });
});

function pod(securityContext: { privileged: boolean }): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { containers: [{ name: "main", securityContext }] },
  };
}

function sourceOf(object: KubernetesObject): SnapshotInput["objects"][number] {
  return { object, origin: { from: "server", server: "https://example", resourceVersion: "" } };
}

function inputOf(...objects: readonly KubernetesObject[]): SnapshotInput {
  return { ...createChangingCluster(seeded(1), 0).input(), objects: objects.map(sourceOf) };
}

function fromScratch(input: SnapshotInput): Iterable<object> {
  return scan(createCluster(createSnapshot(input)), checks);
}

function textsOf(findings: Iterable<object>): string[] {
  return Array.from(findings, (finding) => JSON.stringify(finding)).sort();
}
