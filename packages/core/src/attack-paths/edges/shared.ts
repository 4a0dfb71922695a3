import { namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import { claimsOf } from "../../kubernetes/reference-fields.ts";
import type { AttackBuild } from "../build.ts";
import type { StandingPod } from "../standing.ts";

/** Annotations by which an account has an identity of its cloud: EKS, GKE, AKS. */
const CLOUD_ANNOTATIONS: readonly string[] = [
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
];

/** What pods share besides networks and nodes: claims of volumes, and what accounts are in the cloud. */
export function addShared(build: AttackBuild): void {
  for (const each of build.standing) addClaims(build, each);
  addCloud(build);
}

function addClaims({ places, containerOf, add }: AttackBuild, each: StandingPod): void {
  const { pod, vertex, at, containers } = each;
  const { spec } = pod.template;
  for (const { name, path } of claimsOf(vertex.name, spec)) {
    const volume = spec.volumes?.[Number(path[2])]?.name;
    const claim = { kind: "PersistentVolumeClaim", namespace: pod.namespace, name };
    const data = places.idOf(claim);
    const writers = places.idOf({
      ...claim,
      kind: "Any",
      name: `written ${pod.namespace}/${name}`,
    });
    const evidence = [at(path, `mounts claim ${pod.namespace}/${name}`)];
    for (const { container } of containers) {
      const mount = (container.volumeMounts ?? []).find((one) => one.name === volume);
      if (!mount) continue;
      const own = containerOf(each, container.name);
      add(own, data, { step: "node-volumes", evidence });
      if (mount.readOnly !== true) add(own, writers);
      add(writers, own, {
        ...{ step: "shared-volume", evidence },
        unknown: "whether it runs or trusts what is written there",
      });
    }
  }
}

function addCloud({ cluster, places, escalation, add }: AttackBuild): void {
  for (const { object, reference } of cluster.applied.ofKind("", "ServiceAccount")) {
    const annotations = stringMapOf(object, "annotations");
    for (const key of CLOUD_ANNOTATIONS) {
      const name = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
      if (name === undefined || name === "") continue;
      const principal = escalation.principals.account(namespaceOf(reference), reference.name);
      const from = escalation.graph.facts.idOf({ kind: "identity", principal });
      add(from, places.idOf({ kind: "CloudIdentity", namespace: "", name }), {
        step: "cloud-role",
        evidence: [
          {
            object: reference,
            path: ["metadata", "annotations", key],
            message: `is ${name} in the cloud`,
          },
        ],
        unknown: "whether the cloud trusts this account for it",
      });
    }
  }
}
