import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { Check } from "../../checks/check.ts";
import { STANDARDS } from "../../checks/check.ts";
import { builtInChecks } from "../../checks/index.ts";
import { createCluster } from "../../cluster/cluster.ts";
import type { Finding } from "../../findings/finding.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import { scan } from "../scan.ts";
import { type AssessmentInput, createAssessment } from "./assess.ts";
import { FRAMEWORKS } from "./index.ts";

const catalogue = builtInChecks();
const pod = (securityContext: object): KubernetesObject =>
  ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { containers: [{ name: "main", securityContext }] },
  }) as unknown as KubernetesObject;

const scheduler = (...flags: readonly string[]): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "kube-scheduler", namespace: "kube-system" },
  spec: { containers: [{ name: "main", command: ["/usr/bin/kube-scheduler", ...flags] }] },
});

/** `status reason findings`, of one control of CIS. */
function cis(id: string, snapshot: Snapshot, more: Partial<AssessmentInput> = {}): string {
  return statusIn("cis-1.12", id, snapshot, more);
}

function statusIn(
  standard: string,
  id: string,
  snapshot: Snapshot,
  more: Partial<AssessmentInput> = {},
): string {
  const framework = FRAMEWORKS.find((each) => each.id === standard);
  if (!framework) throw new Error("There is no such framework.");
  const assessment = createAssessment(framework, {
    snapshot,
    catalogue,
    running: new Set(catalogue.map((check) => check.id)),
    complete: true,
    ...more,
  });
  for (const finding of scan(createCluster(snapshot), catalogue)) assessment.add(finding);
  const result = assessment.results().find(({ control }) => control.id === id);
  return `${result?.status ?? ""} ${result?.reason ?? ""} ${result?.findings ?? ""}`.replace(
    "  ",
    " ",
  );
}

describe("a control", () => {
  const privileged = snapshotOf([pod({ privileged: true })]);
  const hardened = snapshotOf([pod({ capabilities: { drop: ["ALL"] } })]);
  const binding = snapshotOf([
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "ops" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
      subjects: [{ kind: "User", name: "ann" }],
    },
  ]);
  const empty = snapshotOf([{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }]);

  interface Case {
    readonly what: string;
    readonly id: string;
    readonly snapshot: Snapshot;
    readonly more: Partial<AssessmentInput>;
    readonly expected: string;
  }
  const cases: [string, string, Snapshot, Partial<AssessmentInput>, string][] = [
    ["fails with a finding", "5.2.2", privileged, {}, "fail 1"],
    ["fails with what a finding stands for", "5.2.6", privileged, {}, "fail 1"],
    ["passes without one", "5.2.2", hardened, {}, "pass 0"],
    [
      "is not passed when a part was not examined",
      "5.2.2",
      hardened,
      { complete: false },
      "not-assessable a part of the input was not examined 0",
    ],
    [
      "is not passed when its check did not run",
      "5.2.2",
      hardened,
      { running: new Set() },
      "not-assessable check privileged-container did not run 0",
    ],
    [
      "is not passed by objects that it is not about",
      "5.2.2",
      empty,
      {},
      "not-assessable the input holds nothing that it is about 0",
    ],
    [
      "is passed by objects that a check is shown, though its examples have none of the kind",
      "5.1.5",
      binding,
      {},
      "pass 0",
    ],
    [
      "about a program is not passed where no pod runs it",
      "1.4.1",
      hardened,
      {},
      "not-assessable the input does not show this setting of kube-scheduler 0",
    ],
    [
      "about a program is decided by the pod that runs it",
      "1.4.1",
      snapshotOf([scheduler("--profiling=false")]),
      {},
      "pass 0",
    ],
    ["about a program fails by its flags", "1.4.1", snapshotOf([scheduler()]), {}, "fail 1"],
    [
      "about nodes is not assessable",
      "4.1.1",
      hardened,
      {},
      "not-assessable no Kubernetes object shows it 0",
    ],
    [
      "that no check speaks to is for a person",
      "5.3.1",
      hardened,
      {},
      "manual no check examines it 0",
    ],
  ];
  it.each(
    cases.map(
      ([what, id, snapshot, more, expected]): Case => ({ what, id, snapshot, more, expected }),
    ),
  )("$what", ({ id, snapshot, more, expected }) => {
    expect(cis(id, snapshot, more)).toBe(expected);
  });
});

