import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { runs } from "../../../testing/runs.ts";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { connectionsOf } from "../connections.ts";
import { SYNTHESIZED_KINDS, type SynthesizedKind } from "./manifests.ts";
import type { Need, NeedEnd, Needs } from "./need.ts";
import { type Synthesis, type SynthesisSettings, synthesize } from "./synthesize.ts";

const NOTHING: Needs = { needs: [], unresolved: [], assumptions: [] };
const SETTINGS: SynthesisSettings = {
  kind: "NetworkPolicy",
  replace: true,
  observed: NOTHING,
  declared: true,
  namespaces: [],
  apiServer: [],
  apiClients: [],
  accountRights: () => undefined,
};

interface TinyPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const tinyPod = fc.record({
  namespace: fc.constantFrom("x", "y"),
  labels: fc.dictionary(fc.constantFrom("app", "tier"), fc.constantFrom("a", "b"), { maxKeys: 2 }),
});

const wish = fc.record({
  from: fc.nat(5),
  to: fc.nat(5),
  port: fc.constantFrom(80, 81, 5432),
  protocol: fc.constantFrom("TCP" as const, "UDP" as const),
});

function podObject({ namespace, labels }: TinyPod, index: number): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `p${index}`, namespace, labels },
    spec: { containers: [{ name: "main" }], nodeName: "n" },
    status: { phase: "Running", podIPs: [{ ip: `10.0.0.${index + 1}` }] },
  };
}

function end({ namespace }: TinyPod, index: number): NeedEnd {
  return { kind: "workload", workload: { namespace, name: `p${index}`, kind: "Pod" } };
}

// What labels cannot tell apart has the same wishes.
function isLike(a: TinyPod, b: TinyPod): boolean {
  const text = ({ namespace, labels }: TinyPod): string =>
    `${namespace} ${labels["app"] ?? "-"} ${labels["tier"] ?? "-"}`;
  return text(a) === text(b);
}

const CNI = {
  NetworkPolicy: "kubernetes",
  CiliumNetworkPolicy: "cilium",
  CalicoNetworkPolicy: "calico",
} as const;

test("what is wanted is exactly what the policies let through", () => {
  fc.assert(
    fc.property(
      fc.array(tinyPod, { minLength: 2, maxLength: 6 }),
      fc.array(wish, { maxLength: 6 }),
      fc.constantFrom(...SYNTHESIZED_KINDS),
      (pods, wishes, kind) => {
        const at = (index: number): TinyPod =>
          pods[index % pods.length] ?? { namespace: "", labels: {} };
        const needs = wishes.map(
          ({ from, to, port, protocol }): Need => ({
            from: end(at(from), from % pods.length),
            to: end(at(to), to % pods.length),
            protocol,
            port,
            because: [],
          }),
        );
        const objects = pods.map(podObject);
        const { policies, proof } = synthesize(createNetworkAnalysis(wholeSnapshotOf(objects)), {
          ...SETTINGS,
          kind,
          declared: false,
          observed: { ...NOTHING, needs },
        });
        const expected = pods.flatMap((source, from) =>
          pods.flatMap((destination, to) => {
            if (from === to) return [];
            const ports = wishes
              .filter((each) => isLike(at(each.from), source) && isLike(at(each.to), destination))
              .map(({ protocol, port }) => `${protocol} ${port}`);
            const title = `${source.namespace}/p${from}[Pod] => ${destination.namespace}/p${to}[Pod]`;
            return [...new Set(ports)].map((port) => `${title} ${port}`);
          }),
        );
        expect(proof.failed).toEqual([]);
        expect(linesAfter([...objects, ...policies], kind)).toEqual(expected.sort());
      },
    ),
    runs(150),
  );
});

function linesAfter(
  objects: readonly KubernetesObject[],
  kind: SynthesizedKind,
): readonly string[] {
  const { connections, unknown } = connectionsOf(
    createNetworkAnalysis(wholeSnapshotOf(objects), { cni: CNI[kind] }),
  );
  return [...connections, ...unknown]
    .flatMap(({ src, dst, ports }) =>
      ports === "all"
        ? [`${src.name} => ${dst.name} all`]
        : ports.flatMap(({ protocol, from, to }) =>
            Array.from(
              { length: to - from + 1 },
              (_, index) => `${src.name} => ${dst.name} ${protocol} ${from + index}`,
            ),
          ),
    )
    .sort();
}

function deployment(
  namespace: string,
  name: string,
  spec: KubernetesObject["spec"] = {},
): KubernetesObject {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: [{ name: "main", image: "a", ...(spec as object) }],
        },
      },
    },
  };
}

function service(
  namespace: string,
  name: string,
  port: number,
  targetPort: number | string,
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace },
    spec: { clusterIP: "10.96.0.7", selector: { app: name }, ports: [{ port, targetPort }] },
  };
}

const LEDGER = [
  deployment("payments", "ledger", { ports: [{ name: "http", containerPort: 9000 }] }),
  service("payments", "ledger", 80, "http"),
];

