import { describe, expect, it, test } from "vitest";
import { ECOSYSTEM_LINES } from "./ecosystem-records.ts";
import { createCveJudge } from "./judge.ts";
import { CVE_LINES } from "./records.ts";

const { judge } = createCveJudge();

/** Verdict of one CVE for a component's version, and the reason. */
function told(id: string, component: string, version: string): readonly unknown[] {
  const answer = judge(component, version);
  if ("problem" in answer) return [answer.problem];
  const found = answer.judged.find(({ record }) => record.id === id);
  return [found?.verdict, found?.reason];
}

// A reading of the lines that shares nothing with the engine: a version is one number.
const STAGES = new Map([
  ["alpha", -300],
  ["beta", -200],
]);

function rankOf(text: string): number {
  const [, a, b, c, stage, n] = /^(\d+)\.(\d+)\.(\d+)(?:-(\w+)\.(\d+))?$/.exec(text) ?? [];
  if (a === undefined) return 0;
  const pre = stage === undefined ? 0 : (STAGES.get(stage) ?? Number.NaN) + Number(n);
  return Number(a) * 1e9 + Number(b) * 1e6 + Number(c) * 1e3 + pre;
}

function versionOf(rank: number): string {
  const up = Math.ceil(rank / 1e3);
  const below = rank - up * 1e3;
  const numbers = `${Math.floor(up / 1e6)}.${Math.floor(up / 1e3) % 1e3}.${up % 1e3}`;
  if (below === 0) return numbers;
  return below < -200 ? `${numbers}-alpha.${below + 300}` : `${numbers}-beta.${below + 200}`;
}

/** The newest version below one: `1.9.3` below `1.9.4`, `1.8.999` below `1.9.0`, `1.12.0-alpha.99` below `1.12.0-beta.0`. */
function below(text: string): string {
  const [release = "", pre] = text.split("-");
  return versionOf(
    pre === undefined || pre === "alpha.0" ? rankOf(release) - 1e3 : rankOf(text) - 1,
  );
}

interface Probe {
  readonly id: string;
  readonly component: string;
  readonly version: string;
  readonly expected: string;
}

function probesOf(line: string): readonly Probe[] {
  const [id = "", , components = "", affected = "", , , , , condition = ""] = line.split("|");
  const ranges = [...affected.matchAll(/(\S+?)\.\.(?:([<=])(\S+))?(?= |$)/g)].map(
    ([, from = "", kind, end = ""]) => ({ from, kind, end }),
  );
  const probes = ranges.flatMap(({ from, kind, end }) => [
    ...(from === "0" ? [] : [from, below(from)]),
    ...(kind === undefined ? ["99.0.0"] : [end, below(end)]),
    ...(kind === "=" ? [versionOf(rankOf(end) + 1e3)] : []),
  ]);
  return components.split(" ").flatMap((component) =>
    probes.map((version) => {
      const rank = rankOf(version);
      const inside = ranges.find(({ from, kind, end }) => {
        const before = rank < rankOf(end) || (kind === "=" && rank === rankOf(end));
        return rank >= rankOf(from) && (kind === undefined || before);
      });
      const sure = inside?.kind === undefined ? "unfixed" : condition ? "unknown" : "affected";
      return { id, component, version, expected: inside ? sure : "not-affected" };
    }),
  );
}

const LINES = CVE_LINES.trim().split("\n");
const PROBES = LINES.flatMap(probesOf);

describe("both sides of every boundary of every record", () => {
  it("is a matter of the record's text alone", () => {
    const wrong = PROBES.filter(
      ({ id, component, version, expected }) => told(id, component, version)[0] !== expected,
    );
    expect(wrong).toStrictEqual([]);
    expect([LINES.length, PROBES.length]).toStrictEqual([121, 902]);
  });

  it.each(["-gke.1282000", "-eks-a5565ad", "-aks1", "+k3s1", "+rke2r1", "-00", "+18eadca"])(
    "is the same with the suffix %s",
    (suffix) => {
      const releases = PROBES.filter(({ version }) => !version.includes("-"));
      const wrong = releases.filter(
        ({ id, component, version, expected }) =>
          told(id, component, `v${version}${suffix}`)[0] !== expected,
      );
      expect(wrong).toStrictEqual([]);
    },
  );
});

