import { describe, expect, test } from "vitest";
import { account, binding } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";
import {
  deliveryAccountsOf,
  everythingGrantsOf,
  userOfDeliveryAccount,
} from "./delivery-accounts.ts";
import { DELIVERY_PRODUCTS } from "./delivery-products.ts";

function workload(name: string, image: string, more = {}): KubernetesObject {
  const [namespace = "", own = ""] = name.split("/");
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: own, namespace },
    spec: {
      template: {
        spec: { serviceAccountName: "robot", containers: [{ name: "main", image, ...more }] },
      },
    },
  };
}

function recognised(...objects: readonly KubernetesObject[]): readonly string[] {
  return deliveryAccountsOf(wholeSnapshotOf(objects)).map(
    ({ product, account: { namespace, name }, by }) =>
      `${namespace}/${name} ${product?.id ?? "?"} ${by}`,
  );
}

describe("delivery accounts are recognised", () => {
  test.each([
    ["registry.gitlab.com/gitlab-org/cluster-integration/gitlab-agent/agentk:v17", "gitlab-agent"],
    ["mirror.example.com/x/gitlab-agent/agentk@sha256:00", "gitlab-agent"],
    ["registry.gitlab.com/gitlab-org/gitlab-runner:alpine", "gitlab-runner"],
    ["ghcr.io/fluxcd/kustomize-controller:v1", "flux"],
    ["jenkins/jenkins:lts", "jenkins"],
    ["ghcr.io/actions/gha-runner-scale-set-controller:0.9", "github-actions-runner"],
    ["ghcr.io/runatlantis/atlantis:v0.28", "atlantis"],
    ["us-docker.pkg.dev/spinnaker-community/docker/clouddriver:1.36", "spinnaker"],
    ["drone/drone-runner-kube:latest", "drone"],
    ["hashicorp/tfc-agent:1", "terraform"],
  ])("by the image %s", (image, id) => {
    expect(recognised(workload("ci/main", image))).toEqual([`ci/robot ${id} image`]);
  });

  test("by the program where one image has several", () => {
    const image = "quay.io/argoproj/argocd:v2";
    expect(recognised(workload("cd/server", image, { command: ["argocd-server"] }))).toEqual([]);
    const controller = { command: ["argocd-application-controller"] };
    expect(recognised(workload("cd/c", image, controller))).toEqual(["cd/robot argo-cd image"]);
  });

  test("not by an image that merely ends alike", () => {
    expect(recognised(workload("ci/main", "example.com/not-jenkins:1"))).toEqual([]);
  });

  test("by a ConfigMap, where its workload is not in the input", () => {
    const map = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "argocd-cm", namespace: "cd" },
    };
    expect(recognised(map)).toEqual(["cd/argocd-application-controller argo-cd config-map"]);
  });

  test("by a name that a binding grants something, with or without more", () => {
    expect(
      recognised(binding("b", "ClusterRole view", account("ci/gitlab-runner"), account("ci/web"))),
    ).toEqual(["ci/gitlab-runner gitlab-runner name"]);
  });

  test("by a token that does not expire, unless a pod runs as the account", () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        name: "t",
        namespace: "ci",
        annotations: { "kubernetes.io/service-account.name": "robot" },
      },
      type: "kubernetes.io/service-account-token",
    };
    expect(recognised(secret)).toEqual(["ci/robot ? token-secret"]);
    expect(recognised(secret, workload("ci/web", "example.com/web:1"))).toEqual([]);
  });
});

test("cluster-admin in such hands is shown with the grant, and what would do", () => {
  const snapshot = wholeSnapshotOf([
    workload("ci/agent", "gitlab-agent/agentk:v17"),
    binding("b", "ClusterRole cluster-admin", account("ci/robot")),
  ]);
  const [delivery] = deliveryAccountsOf(snapshot);
  const authorizer = createAuthorizer(snapshot, { bootstrapPolicy: "roles" });
  const grants = delivery ? everythingGrantsOf(authorizer, userOfDeliveryAccount(delivery)) : [];
  expect(grants.map((grant) => `${grant.binding.name} ${grant.role.name} ${grant.rule}`)).toEqual([
    "b cluster-admin 0",
  ]);
  expect(delivery?.evidence).toEqual({
    object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "ci", name: "agent" },
    path: ["spec", "template", "spec", "containers", 0, "image"],
    message: "runs gitlab-agent/agentk:v17",
  });
  expect(delivery?.source).toBe("https://docs.gitlab.com/user/clusters/agent/ci_cd_workflow/");
});

test("products have ids in order, whole sentences, and sources", () => {
  const ids = DELIVERY_PRODUCTS.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  for (const { suffices, source } of DELIVERY_PRODUCTS) {
    expect(suffices).toMatch(/^[A-Z].*\.$/);
    expect(source).toMatch(/^https:\/\/[a-z]/);
  }
});
