import type { Cluster } from "../cluster/cluster.ts";
import { CERTIFICATE_FACTS } from "../control-plane/index.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { factOf, factPath, factTextOf } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { parseComponentVersion } from "../versions/cves/version.ts";
import {
  isSkewed,
  proxySkewOf,
  type SkewAnswer,
  skewOf,
  targetSkewOf,
} from "../versions/skew/policy.ts";
import { type NodeRequirement, nodeRequirements } from "../versions/skew/requirements.ts";
import type { FoundComponent } from "./components.ts";
import { componentsOf } from "./rows.ts";

/** A component against the API servers, now and on the way to a target. */
export interface SkewRow extends Pick<FoundComponent, "component" | "version" | "where"> {
  readonly now: SkewAnswer;
  /** Undefined where there is no target. */
  readonly target: SkewAnswer | undefined;
}

/** What kubelets ask of nodes of one kind. */
export interface NodeRow extends NodeRequirement {
  /** For the kubelets that run, or for those of the target. */
  readonly at: "now" | "target";
  readonly where: readonly Evidence[];
}

/** A certificate of which the end is seen. */
interface CertificateRow {
  readonly subject: string;
  readonly expires: string;
  readonly daysLeft: number;
  readonly where: Evidence;
}

/** How the versions of a cluster fit together. */
export interface ClusterSkew {
  /** `1.34`, of each API server that is shown. */
  readonly servers: readonly string[];
  readonly rows: readonly SkewRow[];
  readonly nodes: readonly NodeRow[];
  readonly certificates: readonly CertificateRow[];
}

/** The skew of a cluster, now and for API servers of 1.`target`. */
export function clusterSkewOf(cluster: Cluster, target: number | undefined): ClusterSkew {
  const { found } = componentsOf(cluster);
  const minors = found.flatMap((component) => {
    const minor = parseComponentVersion(component.version)?.numbers[1];
    return minor === undefined || !isSkewed(component.component) ? [] : [{ component, minor }];
  });
  const servers = minors
    .filter(({ component }) => component.component === "kube-apiserver")
    .map(({ minor }) => minor);
  const rows = minors.map(({ component: { component, version, where }, minor }) => ({
    component,
    version,
    where,
    now: nowOf({ component, minor, where }, servers, cluster),
    target: target === undefined ? undefined : targetSkewOf({ component, minor }, servers, target),
  }));
  return {
    servers: [...new Set(servers)].sort((a, b) => a - b).map((minor) => `1.${minor}`),
    rows,
    nodes: nodeRowsOf(cluster, target),
    certificates: certificatesOf(cluster),
  };
}

function nowOf(
  {
    component,
    minor,
    where,
  }: { readonly component: string; readonly minor: number; readonly where: readonly Evidence[] },
  servers: readonly number[],
  cluster: Cluster,
): SkewAnswer {
  const answer = skewOf({ component, minor }, servers);
  if (component !== "kube-proxy" || answer.ok === "no") return answer;
  // The pods of a DaemonSet are on all nodes; what a node says of itself is on that node.
  const isOnNode = new Set(
    where.filter(({ object }) => object.kind === "Node").map(({ object }) => object.name),
  );
  const kubelets = cluster.snapshot
    .ofKind("", "Node")
    .filter(({ reference }) => isOnNode.size === 0 || isOnNode.has(reference.name))
    .flatMap((node) => kubeletMinor(node) ?? []);
  return proxySkewOf(minor, kubelets) ?? answer;
}

function kubeletMinor({ object }: SnapshotObject): number | undefined {
  return parseComponentVersion(textAt(object, ...NODE_INFO, "kubeletVersion"))?.numbers[1];
}

const NODE_INFO = ["status", "nodeInfo"];

/** What is the same of many nodes is one row. */
function nodeRowsOf({ snapshot }: Cluster, target: number | undefined): readonly NodeRow[] {
  const rows = new Map<string, NodeRow & { where: Evidence[] }>();
  for (const node of snapshot.ofKind("", "Node")) {
    const minor = kubeletMinor(node);
    const asked = [
      ...(minor === undefined ? [] : [{ at: "now" as const, minor }]),
      ...(target === undefined ? [] : [{ at: "target" as const, minor: target }]),
    ];
    for (const { at, minor: of } of asked) {
      for (const requirement of nodeRequirements(systemOf(node), of)) {
        const key = `${at} ${requirement.about} ${requirement.ok} ${requirement.reason}`;
        const row = rows.get(key) ?? { ...requirement, at, where: [] };
        rows.set(key, row);
        row.where.push({ object: node.reference, path: NODE_INFO, message: requirement.reason });
      }
    }
  }
  return [...rows.values()];
}

function systemOf({ object }: SnapshotObject): Parameters<typeof nodeRequirements>[0] {
  return {
    runtime: textAt(object, ...NODE_INFO, "containerRuntimeVersion"),
    kernel: textAt(object, ...NODE_INFO, "kernelVersion"),
    system: textAt(object, ...NODE_INFO, "operatingSystem"),
  };
}

/** The soonest first. */
function certificatesOf({ snapshot }: Cluster): readonly CertificateRow[] {
  const [group = "", kind = ""] = CERTIFICATE_FACTS.split("/");
  return snapshot
    .ofKind(group, kind)
    .flatMap(({ object, reference }) => {
      const left = factOf(object, "daysLeft");
      if (!left || !("value" in left)) return [];
      const subject = factTextOf(object, "subject");
      const expires = factTextOf(object, "expires");
      const where = {
        object: reference,
        path: factPath("expires"),
        message: `certificate of ${subject}`,
      };
      return [{ subject, expires, daysLeft: Number(left.value), where }];
    })
    .sort((a, b) => a.daysLeft - b.daysLeft);
}