interface TextProbe extends Omit<Probe, "expected"> {
  readonly is: string;
}

const RANGE = /^(\??)([^.].*?)\.\.(<(\S+))?$/;

/** A reading that shares nothing with the engine: texts of the line, and a patch less. */
function textProbes(line: string): readonly TextProbe[] {
  const [id = "", , component = "", affected = ""] = line.split("|");
  const ranges = affected.split(" ");
  const probe = (version: string, is: string): TextProbe => ({ id, component, version, is });
  return ranges.flatMap((range) => {
    const [, unclear = "", from = "", , end = ""] = RANGE.exec(range) ?? [];
    const certain = end === "" ? "unfixed" : "affected";
    const is = unclear === "" ? certain : "unknown";
    const first = from === "0" ? [] : [probe(from, is)];
    if (end === "") return [...first, probe("99.0.0", is)];
    const isNext = ranges.some((other) => other.startsWith(`${end}..`));
    const after = isNext ? [] : [probe(end, "not-affected")];
    return [...first, ...after, ...patchBelow(end).map((version) => probe(version, is))];
  });
}

function patchBelow(end: string): readonly string[] {
  const [, minor, patch] = /^(\d+\.\d+\.)([1-9]\d*)$/.exec(end) ?? [];
  return minor === undefined ? [] : [`${minor}${Number(patch) - 1}`];
}

describe("both sides of every boundary of every record of what is beside Kubernetes", () => {
  const probes = ECOSYSTEM_LINES.trim().split("\n").flatMap(textProbes);

  it.each(["", "-gke.1", "+k3s1"])("with the suffix %j", (suffix) => {
    const asked = probes.filter(({ version }) => suffix === "" || !version.includes("-"));
    const wrong = asked.filter(
      ({ id, component, version, is }) => told(id, component, `v${version}${suffix}`)[0] !== is,
    );
    expect(wrong).toStrictEqual([]);
    expect(asked.length).toBe(suffix === "" ? 1953 : 1805);
  });
});

test("the records are in order: ranges ascend without overlap, an id stands once a component", () => {
  const faults = LINES.flatMap((line) => {
    const [id = "", , , affected = ""] = line.split("|");
    const ends = [...affected.matchAll(/(\S+?)\.\.[<=]?(\S*)/g)].flatMap(([, from = "", end]) => [
      rankOf(from),
      end ? rankOf(end) : Number.POSITIVE_INFINITY,
    ]);
    const ascends = ends.every((end, index) => index === 0 || end >= (ends[index - 1] ?? 0));
    return ascends && ends.length > 0 && line.split("|").length === 11 ? [] : [id];
  });
  expect(faults).toStrictEqual([]);
  const keys = LINES.flatMap((line) => {
    const [id, , components = ""] = line.split("|");
    return components.split(" ").map((component) => `${id} ${component}`);
  });
  expect(new Set(keys).size).toBe(keys.length);
});

// Where feeds are known to be wrong, after the text of the issues of kubernetes/kubernetes.
test.each([
  ["CVE-2020-10749", "kubelet", "1.17.7", "not-affected"], // the OSV feed has 1.17.17
  ["CVE-2021-25741", "kubelet", "1.19.15", "not-affected"], // 1.19.16 there
  ["CVE-2021-25741", "kubelet", "1.22.1", "affected"], // 1.22.1 is fixed there
  ["CVE-2022-3172", "kube-apiserver", "1.21.14", "affected"], // fixed there
  ["CVE-2020-8562", "kube-apiserver", "1.22.0", "unfixed"], // last affected 1.21.0 there
  ["CVE-2020-8551", "kubelet", "1.16.6", "affected"], // fixed in golang/vulndb
  ["CVE-2020-8555", "kube-controller-manager", "1.17.4", "affected"], // the same
  ["CVE-2020-8559", "kube-apiserver", "1.18.6", "not-affected"], // 1.18.7 there
])("%s of %s %s is %s, whatever a feed says", (id, component, version, expected) => {
  expect(told(id, component, version)[0]).toBe(expected);
});

