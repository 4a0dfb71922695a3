import { expect, it } from "vitest";
import { filesSnapshot } from "../../testing/files.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createCluster, createClusters } from "./cluster.ts";

const account: KubernetesObject = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name: "controller" },
};
const service: KubernetesObject = { apiVersion: "v1", kind: "Service", metadata: { name: "api" } };

function binding(name: string, namespace: string, subject = "controller"): KubernetesObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
    subjects: [{ kind: "ServiceAccount", name: subject, namespace }],
  };
}

/** The namespace that is assumed, how it is known, and what says so. */
function assumed(
  objects: readonly KubernetesObject[],
  namespace?: string,
): readonly string[] | undefined {
  const snapshot = filesSnapshot({ "all.yaml": objects });
  const cluster = createCluster(snapshot, namespace === undefined ? {} : { namespace });
  const { namespace: found } = cluster.assumptions;
  return found && [found.value, found.known, ...found.evidence.map(({ message }) => message)];
}

it("is what is configured, for objects that name none", () => {
  expect(assumed([account, binding("a", "argocd")], "shop")).toEqual(["shop", "configured"]);
});

it("is what a subject says of an account that names none", () => {
  expect(assumed([account, binding("a", "argocd")])).toEqual([
    "argocd",
    "observed",
    "names ServiceAccount controller of namespace argocd",
  ]);
});

it("is not known where subjects disagree, or speak of accounts that are not there", () => {
  expect(assumed([account, binding("a", "argocd"), binding("b", "argo")])).toBeUndefined();
  expect(assumed([account, binding("a", "argocd", "other")])).toBeUndefined();
});

it("is what webhooks, API services and names of hosts say of a Service that names none", () => {
  const webhook: KubernetesObject = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "w" },
    webhooks: [{ name: "w", clientConfig: { service: { name: "api", namespace: "system" } } }],
  };
  const aggregated: KubernetesObject = {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: "v1.example.com" },
    spec: { service: { name: "api", namespace: "system" } },
  };
  const config: KubernetesObject = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "c" },
    data: { url: "https://api.system.svc.cluster.local:8443/x, other.elsewhere.svc" },
  };
  for (const [each, message] of [
    [webhook, "calls Service api of namespace system"],
    [aggregated, "calls Service api of namespace system"],
    [config, "names Service api of namespace system"],
  ] as const)
    expect(assumed([service, each])).toEqual(["system", "observed", message]);
});

it("is nothing to assume where all objects name theirs, or have none", () => {
  expect(assumed([binding("a", "argocd")], "shop")).toBeUndefined();
});

it("puts objects of namespaced kinds there, custom ones too, and leaves the others alone", () => {
  const definition: KubernetesObject = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "apps.example.com" },
    spec: { group: "example.com", scope: "Namespaced", names: { plural: "apps", kind: "App" } },
  };
  const custom = { apiVersion: "example.com/v1", kind: "App", metadata: { name: "a" } };
  const unknown = { apiVersion: "example.com/v1", kind: "Other", metadata: { name: "a" } };
  const cluster = createCluster(
    filesSnapshot({ "all.yaml": [account, definition, custom, unknown] }),
    { namespace: "shop" },
  );
  expect(cluster.snapshot.objects.map(({ reference }) => reference.namespace)).toEqual([
    "shop",
    undefined,
    "shop",
    undefined,
  ]);
});

it("is asked of each world by itself", () => {
  const config = (value: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "c" },
    data: { value },
  });
  const { judged } = createClusters(
    filesSnapshot({
      "a/x.yaml": [account, binding("a", "argocd"), config("1")],
      "b/x.yaml": [account, binding("b", "argo"), config("2")],
    }),
  );
  expect(judged.map(({ world, assumptions }) => [world, assumptions.namespace?.value])).toEqual([
    ["a", "argocd"],
    ["b", "argo"],
  ]);
});
