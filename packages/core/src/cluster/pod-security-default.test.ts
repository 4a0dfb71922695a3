import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createCluster } from "./cluster.ts";

const inner = (enforce: string): KubernetesObject => ({
  apiVersion: "pod-security.admission.config.k8s.io/v1",
  kind: "PodSecurityConfiguration",
  defaults: { enforce },
});
const outer = (...plugins: readonly JsonObject[]): KubernetesObject => ({
  apiVersion: "apiserver.config.k8s.io/v1",
  kind: "AdmissionConfiguration",
  plugins,
});
const known = (...list: readonly KubernetesObject[]): string => {
  const { value, known: how } = createCluster(snapshotOf(list)).assumptions.podSecurity;
  return `${how} ${value.defaults.enforce.level}`;
};

describe("what Pod Security does by default", () => {
  it("is observed in a configuration of the input, inline, by its file or alone", () => {
    expect(known(outer({ name: "PodSecurity", configuration: inner("baseline") }))).toBe(
      "observed baseline",
    );
    expect(known(outer({ name: "PodSecurity", path: "a.yaml" }), inner("restricted"))).toBe(
      "observed restricted",
    );
    expect(known(inner("restricted"), inner("restricted"))).toBe("observed restricted");
  });

  it("is Kubernetes' own where there is none, where several differ, or where the API server would refuse it", () => {
    expect(known()).toBe("defaulted privileged");
    expect(known(inner("baseline"), inner("restricted"))).toBe("defaulted privileged");
    expect(known(inner("strict"))).toBe("defaulted privileged");
    expect(known(outer({ name: "EventRateLimit", path: "e.yaml" }))).toBe("defaulted privileged");
    expect(known(outer({ name: "PodSecurity", path: "a.yaml" }))).toBe("defaulted privileged");
  });

  it("decides who may start a pod that escapes", () => {
    const role = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "pods", namespace: "shop" },
      rules: [{ apiGroups: [""], resources: ["pods", "pods/exec"], verbs: ["create"] }],
    };
    const binding = {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "pods", namespace: "shop" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "pods" },
      subjects: [{ kind: "User", name: "ann", apiGroup: "rbac.authorization.k8s.io" }],
    };
    const shop = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
    const reaches = (...more: readonly KubernetesObject[]): readonly string[] => {
      const { subjects } = createCluster(snapshotOf([shop, role, binding, ...more])).escalation;
      return subjects.find(({ subject }) => subject.name === "ann")?.reaches ?? [];
    };
    expect(reaches()).toContain("node");
    expect(reaches(inner("restricted"))).not.toContain("node");
  });
});
