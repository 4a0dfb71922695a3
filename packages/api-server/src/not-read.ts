import type { ServedResource } from "./discovery/resource.ts";

/** Resources that no engine reads, of which clusters have very many: what happened, who is alive, and copies of what is read. */
const RESOURCES: ReadonlySet<string> = new Set([
  "/componentstatuses",
  "/events",
  "apps/controllerrevisions",
  "cilium.io/ciliumendpoints",
  "cilium.io/ciliumendpointslices",
  "cilium.io/ciliumidentities",
  "coordination.k8s.io/leasecandidates",
  "coordination.k8s.io/leases",
  "events.k8s.io/events",
  "packages.operators.coreos.com/packagemanifests",
]);

/** Groups of measurements, and of the reports of other programs. */
const GROUPS =
  /(?:^|[.])metrics[.]k8s[.]io$|^(?:wgpolicyk8s|openreports|reports[.]kyverno)[.]io$|^aquasecurity[.]github[.]io$|^spdx[.]softwarecomposition[.]kubescape[.]io$/;

/** Whether a resource is left out of what is read of a cluster. */
export function isNotRead({ group, name }: Pick<ServedResource, "group" | "name">): boolean {
  return isGroupNotRead(group) || RESOURCES.has(`${group}/${name}`);
}

/** Whether that is so of all resources of a group. */
export function isGroupNotRead(group: string): boolean {
  return GROUPS.test(group);
}