function declaredBy(
  main: KubernetesObject["spec"],
  ...more: readonly KubernetesObject[]
): Synthesis {
  const objects = [...LEDGER, deployment("shop", "web", main), ...more];
  return synthesize(createNetworkAnalysis(wholeSnapshotOf(objects)), SETTINGS);
}

function needsOf({ needs }: Synthesis): readonly string[] {
  return needs
    .filter(({ to }) => to.kind !== "selected")
    .map(({ from, to, protocol, port }) => {
      const name = (each: NeedEnd): string => {
        if (each.kind === "workload") return `${each.workload.namespace}/${each.workload.name}`;
        if (each.kind === "host") return each.host;
        return each.kind === "outside" ? each.cidr : each.kind;
      };
      return `${name(from)} => ${name(to)} ${protocol} ${port}`;
    });
}

describe("what workloads name", () => {
  const LEDGER_NEEDED = ["shop/web => payments/ledger TCP 9000"];
  it.each([
    ["a URL without a port", "http://ledger.payments.svc"],
    ["a name and a port", "ledger.payments:80"],
    ["the whole name", "grpc://user:secret@ledger.payments.svc.cluster.local:80/path?x=1"],
    ["one among others", "a=1;hosts=ledger.payments.svc:80,other"],
  ])("is %s", (_, value) => {
    expect(needsOf(declaredBy({ env: [{ name: "LEDGER", value }] }))).toEqual(LEDGER_NEEDED);
  });

  it("is found in arguments, with variables put in", () => {
    const found = declaredBy({
      env: [{ name: "NS", value: "payments" }],
      args: ["--ledger=http://ledger.$(NS).svc:80"],
    });
    expect(needsOf(found)).toEqual(LEDGER_NEEDED);
  });

  it("is found in ConfigMaps that the pod takes its environment from", () => {
    const found = declaredBy(
      { envFrom: [{ configMapRef: { name: "settings" } }] },
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "settings", namespace: "shop" },
        data: { LEDGER_HOST: "ledger.payments.svc", LEDGER_PORT: "80" },
      },
    );
    expect(needsOf(found)).toEqual(LEDGER_NEEDED);
  });

  it("is no host where a variable only has the name of a Service", () => {
    const own = deployment("shop", "orders");
    const found = declaredBy(
      { env: [{ name: "POSTGRES_DB", value: "orders" }] },
      own,
      service("shop", "orders", 80, 80),
    );
    expect(needsOf(found)).toEqual([]);
  });

  it("is said where it leads nowhere", () => {
    const found = declaredBy({ env: [{ name: "A", value: "http://gone.payments.svc:80" }] });
    expect(found.unresolved).toEqual([
      'shop/web[Deployment], env A: "gone.payments.svc" is no Service of the input.',
    ]);
  });

  it("is a name of DNS for Cilium and a value to fill in for NetworkPolicy", () => {
    const objects = [
      deployment("shop", "web", { env: [{ name: "API", value: "api.provider.example:443" }] }),
    ];
    const analysis = createNetworkAnalysis(wholeSnapshotOf(objects));
    const cilium = synthesize(analysis, { ...SETTINGS, kind: "CiliumNetworkPolicy" });
    expect(JSON.stringify(cilium.policies)).toContain(
      '{"toFQDNs":[{"matchName":"api.provider.example"}],"toPorts":[{"ports":[{"port":"443","protocol":"TCP"}]}]}',
    );
    expect(synthesize(analysis, SETTINGS).needsValue).toEqual([
      "NetworkPolicy shop/allow-web: it cannot name the host api.provider.example (TCP 443): add its addresses, or write CiliumNetworkPolicy.",
    ]);
  });
});

describe("the proof", () => {
  it("fails where a policy of the cluster denies what is needed", () => {
    const denied: KubernetesObject = {
      apiVersion: "policy.networking.k8s.io/v1alpha2",
      kind: "ClusterNetworkPolicy",
      metadata: { name: "no" },
      spec: {
        tier: "Admin",
        priority: 1,
        subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "payments" } } },
        ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
      },
    };
    const objects = [
      ...LEDGER,
      deployment("shop", "web", { env: [{ name: "L", value: "http://ledger.payments.svc" }] }),
      denied,
    ];
    const analysis = createNetworkAnalysis(wholeSnapshotOf(objects), {
      cni: "kube-network-policies",
    });
    const { proven, proof } = synthesize(analysis, { ...SETTINGS, replace: false });
    expect(proven).toBe(false);
    expect(proof.failed.map(({ need, verdict }) => [need.port, verdict])).toEqual([[9000, "no"]]);
    expect(proof.deniedBefore.map(({ port }) => port)).toEqual([9000]);
  });

  it("says which workloads no label tells apart", () => {
    const pods = [0, 1].map((index) => podObject({ namespace: "x", labels: { app: "a" } }, index));
    const { notToldApart } = synthesize(createNetworkAnalysis(wholeSnapshotOf(pods)), SETTINGS);
    expect(notToldApart).toEqual([
      "No label tells x/p0[Pod] and x/p1[Pod] apart: they share a policy.",
    ]);
  });
});