test("pre-releases come before their release; those of a minor that got the fix later lack it", () => {
  const verdicts = (id: string, component: string, versions: readonly string[]) =>
    versions.map((version) => told(id, component, version)[0]);
  expect(
    verdicts("CVE-2023-2431", "kubelet", [
      "v1.24.14-rc.0",
      "v1.25.0-alpha.1",
      "v1.28.0-alpha.3",
      "v1.27.2-beta.0.5+0123456789abcd",
    ]),
  ).toStrictEqual(["affected", "affected", "not-affected", "affected"]);
  expect(told("CVE-2020-8563", "kube-controller-manager", "1.19.0-rc.1")).toStrictEqual([
    "unknown",
    "1.19.0-rc.1 is a pre-release of the first affected version, and the record does not speak of pre-releases",
  ]);
  expect(told("CVE-2020-8563", "kube-controller-manager", "1.18.0-rc.1")[0]).toBe("not-affected");
});

test("reasons say what decided, what it depends on, what helps and who may have patched", () => {
  expect(told("CVE-2024-9042", "k8s.io/kubelet", "v1.31.4-gke.1183000")).toStrictEqual([
    "unknown",
    "1.31.4 comes before 1.31.5, which has the fix; it depends on: Windows nodes; GKE may have put a fix into this build: its bulletins say",
  ]);
  expect(told("CVE-2025-5187", "kube-apiserver", "v1.33.3+k3s1")).toStrictEqual([
    "affected",
    "1.33.3 comes before 1.33.4, which has the fix; what helps: OwnerReferencesPermissionEnforcement admission plugin",
  ]);
  expect(told("CVE-2022-3172", "kube-apiserver", "1.21.14")[1]).toBe(
    "1.21.14 is not above 1.21.14, the last affected; what helps: --aggregator-reject-forwarding-redirect (default true after fix)",
  );
  expect(told("CVE-2019-11247", "kube-apiserver", "1.6.9")[1]).toBe(
    "1.6.9 comes before 1.7.0, the first affected",
  );
});

test.each([
  ["k8s.io/apiserver", "kube-apiserver"],
  ["/ingress-nginx", "ingress-nginx"],
  ["registry.k8s.io/ingress-nginx/controller", "ingress-nginx"],
  ["github.com/containernetworking/plugins", "cni-plugins"],
  [
    "github.com/kubernetes-csi/external-snapshotter/v2",
    "csi-external-snapshotter, csi-snapshot-controller",
  ],
  ["registry.k8s.io/sig-storage/csi-provisioner", "csi-external-provisioner"],
  ["sigs.k8s.io/secrets-store-csi-driver", "secrets-store-csi-driver"],
  ["k8s.io/kops", "kops"],
  ["kube-scheduler", "kube-scheduler"],
  [
    "kubernetes",
    "kube-apiserver, kube-controller-manager, kube-scheduler, kube-proxy, kubelet, kubectl",
  ],
])("%s means %s", (name, component) => {
  expect(judge(name, "1.2.3")).toMatchObject({ component });
});

test("versions of Go modules are those of Kubernetes", () => {
  expect(told("CVE-2020-8565", "k8s.io/client-go", "v0.19.5")[0]).toBe("affected");
  expect(told("CVE-2020-8565", "k8s.io/client-go", "v0.19.6")[0]).toBe("not-affected");
  expect(told("CVE-2019-11243", "k8s.io/client-go", "v10.0.0")[0]).toBe("affected");
  expect(told("CVE-2019-11243", "k8s.io/client-go", "v11.0.0")[0]).toBe("not-affected");
  expect(told("CVE-2020-8553", "k8s.io/ingress-nginx", "0.27.1")[0]).toBe("affected");
});

test.each(["1.30", "", "latest", "1.2.x", "1.2.3 ", `1.2.${"9".repeat(10)}`, "__proto__"])(
  "%j is no version",
  (version) => {
    expect(judge("kubelet", version)).toStrictEqual({ problem: "version" });
  },
);

test("a name that no record knows is none", () => {
  for (const name of ["constructor", "kubelt", "", "k8s.io/"]) {
    expect(judge(name, "1.2.3")).toMatchObject({ problem: "component" });
  }
});
