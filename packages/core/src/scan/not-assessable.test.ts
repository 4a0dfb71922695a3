import { expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { ObjectCheck } from "../checks/check.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { isHarmless } from "../snapshot/coverage.ts";
import { factOf, factPath } from "../snapshot/facts.ts";
import { createAssessment } from "./frameworks/assess.ts";
import { notAssessableIn } from "./not-assessable.ts";
import { scan } from "./scan.ts";

const CLUSTER: KubernetesObject = {
  apiVersion: "facts.watertight.dev/v1alpha1",
  kind: "CloudCluster",
  metadata: { name: "eks/shop" },
  spec: { endpointPublic: { unknown: "known only after apply" } },
};

function asking(id: string): ObjectCheck {
  return {
    on: "object",
    id,
    title: "Public endpoint",
    topic: "control-plane",
    severity: "high",
    description: "It is.",
    remediation: "Close it.",
    references: [{ standard: "cis-1.12", id: "9.9.9" }],
    kinds: ["facts.watertight.dev/CloudCluster"],
    *evaluate({ object }) {
      const fact = factOf(object, "endpointPublic");
      if (fact && "value" in fact && fact.value === true) {
        yield { path: factPath("endpointPublic"), message: "is public" };
      }
    },
    *notAssessable({ object }) {
      const fact = factOf(object, "endpointPublic");
      if (fact && "unknown" in fact) {
        yield { path: factPath("endpointPublic"), reason: fact.unknown };
      }
    },
    examples: {
      violating: [{ title: "one", objects: [], violations: ["a"] }],
      compliant: [{ title: "none", objects: [] }],
    },
  };
}

const CHECKS = [asking("endpoint-public"), asking("endpoint-open")];
const FRAMEWORK = {
  id: "cis-1.12",
  title: "CIS",
  controls: [{ standard: "cis-1.12", id: "9.9.9", title: "Endpoint", judged: "objects" }],
} as const;

it("says once what several checks ask and the input does not show, without touching the exit status", () => {
  const { parts, reasonOf } = notAssessableIn([createCluster(snapshotOf([CLUSTER]))], CHECKS);
  expect(parts).toEqual([
    {
      file: "example.yaml",
      line: 1,
      kind: "not-assessable",
      reason:
        "CloudCluster eks/shop spec.endpointPublic: known only after apply, so that endpoint-public, endpoint-open cannot tell.",
    },
  ]);
  expect(parts.every(isHarmless)).toBe(true);
  expect(reasonOf("endpoint-open")).toBe(
    "CloudCluster eks/shop spec.endpointPublic: known only after apply",
  );
  expect(reasonOf("another")).toBe(undefined);
});

it("passes no control by what is not known, and fails none", () => {
  const cluster = createCluster(snapshotOf([CLUSTER]));
  expect([...scan(cluster, CHECKS)]).toEqual([]);
  const statusWith = (unassessedBy?: (id: string) => string | undefined): string | undefined =>
    createAssessment(FRAMEWORK, {
      snapshot: cluster.snapshot,
      catalogue: CHECKS,
      running: new Set(CHECKS.map(({ id }) => id)),
      complete: true,
      ...(unassessedBy && { unassessedBy }),
    }).results()[0]?.status;
  expect(statusWith(notAssessableIn([cluster], CHECKS).reasonOf)).toBe("not-assessable");
  expect(statusWith()).toBe("pass");
});

it("shows facts to the checks that ask for them and to no others", () => {
  const { kinds: _, ...everywhere } = asking("everywhere");
  const open = { ...CLUSTER, spec: { endpointPublic: { value: true } } };
  const found = [
    ...scan(createCluster(snapshotOf([open])), [asking("endpoint-public"), everywhere]),
  ];
  expect(found.map(({ check, message }) => `${check}: ${message}`)).toEqual([
    "endpoint-public: is public",
  ]);
});
