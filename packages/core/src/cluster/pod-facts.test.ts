import { describe, expect, test } from "vitest";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { escapesOf } from "../node-escape/escapes.ts";
import { escapingPods } from "../node-escape/escaping-pods.ts";
import { opensNode } from "../node-escape/model.ts";
import { evaluatePod } from "../pod-security/evaluate.ts";
import { podSecurityFactsOf } from "./pod-facts.ts";

function escape(spec: JsonObject): string | undefined {
  const snapshot = wholeSnapshotOf([
    { apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "a" }, spec },
  ]);
  const template = snapshot.objects[0]?.podTemplates[0];
  const found = template && podSecurityFactsOf(snapshot).escapeOf(template);
  return found && `${found.path.join(".")}: ${found.message}`;
}

function container(more: JsonObject): JsonObject {
  return {
    containers: [
      { name: "log", image: "i" },
      { name: "main", image: "i", ...more },
    ],
  };
}

function mounting(path: string, readOnly = false): JsonObject {
  return {
    volumes: [{ name: "host", hostPath: { path } }],
    containers: [
      { name: "main", image: "i", volumeMounts: [{ name: "host", mountPath: "/host", readOnly }] },
    ],
  };
}

describe("what opens a node", () => {
  test.each([
    [
      "a privileged container",
      container({ securityContext: { privileged: true } }),
      'spec.containers.1.securityContext.privileged: container "main" is privileged',
    ],
    [
      "a capability, with or without its prefix",
      container({ securityContext: { capabilities: { add: ["NET_RAW", "CAP_SYS_ADMIN"] } } }),
      'spec.containers.1.securityContext.capabilities.add.1: container "main" has the capability SYS_ADMIN',
    ],
    [
      "ptrace in the node's process namespace",
      {
        ...container({ securityContext: { capabilities: { add: ["SYS_PTRACE"] } } }),
        hostPID: true,
      },
      'spec.containers.1.securityContext.capabilities.add.0: container "main" has the capability SYS_PTRACE',
    ],
    [
      "the runtime's socket, though it is read only",
      mounting("/run/containerd/containerd.sock", true),
      "spec.volumes.0.hostPath.path: mounts /run/containerd/containerd.sock of the node",
    ],
    [
      "the directory above the socket",
      mounting("/run/", true),
      "spec.volumes.0.hostPath.path: mounts /run of the node",
    ],
    [
      "the configuration, read only, for it holds keys",
      mounting("/etc", true),
      "spec.volumes.0.hostPath.path: mounts /etc of the node",
    ],
    [
      "all files, read only",
      mounting("/", true),
      "spec.volumes.0.hostPath.path: mounts / of the node",
    ],
    [
      "cron, writable",
      mounting("/etc"),
      "spec.volumes.0.hostPath.path: mounts /etc of the node, writable",
    ],
  ])("%s", (_, spec, expected) => {
    expect(escape(spec)).toBe(expected);
  });

  test.each([
    ["a plain container", container({})],
    [
      "privileged in a user namespace of its own",
      { ...container({ securityContext: { privileged: true } }), hostUsers: false },
    ],
    [
      "ptrace among its own processes",
      container({ securityContext: { capabilities: { add: ["SYS_PTRACE"] } } }),
    ],
    ["programs, read only", mounting("/usr", true)],
    ["a directory of its own", mounting("/var/lib/shop")],
    [
      "a volume that nobody mounts",
      { volumes: [{ name: "host", hostPath: { path: "/" } }], containers: [{ name: "main" }] },
    ],
  ])("not: %s", (_, spec) => {
    expect(escape(spec)).toBe(undefined);
  });
});

describe("whether privileged pods are admitted", () => {
  const labelled = (enforce: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "a", labels: { "pod-security.kubernetes.io/enforce": enforce } },
  });

  test("the namespace's label decides", () => {
    const verdicts = ["privileged", "baseline", "restricted", "typo"].map((level) => {
      const facts = podSecurityFactsOf(wholeSnapshotOf([labelled(level)]));
      return [level, facts.privileged("a").verdict, facts.root("a").verdict];
    });
    expect(verdicts).toEqual([
      ["privileged", "yes", "yes"],
      ["baseline", "no", "yes"],
      ["restricted", "no", "no"],
      // A wrong level means restricted.
      ["typo", "no", "no"],
    ]);
  });

  test("no level below privileged lets in a pod that opens its node, in any version", () => {
    const opening = escapingPods().filter((spec) =>
      escapesOf({ spec, path: [] }).some(({ gives }) => opensNode(gives)),
    );
    const versions = Array.from({ length: 38 }, (_, minor) => `v1.${minor}` as const);
    for (const level of ["baseline", "restricted"] as const) {
      for (const version of ["latest", ...versions] as const) {
        const admitted = opening.filter(
          (spec) => evaluatePod({ metadata: {}, spec }, { level, version }).allowed,
        );
        expect(admitted).toEqual([]);
      }
    }
  });

  test("a policy engine that the input shows makes it unsure, and says which", () => {
    const policy = {
      apiVersion: "kyverno.io/v1",
      kind: "ClusterPolicy",
      metadata: { name: "baseline" },
    };
    expect(
      podSecurityFactsOf(wholeSnapshotOf([labelled("privileged"), policy])).privileged("a"),
    ).toEqual({
      verdict: "unknown",
      reason: "unless ClusterPolicy baseline refuses the pod",
    });
  });
});
