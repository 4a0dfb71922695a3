import { expect, it, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { componentsIn, helmReleaseFacts } from "./components.ts";
import { componentOfContainer } from "./images.ts";

it.each([
  ["registry.k8s.io/kube-proxy:v1.30.2", "kube-proxy v1.30.2"],
  ["k8s.gcr.io/kube-apiserver-amd64:v1.18.3", "kube-apiserver v1.18.3"],
  [
    "602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/coredns:v1.11.1-eksbuild.4",
    "coredns v1.11.1-eksbuild.4",
  ],
  ["mirror.example.com/k8s/ingress-nginx/controller:v1.11.4@sha256:aa", "ingress-nginx v1.11.4"],
  ["quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.30.0", "ingress-nginx 0.30.0"],
  ["traefik:v3.1.2", "traefik v3.1.2"],
  ["quay.io/cilium/operator-generic:v1.15.3", "cilium v1.15.3"],
  ["docker.io/nginx/nginx-ingress:5.3.1", undefined],
  ["example.com/shop/controller:v1.0.0", undefined],
  ["etcd-operator:1.0.0", undefined],
  ["", undefined],
])("%s is %s", (image, wanted) => {
  const found = componentOfContainer({ image });
  expect(found && `${found.component} ${found.version}`).toBe(wanted);
});

function workload(kind: string, name: string, more: object): KubernetesObject {
  return JSON.parse(
    JSON.stringify({
      apiVersion: kind === "Pod" ? "v1" : "apps/v1",
      kind,
      metadata: { name, namespace: "shop" },
      ...more,
    }),
  ) as KubernetesObject;
}

const container = (image: string) => ({ containers: [{ name: "a", image }] });
const template = (image: string, labels: object = {}) => ({
  spec: { template: { metadata: { labels }, spec: container(image) } },
});

/** What is found, as `component version: kind/name …`. */
function found(...objects: readonly KubernetesObject[]): readonly string[] {
  return componentsIn(snapshotOf(objects)).found.map(
    ({ component, version, where }) =>
      `${component} ${version}: ${where.map(({ object }) => `${object.kind}/${object.name}`).join(" ")}`,
  );
}

test("what a controller made is told of the controller, or of itself where that is not shown", () => {
  const owner = { apiVersion: "apps/v1", kind: "DaemonSet", name: "kube-proxy", controller: true };
  const pod = workload("Pod", "kube-proxy-x", {
    metadata: { name: "kube-proxy-x", namespace: "shop", ownerReferences: [owner] },
    spec: container("registry.k8s.io/kube-proxy:v1.30.2"),
  });
  const set = workload("DaemonSet", "kube-proxy", template("registry.k8s.io/kube-proxy:v1.30.2"));
  expect(found(set, pod)).toStrictEqual(["kube-proxy v1.30.2: DaemonSet/kube-proxy"]);
  expect(found(pod)).toStrictEqual(["kube-proxy v1.30.2: Pod/kube-proxy-x"]);
});

test("labels of a chart say the version that a tag does not, the chart's own version says none", () => {
  const labels = { "helm.sh/chart": "ingress-nginx-4.11.4", "app.kubernetes.io/version": "1.11.4" };
  const image = "registry.k8s.io/ingress-nginx/controller@sha256:aa";
  expect(found(workload("Deployment", "a", template(image, labels)))).toStrictEqual([
    "ingress-nginx 1.11.4: Deployment/a",
  ]);
  const { "helm.sh/chart": chart } = labels;
  const { notJudged } = componentsIn(
    snapshotOf([workload("Deployment", "a", template(image, { "helm.sh/chart": chart }))]),
  );
  expect(notJudged.map(({ component, reason }) => [component, reason])).toStrictEqual([
    ["ingress-nginx", "its image has no tag, and no label says the version"],
  ]);
});

const node = (name: string, system: string, more: object = {}): KubernetesObject =>
  workload("Pod", name, {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name },
    status: {
      nodeInfo: {
        operatingSystem: system,
        kubeletVersion: "v1.30.2+k3s1",
        kubeProxyVersion: "v1.30.2+k3s1",
        ...more,
      },
    },
  });

