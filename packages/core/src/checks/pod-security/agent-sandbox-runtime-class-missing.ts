import type { Cluster } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { groupOf } from "../../kubernetes/object.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

const GROUP = /(?:^|\.)agents\.x-k8s\.io$/;
// Handlers that share the node's kernel with the container.
const SHARED_KERNEL: ReadonlySet<string> = new Set(["runc", "crun", "youki"]);

/** Sandboxes for agents name a runtime class, and not one that is known to share the node's kernel. */
export const agentSandboxRuntimeClassMissing: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  id: "agent-sandbox-runtime-class-missing",
  title: "Agent sandbox without a sandboxed runtime class",
  topic: "pod-security",
  severity: "high",
  description:
    "A Sandbox of `agents.x-k8s.io` runs code that a model wrote or that came from elsewhere. With the default runtime it shares the kernel of the node, and one kernel exploit is an escape to the node. A runtime class with a kernel of its own, such as gVisor or Kata Containers, isolates it. Where the input shows the RuntimeClass, its handler decides.",
  remediation: "Set `runtimeClassName` to a RuntimeClass whose handler has a kernel of its own.",
  references: referencesTo({ "mitre-attack": ["T1611"], "nist-800-190": ["3.4.3", "3.5.2"] }),
  aliases: ["kubescape:C-0297"],

  *evaluate({ object, podTemplates }, cluster) {
    if (!GROUP.test(groupOf(object))) return;
    for (const template of podTemplates) {
      const name = template.spec.runtimeClassName ?? "";
      const path = locateInObject(template, ["spec", "runtimeClassName"]);
      const handler = handlerOf(name, cluster);
      if (name === "") yield { path, message: "sandbox names no runtime class" };
      else if (handler !== undefined && SHARED_KERNEL.has(handler)) {
        const message = `sandbox uses runtime class ${name}, whose handler ${handler} shares the node's kernel`;
        yield { path, message };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "none, and one that is none",
        objects: [
          {
            apiVersion: "agents.x-k8s.io/v1alpha1",
            kind: "Sandbox",
            metadata: { name: "first" },
            spec: { podTemplate: { spec: { containers: [{ name: "agent" }] } } },
          },
          {
            apiVersion: "agents.x-k8s.io/v1alpha1",
            kind: "Sandbox",
            metadata: { name: "second" },
            spec: {
              podTemplate: {
                spec: { runtimeClassName: "fast", containers: [{ name: "agent" }] },
              },
            },
          },
          {
            apiVersion: "node.k8s.io/v1",
            kind: "RuntimeClass",
            metadata: { name: "fast" },
            handler: "crun",
          },
        ],
        violations: [
          "Sandbox/first spec.podTemplate.spec.runtimeClassName: sandbox names no runtime class",
          "Sandbox/second spec.podTemplate.spec.runtimeClassName: sandbox uses runtime class fast, whose handler crun shares the node's kernel",
        ],
      },
    ],
    compliant: [
      {
        title: "a runtime class that the input does not show",
        objects: [
          {
            apiVersion: "agents.x-k8s.io/v1alpha1",
            kind: "Sandbox",
            metadata: { name: "agent" },
            spec: {
              podTemplate: {
                spec: { runtimeClassName: "gvisor", containers: [{ name: "agent" }] },
              },
            },
          },
        ],
      },
      {
        title: "a Pod, which is no sandbox",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};

function handlerOf(name: string, cluster: Cluster): string | undefined {
  const found = cluster.snapshot
    .ofKind("node.k8s.io", "RuntimeClass")
    .find(({ reference }) => reference.name === name);
  return found && textAt(found.object, "handler");
}