describe("a control about a program", () => {
  const server = (...flags: readonly string[]): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "kube-apiserver", namespace: "kube-system" },
    spec: { containers: [{ name: "main", image: "a:1", command: ["kube-apiserver", ...flags] }] },
  });
  const encryption = (provider: string): KubernetesObject => ({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [{ resources: ["secrets"], providers: [{ [provider]: {} }] }],
  });
  const kubelet = (kind: string, more: object): KubernetesObject => ({
    apiVersion:
      kind === "KubeletConfiguration" ? "kubelet.config.k8s.io/v1beta1" : "kubeadm.k8s.io/v1beta4",
    kind,
    ...more,
  });
  const unseen = (program: string): string =>
    `not-assessable the input does not show this setting of ${program} 0`;

  it.each([
    ["pods that pull by themselves show no API server", "1.2.11", [pod({})], "kube-apiserver"],
    ["providers are not shown by a flag", "1.2.28", [server()], "kube-apiserver"],
    [
      "what could be encrypted is no API server",
      "1.2.27",
      [encryption("secretbox")],
      "kube-apiserver",
    ],
    [
      "flags of a node leave the rest to a file",
      "4.2.4",
      [kubelet("JoinConfiguration", {})],
      "kubelet",
    ],
  ] as const)("is not seen: %s", (_, id, objects, program) => {
    expect(cis(id, snapshotOf(objects))).toBe(unseen(program));
  });

  it.each([
    ["1.2.11", [server(), pod({})], "fail 1"],
    ["1.2.11", [server("--enable-admission-plugins=AlwaysPullImages"), pod({})], "pass 0"],
    ["1.2.28", [encryption("secretbox")], "pass 0"],
    ["1.2.28", [encryption("identity")], "fail 1"],
    ["4.2.4", [kubelet("KubeletConfiguration", {})], "pass 0"],
    ["4.2.4", [kubelet("KubeletConfiguration", { readOnlyPort: 10255 })], "fail 1"],
    ["4.2.7", [kubelet("KubeletConfiguration", {})], "not-assessable no check examines it 0"],
  ] as const)("%s is decided by what is shown (%#)", (id, objects, expected) => {
    expect(cis(id, snapshotOf(objects))).toBe(expected);
  });
});

it("names the checks that failed it", () => {
  const framework = FRAMEWORKS.find(({ id }) => id === "cis-1.12");
  if (!framework) throw new Error("There is no such framework.");
  const snapshot = snapshotOf([pod({ capabilities: { add: ["NET_RAW"] } })]);
  const running = new Set(catalogue.map(({ id }) => id));
  const assessment = createAssessment(framework, { snapshot, catalogue, running, complete: true });
  for (const finding of scan(createCluster(snapshot), catalogue)) assessment.add(finding);
  const [result] = assessment.results().filter(({ control }) => control.id === "5.2.9");
  expect(result?.failing).toEqual(["capabilities-added", "capabilities-not-dropped"]);
});

it("whose checks speak of some pods only needs one of them", () => {
  const web = snapshotOf([pod({})]);
  expect(statusIn("mitre-attack", "T1562.008", web)).toBe(
    "not-assessable the input holds nothing that it is about 0",
  );
  const server = snapshotOf([
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "kube-apiserver", namespace: "kube-system" },
      spec: { containers: [{ name: "main", command: ["kube-apiserver"] }] },
    },
  ]);
  expect(statusIn("mitre-attack", "T1562.008", server)).toBe("fail 1");
});

it("is every standard that checks refer to, in the order of --help", () => {
  expect(FRAMEWORKS.map(({ id }) => id)).toEqual(STANDARDS);
});

it("counts accepted findings apart", () => {
  const framework = FRAMEWORKS.find(({ id }) => id === "pss-baseline");
  if (!framework) throw new Error("There is no such framework.");
  const snapshot = snapshotOf([pod({ privileged: true })]);
  const running = new Set(catalogue.map(({ id }) => id));
  const assessment = createAssessment(framework, { snapshot, catalogue, running, complete: true });
  const exception = {
    source: "annotation",
    checks: [],
    reason: "a",
    location: { file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false },
    problems: [],
  } as const;
  const findings: Finding[] = [...scan(createCluster(snapshot), catalogue)].map((each) => ({
    ...each,
    exception,
  }));
  findings.forEach(assessment.add);
  const [result] = assessment
    .results()
    .filter(({ control }) => control.id === "Privileged Containers");
  expect(result).toMatchObject({ status: "pass", findings: 0, excepted: 1 });
});

describe.each(FRAMEWORKS.map((framework) => [framework.id, framework] as const))(
  "%s",
  (_, { controls }) => {
    it("names each control once", () => {
      const keys = controls.map(({ standard, id }) => `${standard} ${id}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  },
);

it("knows every control that a check refers to", () => {
  const known = new Set(
    FRAMEWORKS.flatMap(({ controls }) => controls.map(({ standard, id }) => `${standard} ${id}`)),
  );
  const unknown = catalogue.flatMap(({ id, references }: Check) =>
    references
      .filter((reference) => !known.has(`${reference.standard} ${reference.id}`))
      .map((reference) => `${id}: ${reference.standard} ${reference.id}`),
  );
  expect(unknown).toEqual([]);
});
