import { describe, expect, test } from "vitest";
import {
  BOSS,
  type EscalationCase,
  everywhere,
  inside,
  namespace,
  outcomeOf,
} from "../../../../testing/access/escalation.ts";
import { rule } from "../../../../testing/access/objects.ts";
import type { JsonObject } from "../../../kubernetes/json.ts";
import type { KubernetesObject } from "../../../kubernetes/object.ts";

function ofGroup(apiGroup: string): JsonObject {
  return { apiGroups: [apiGroup] };
}

describe("admission and what else stands in the way of requests", () => {
  const admission = ofGroup("admissionregistration.k8s.io");
  test.each<EscalationCase>([
    {
      title: "a mutating webhook",
      objects: everywhere(rule("create", "mutatingwebhookconfigurations", admission)),
      ways: ["mutating-webhook"],
    },
    {
      title: "near miss: reading webhooks",
      objects: everywhere(rule("get list watch", "mutatingwebhookconfigurations", admission)),
      ways: [],
    },
    {
      title: "a validating webhook sees only what is written later",
      objects: everywhere(rule("patch", "validatingwebhookconfigurations", admission)),
      goal: "secrets",
      ways: ["validating-webhook ?"],
    },
    {
      title: "a MutatingAdmissionPolicy with its binding",
      objects: everywhere(
        rule("create", "mutatingadmissionpolicies mutatingadmissionpolicybindings", admission),
      ),
      ways: ["mutating-policy"],
    },
    {
      title: "it is off before 1.36",
      objects: everywhere(
        rule("create", "mutatingadmissionpolicies mutatingadmissionpolicybindings", admission),
      ),
      kubernetesVersion: "v1.34",
      ways: ["mutating-policy ?"],
    },
    {
      title: "near miss: a policy without a binding does nothing",
      objects: everywhere(rule("create update", "mutatingadmissionpolicies", admission)),
      ways: [],
    },
    {
      title: "a policy that is bound already",
      objects: [
        {
          apiVersion: "admissionregistration.k8s.io/v1",
          kind: "MutatingAdmissionPolicyBinding",
          metadata: { name: "b" },
        },
        ...everywhere(rule("update", "mutatingadmissionpolicies", admission)),
      ],
      ways: ["mutating-policy"],
    },
    {
      title: "a ValidatingAdmissionPolicy deleted is a gain of another kind",
      objects: everywhere(rule("delete", "validatingadmissionpolicies", admission)),
      goal: "admission",
      ways: ["admission-guard"],
    },
    {
      title: "an APIService",
      objects: everywhere(rule("update", "apiservices", ofGroup("apiregistration.k8s.io"))),
      ways: ["api-service ?"],
    },
    {
      title: "a conversion webhook",
      objects: everywhere(
        rule("patch", "customresourcedefinitions", ofGroup("apiextensions.k8s.io")),
      ),
      goal: "traffic",
      ways: ["conversion-webhook"],
    },
    {
      title: "aws-auth, where there is one",
      objects: [
        {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "aws-auth", namespace: "kube-system" },
        },
        ...inside("kube-system", rule("patch", "configmaps", { resourceNames: ["aws-auth"] })),
      ],
      ways: ["aws-auth"],
    },
    {
      title: "near miss: no aws-auth",
      objects: inside("kube-system", rule("patch", "configmaps")),
      ways: [],
    },
    {
      title: "near miss: ConfigMaps of another namespace",
      objects: [
        {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "aws-auth", namespace: "kube-system" },
        },
        ...inside("t", rule("patch", "configmaps")),
      ],
      ways: [],
    },
    {
      title: "the cluster's DNS",
      objects: inside("kube-system", rule("update", "configmaps")),
      goal: "traffic",
      ways: ["cluster-dns"],
    },
    {
      title: "network policies are a gain of another kind",
      objects: inside("t", rule("delete", "networkpolicies", ofGroup("networking.k8s.io"))),
      goal: "network",
      ways: ["network-policy"],
    },
    {
      title: "near miss: policies of the cluster by a RoleBinding",
      objects: inside(
        "t",
        rule("delete", "ciliumclusterwidenetworkpolicies", ofGroup("cilium.io")),
      ),
      goal: "network",
      ways: [],
    },
    {
      title: "the cloud identity of another account is not sure",
      objects: [
        {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: {
            name: "bucket",
            namespace: "t",
            annotations: { "eks.amazonaws.com/role-arn": "arn" },
          },
        },
        ...inside("t", rule("create", "pods"), rule("patch", "serviceaccounts")),
      ],
      goal: "cloud",
      ways: ["create-workload > cloud-identity ?"],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});

describe("operators", () => {
  function controller(name: string, image: string, ...args: readonly string[]): KubernetesObject {
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "t" },
      spec: {
        template: {
          spec: { serviceAccountName: "boss", containers: [{ name: "manager", image, args }] },
        },
      },
    };
  }
  const flux = rule("create", "kustomizations", ofGroup("kustomize.toolkit.fluxcd.io"));
  test.each<EscalationCase>([
    {
      title: "Flux acts with its own rights",
      objects: [
        ...BOSS,
        controller("kustomize-controller", "ghcr.io/fluxcd/kustomize-controller:v1"),
        ...inside("s", flux),
      ],
      ways: ["confused-deputy"],
    },
    {
      title: "near miss: Flux that acts as an account of the namespace",
      objects: [
        ...BOSS,
        controller(
          "kustomize-controller",
          "ghcr.io/fluxcd/kustomize-controller:v1",
          "--default-service-account=default",
        ),
        ...inside("s", flux),
      ],
      ways: [],
    },
    {
      title: "an operator that the input does not show is not sure",
      objects: inside("s", flux),
      ways: ["confused-deputy ?"],
    },
    {
      title: "near miss: an asterisk says nothing about an operator that is not there",
      objects: inside("s", { verbs: ["create"], apiGroups: ["*"], resources: ["kustomizations"] }),
      ways: [],
    },
    {
      title: "Argo Workflows runs pods as any account of the namespace",
      objects: [
        ...BOSS,
        controller("workflow-controller", "quay.io/argoproj/workflow-controller:v3"),
        ...inside("t", rule("create", "workflows", ofGroup("argoproj.io"))),
      ],
      ways: ["confused-deputy"],
    },
    {
      title: "near miss: in a namespace whose accounts have no more",
      objects: [
        ...BOSS,
        namespace("s"),
        controller("workflow-controller", "quay.io/argoproj/workflow-controller:v3"),
        ...inside("s", rule("create", "workflows", ofGroup("argoproj.io"))),
      ],
      ways: [],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});
