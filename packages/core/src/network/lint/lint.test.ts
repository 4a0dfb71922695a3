import { expect, it } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import { formatFieldPath } from "../../kubernetes/field-path.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { lintNetwork } from "./lint.ts";

function remarks(...objects: readonly KubernetesObject[]): readonly string[] {
  const analysis = createNetworkAnalysis(snapshotOf(objects, { wholeCluster: true }));
  return lintNetwork(analysis).map(({ rule, level, object, path, message, insteadOf }) => {
    const others = (insteadOf ?? []).map(
      (each) => `${each.object.name} ${formatFieldPath(each.path)}`,
    );
    const rest = others.length > 0 ? ` (${others.join(", ")})` : "";
    return `${level} ${rule} ${object.name} ${formatFieldPath(path)}: ${message}${rest}`;
  });
}

function policy(name: string, spec: KubernetesObject["spec"]): KubernetesObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "shop" },
    spec: spec ?? {},
  };
}

function pod(name: string, ports: readonly number[] = [], status = {}): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop", labels: { app: name } },
    spec: { containers: [{ name, ports: ports.map((containerPort) => ({ containerPort })) }] },
    status,
  };
}

const fromWeb = { from: [{ podSelector: { matchLabels: { app: "web" } } }] };
const toDb = { podSelector: { matchLabels: { app: "db" } } };

it("names the policy that makes another one redundant, and only one of two that are alike", () => {
  expect(
    remarks(
      pod("web"),
      pod("db"),
      policy("first", { ...toDb, ingress: [fromWeb] }),
      policy("second", { ...toDb, ingress: [fromWeb] }),
    ),
  ).toEqual([
    "warning redundant-policy second spec.podSelector: no verdict about the input changes without the policy (first spec.ingress[0])",
  ]);
});

it("finds the rule that a wider one of the same policy covers", () => {
  expect(
    remarks(
      pod("web"),
      pod("db"),
      policy("db", {
        ...toDb,
        ingress: [{ ...fromWeb, ports: [{ port: 5432 }] }, fromWeb],
      }),
    ),
  ).toEqual([
    "warning redundant-rule db spec.ingress[0]: no verdict about the input changes without the rule (db spec.ingress[1])",
  ]);
});

it("leaves a policy alone that denies by default although others isolate all pods", () => {
  expect(
    remarks(
      pod("web"),
      pod("db"),
      policy("deny", { podSelector: {} }),
      policy("db", { ...toDb, ingress: [fromWeb] }),
      policy("web", { podSelector: { matchLabels: { app: "web" } } }),
    ),
  ).toEqual([]);
});

it("finds an exception that another rule takes back, and one within another", () => {
  expect(
    remarks(
      pod("web"),
      policy("out", {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [
              {
                ipBlock: {
                  cidr: "10.0.0.0/8",
                  except: ["10.1.0.0/16", "10.1.1.0/24", "10.2.0.0/16"],
                },
              },
            ],
            ports: [{ port: 443 }],
          },
          { to: [{ ipBlock: { cidr: "10.2.0.0/15" } }], ports: [{ port: 443 }] },
        ],
      }),
    ),
  ).toEqual([
    "warning except-without-effect out spec.egress[0].to[0].ipBlock.except[1]: another exception covers what is excepted",
    "warning except-without-effect out spec.egress[0].to[0].ipBlock.except[2]: what is excepted is allowed all the same, by another peer, rule or policy",
  ]);
});

it("remarks on ports that no container declares and on ranges that cover pods and Services", () => {
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "shop" },
    spec: { clusterIP: "10.96.0.7", selector: { app: "web" } },
  };
  expect(
    remarks(
      pod("web", [8080], { podIP: "10.244.0.5" }),
      service,
      policy("web", {
        podSelector: {},
        ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80 }] }],
      }),
    ),
  ).toEqual([
    "info ip-block-covers-pods web spec.ingress[0].from[0]: the range covers addresses of shop/web[Pod], 10.244.0.5: network plugins differ in whether it matches them",
    "info ip-block-covers-services web spec.ingress[0].from[0]: the range covers the address of Service shop/web, 10.96.0.7: policies see the pods behind a Service, not its address",
    "info port-not-served web spec.ingress[0].ports[0]: no pod that the rule applies to declares TCP 80",
  ]);
});

it("reports cluster policies of one priority that decide differently", () => {
  const cluster = (name: string, action: string): KubernetesObject => ({
    apiVersion: "policy.networking.k8s.io/v1alpha2",
    kind: "ClusterNetworkPolicy",
    metadata: { name },
    spec: {
      tier: "Admin",
      priority: 5,
      subject: { namespaces: {} },
      ingress: [{ action, from: [{ namespaces: {} }] }],
    },
  });
  expect(remarks(pod("web"), cluster("a", "Accept"), cluster("b", "Deny"))).toContain(
    'warning invalid b spec.priority: ClusterNetworkPolicy "a" has the same priority and decides differently: which of them counts is not defined',
  );
});