test("nodes of one system and version are one component; their own word on kube-proxy counts where no pod says it", () => {
  const nodes = [node("a", "linux"), node("b", "linux"), node("w", "windows")];
  expect(found(...nodes)).toStrictEqual([
    "kubelet v1.30.2+k3s1: Node/a Node/b",
    "kubelet v1.30.2+k3s1: Node/w",
    "kube-proxy v1.30.2+k3s1: Node/a Node/b",
    "kube-proxy v1.30.2+k3s1: Node/w",
  ]);
  const set = workload("DaemonSet", "kube-proxy", template("registry.k8s.io/kube-proxy:v1.30.1"));
  expect(found(...nodes.slice(0, 1), set)).toStrictEqual([
    "kubelet v1.30.2+k3s1: Node/a",
    "kube-proxy v1.30.1: DaemonSet/kube-proxy",
  ]);
});

test("container runtimes are read of nodes, kernels are named as not judged", () => {
  const one = node("a", "linux", {
    containerRuntimeVersion: "containerd://1.7.24-0ubuntu1~22.04.1",
    kernelVersion: "6.8.0-1021-aws",
  });
  const { found: all, notJudged } = componentsIn(snapshotOf([one]));
  expect(all.map(({ component, version }) => `${component} ${version}`)).toContain(
    "containerd 1.7.24-0ubuntu1~22.04.1",
  );
  expect(notJudged.map(({ component, version }) => `${component} ${version}`)).toStrictEqual([
    "kernel 6.8.0-1021-aws",
    "kube-apiserver ",
    "kube-controller-manager ",
    "kube-scheduler ",
    "etcd ",
  ]);
});

it.each([
  [{ labels: { "kubernetes.azure.com/cluster": "a" } }, "v1.30.2", "AKS"],
  [{ labels: { "cloud.google.com/gke-nodepool": "a" } }, "v1.30.2", "GKE"],
  [{}, "v1.30.2-eks-1552ad0", "EKS"],
  [{}, "v1.30.2-gke.1587003", "GKE"],
  [{}, "v1.30.2+rke2r1", undefined],
])("a node with %j and %s is of %s", (metadata, kubeletVersion, provider) => {
  const one = node("a", "linux", { kubeletVersion, kubeProxyVersion: "" });
  const object = { ...one, metadata: { name: "a", ...metadata } };
  expect(componentsIn(snapshotOf([object])).provider).toBe(provider);
});

test("what the API server answers counts before the pod that runs it, another server of another version beside it", () => {
  const facts = {
    apiVersion: "facts.watertight.dev/v1alpha1",
    kind: "APIServer",
    metadata: { name: "server" },
    spec: { version: { value: "v1.34.1" } },
  };
  const server = (name: string, version: string) =>
    workload("Pod", name, { spec: container(`registry.k8s.io/kube-apiserver:${version}`) });
  expect(found(facts, server("a", "v1.34.1"), server("b", "v1.33.5"))).toStrictEqual([
    "kube-apiserver v1.33.5: Pod/b",
    "kube-apiserver v1.34.1: APIServer/server",
  ]);
});

test("a release of Helm says the version of its chart's program, and another chart nothing", () => {
  const release = (chart: string) =>
    helmReleaseFacts({ namespace: "shop", name: "edge", chart, appVersion: "1.11.4" });
  expect(found(release("ingress-nginx"), release("shop"))).toStrictEqual([
    "ingress-nginx 1.11.4: HelmRelease/edge",
  ]);
});

test("hostile input is read as any other", () => {
  const odd = workload("Pod", "__proto__", { spec: container("etcd:__proto__") });
  const { found: none, notJudged } = componentsIn(snapshotOf([odd]));
  expect([none, notJudged.map(({ reason }) => reason)]).toStrictEqual([
    [],
    ['"__proto__" is no version with three numbers'],
  ]);
});
