import { expect, it } from "vitest";
import { type SnapshotOptions, snapshotOf } from "../../testing/snapshot.ts";
import { showsAll, showsAllEverywhere, showsAllIn } from "./completeness.ts";

const pod = (namespace: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", namespace },
  spec: { containers: [] },
});
const BANK = { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank" } };
const DNS_POLICY = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "dns", namespace: "kube-system" },
};

function shown(options: SnapshotOptions, ...more: readonly ReturnType<typeof pod>[]) {
  const snapshot = snapshotOf([pod("shop"), BANK, DNS_POLICY, ...more], options);
  return {
    all: showsAll(snapshot),
    in: ["shop", "bank", "ingress-nginx", "kube-system"].filter((name) =>
      showsAllIn(snapshot, name),
    ),
    everywhere: showsAllEverywhere(snapshot),
  };
}

it("a whole cluster shows all of the namespaces that it shows, Kubernetes' own apart", () => {
  expect(shown({ wholeCluster: true })).toEqual({
    all: true,
    in: ["shop", "bank"],
    everywhere: false,
  });
});

it("with what runs in kube-system it shows all of it", () => {
  expect(shown({ wholeCluster: true }, pod("kube-system"))).toEqual({
    all: true,
    in: ["shop", "bank", "kube-system"],
    everywhere: true,
  });
});

it.each<[string, SnapshotOptions]>([
  ["a part of a cluster", {}],
  [
    "an input of which a part could not be read",
    {
      wholeCluster: true,
      coverage: { notExamined: [{ file: "c", line: 1, kind: "template", reason: "No Helm." }] },
    },
  ],
])("%s shows all of nothing", (_, options) => {
  expect(shown(options, pod("kube-system"))).toEqual({ all: false, in: [], everywhere: false });
});

it("what is no manifest at all changes nothing", () => {
  const notExamined = [{ file: "c", line: 1, kind: "not-kubernetes", reason: "Text." }] as const;
  expect(shown({ wholeCluster: true, coverage: { notExamined } }).all).toBe(true);
});
