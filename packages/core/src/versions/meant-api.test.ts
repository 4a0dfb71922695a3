import { expect, test } from "vitest";
import { examinedApiVersionOf, meantApiVersionOf } from "./meant-api.ts";

test.each([
  ["v1", "PodDisruptionBudget", "policy/v1"],
  ["v1", "Deployment", "apps/v1"],
  ["v1", "HorizontalPodAutoscaler", "autoscaling/v2"],
  ["apps/v1", "CronJob", "batch/v1"],
  ["apps/v1", "Service", "v1"],
  ["networking.k8s.io/v2", "Ingress", "networking.k8s.io/v1"],
  ["v2", "Pod", "v1"],
  ["rbac/v1", "ClusterRole", "rbac.authorization.k8s.io/v1"],
])("a %s %s must mean that of %s", (apiVersion, kind, meant) => {
  expect(meantApiVersionOf({ apiVersion, kind })).toBe(meant);
});

test.each([
  ["policy/v1", "PodDisruptionBudget"],
  // Removed, which is told in other words.
  ["extensions/v1beta1", "Deployment"],
  ["policy/v1beta1", "PodDisruptionBudget"],
  // It may have been there for a while.
  ["resource.k8s.io/v1alpha2", "ResourceClaim"],
  // Not in the API: a kubeconfig, a kustomization, somebody else's kind.
  ["v1", "Config"],
  ["kustomize.config.k8s.io/v1beta1", "Kustomization"],
  ["serving.knative.dev/v1", "Service"],
  ["rbac.example.com/v1", "ClusterRole"],
])("a %s %s means itself", (apiVersion, kind) => {
  expect(meantApiVersionOf({ apiVersion, kind })).toBeUndefined();
});

test.each([
  ["apps/v1", "Pod", "v1"],
  ["extensions/v1beta1", "NetworkPolicy", "networking.k8s.io/v1"],
  ["extensions/v1beta1", "Deployment", "apps/v1"],
  ["extensions/v1beta1", "Ingress", undefined],
  ["policy/v1beta1", "PodDisruptionBudget", undefined],
  ["v1", "Pod", undefined],
])("a %s %s is examined as %s", (apiVersion, kind, examined) => {
  expect(examinedApiVersionOf({ apiVersion, kind })).toBe(examined);
});
