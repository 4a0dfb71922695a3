import type { Violation } from "../../findings/finding.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { minorOfVersion } from "../facts/component-settings.ts";
import { kubernetesMinorOf } from "../facts/kubernetes-version.ts";
import { podContainersOf } from "../facts/pod-containers.ts";

/** How many minor versions each may be behind the API server (https://kubernetes.io/releases/version-skew-policy). */
const BEHIND: ReadonlyMap<string, number> = new Map([
  ["kube-controller-manager", 1],
  ["kube-scheduler", 1],
  ["kube-proxy", 3],
  ["kubelet", 3],
]);

/** Before 1.28 nothing could be more than two behind. */
function behindAt(server: number, component: string): number {
  return Math.min(BEHIND.get(component) ?? 0, server < 28 ? 2 : 3);
}

/** All components are of versions that work together. */
export const componentVersionSkew: ObjectCheck = {
  on: "object",
  kinds: ["Node", "workloads"],
  id: "component-version-skew",
  title: "Component too new or too old for the API server",
  topic: "versions",
  severity: "medium",
  description:
    "A component that is newer than the API server, or too far behind, asks for what the server does not serve, or understands fields otherwise: pods are not started, network rules not written, and security settings are silently not enforced. Kubelets and kube-proxy may be three minor versions behind (two before 1.28), controller manager and scheduler one, none may be ahead. Examined where the version of the API server is known: of a running cluster, or by `kubernetes-version`.",
  remediation:
    "Upgrade the API server first, then controller manager and scheduler, then kubelets and kube-proxy, one minor version of the API server at a time.",
  references: [],

  *evaluate(entry, cluster) {
    const server = kubernetesMinorOf(cluster);
    if (server === undefined || cluster.assumptions.kubernetesVersion.known === "defaulted") return;
    for (const { component, minor, violation } of componentsOf(entry)) {
      const allowed = behindAt(server, component);
      if (minor <= server && minor >= server - allowed) continue;
      const how =
        minor > server
          ? "newer than"
          : `more than ${allowed} minor ${allowed === 1 ? "version" : "versions"} behind`;
      const { message, ...place } = violation;
      yield { ...place, message: `${message} is ${how} the API server of v1.${server}` };
    }
  },

  examples: {
    violating: [
      {
        title:
          "nodes of v1.37 and v1.32 where the API server is of v1.36, and a scheduler of v1.34",
        assumptions: { kubernetesVersion: "v1.36" },
        objects: [
          {
            apiVersion: "v1",
            kind: "Node",
            metadata: { name: "new" },
            status: { nodeInfo: { kubeletVersion: "v1.37.0", kubeProxyVersion: "" } },
          },
          {
            apiVersion: "v1",
            kind: "Node",
            metadata: { name: "old" },
            status: { nodeInfo: { kubeletVersion: "v1.32.4-eks-1", kubeProxyVersion: "" } },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "kube-scheduler-a", namespace: "kube-system" },
            spec: {
              containers: [
                { name: "helper", image: "helper:v1.30.0" },
                { name: "kube-scheduler", image: "registry.k8s.io/kube-scheduler:v1.34.1" },
              ],
            },
          },
        ],
        violations: [
          "Node/new status.nodeInfo.kubeletVersion: kubelet v1.37.0 is newer than the API server of v1.36",
          "Node/old status.nodeInfo.kubeletVersion: kubelet v1.32.4-eks-1 is more than 3 minor versions behind the API server of v1.36",
          "Pod/kube-scheduler-a spec.containers[1].image: kube-scheduler v1.34.1 is more than 1 minor version behind the API server of v1.36",
        ],
      },
    ],
    compliant: [
      {
        title: "three versions behind",
        assumptions: { kubernetesVersion: "v1.36" },
        objects: [
          {
            apiVersion: "v1",
            kind: "Node",
            metadata: { name: "late" },
            status: { nodeInfo: { kubeletVersion: "v1.33.9" } },
          },
        ],
      },
    ],
  },
};

interface VersionedComponent {
  readonly component: string;
  readonly minor: number;
  readonly violation: Violation;
}

function componentsOf({ object, podTemplates }: SnapshotObject): readonly VersionedComponent[] {
  const version =
    object.kind === "Node" ? textAt(object, "status", "nodeInfo", "kubeletVersion") : "";
  const path = ["status", "nodeInfo", "kubeletVersion"];
  const kubelet = componentAt("kubelet", version, { path });
  return [
    ...(kubelet ? [kubelet] : []),
    ...podTemplates.flatMap((pod) =>
      podContainersOf(pod).flatMap(({ container, path: at }) => {
        const { name, tag = "" } = parseImageReference(container.image ?? "");
        const component = name.slice(name.lastIndexOf("/") + 1).replace(/-(?:amd64|arm64)$/, "");
        if (!BEHIND.has(component) || component === "kubelet") return [];
        const place = {
          path: locateInObject(pod, [...at, "image"]),
          container: container.name,
        };
        return componentAt(component, tag, place) ?? [];
      }),
    ),
  ];
}

function componentAt(
  component: string,
  version: string,
  place: Pick<Violation, "container" | "path">,
): VersionedComponent | undefined {
  const minor = minorOfVersion(version);
  if (minor === undefined) return undefined;
  return { component, minor, violation: { ...place, message: `${component} ${version}` } };
}
