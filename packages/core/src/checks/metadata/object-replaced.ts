import { clusterFact } from "../../cluster/cluster.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import { nameOfOrigin, renderingOf } from "../../snapshot/origin.ts";
import { identityOf, showsSame } from "../../snapshot/ownership.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** What is applied together holds no object twice with different content. */
export const objectReplaced: ObjectCheck = {
  on: "object",
  id: "object-replaced",
  title: "Object defined twice",
  topic: "metadata",
  severity: "medium",
  description:
    "Of two objects of one kind, namespace and name the cluster keeps one: what is applied later silently replaces the other. A policy, a limit or a right in the first is then not in force, although its manifest shows it; the answers here count both. Objects in one file, or in the output of one chart or kustomization, are taken to be applied together; so is all of the input with `wholeCluster: true`. Equal objects are left out.",
  remediation: "Rename one of the two, or merge them into one.",
  references: referencesTo({ "mitre-attack": ["T1562"] }),

  *evaluate(entry, cluster) {
    const earlier = replacedBy(cluster).get(entry);
    if (!earlier) return;
    const { file, line } = earlier.locate([]);
    const { kind, name } = entry.reference;
    const message = `replaces the ${kind} ${name} of ${file}:${line}, which differs`;
    yield { path: ["metadata", "name"], message };
  },

  examples: {
    violating: [
      {
        title: "a policy that isolates, and a later one of its name that does not",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "ledger", namespace: "ledger" },
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "ledger", namespace: "ledger" },
            spec: { podSelector: {}, policyTypes: ["Egress"] },
          },
        ],
        violations: [
          "NetworkPolicy/ledger metadata.name: replaces the NetworkPolicy ledger of example.yaml:1, which differs",
        ],
      },
    ],
    compliant: [
      {
        title: "the same twice, and other namespaces",
        objects: [
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace: "shop" } },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace: "shop" } },
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "web", namespace: "bank" },
            data: { mode: "fast" },
          },
        ],
      },
    ],
  },
};

/**
 * For each object that is another than the one of its name before it, that one. Of plain files of several folders one may be
 * made of another, or stand in its place; only an input that is the whole cluster has none of these. An API server has none twice.
 */
const replacedBy = clusterFact(
  ({ snapshot, assumptions }): ReadonlyMap<SnapshotObject, SnapshotObject> => {
    const written = snapshot
      .viewed(writtenView)
      .filter((entry) => writtenView(entry) !== undefined);
    const replaced = new Map<SnapshotObject, SnapshotObject>();
    const isWhole = assumptions.wholeCluster.value;
    const streamOf = (entry: SnapshotObject): string =>
      `${isWhole ? "" : deployedFrom(entry)} ${identityOf(entry)}`;
    for (const those of groupedBy(written, streamOf).values()) {
      for (const [index, entry] of those.entries()) {
        const earlier = those[index - 1];
        if (earlier && !showsSame(earlier, entry)) replaced.set(entry, earlier);
      }
    }
    return replaced;
  },
);

function writtenView({ object, origin }: SnapshotObject): KubernetesObject | undefined {
  // The API server makes a name of its own for what has only a generateName.
  return origin.from === "file" && textAt(object, "metadata", "name") !== "" ? object : undefined;
}

/** What is sent to the API server in one go. */
function deployedFrom({ origin }: SnapshotObject): string {
  return renderingOf(origin)?.from ?? nameOfOrigin(origin);
}
