import type { FieldPath } from "../../kubernetes/field-path.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { pullSecretsOf } from "../../kubernetes/reference-fields.ts";
import { serviceAccountFieldOf } from "../../kubernetes/service-account.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { PodCheck, PodSurroundings } from "../check.ts";
import { serviceAccountOf } from "../facts/service-accounts.ts";
import { hasSecretAround } from "../facts/surroundings.ts";
import { referencesTo } from "../writing/references.ts";

/** Where the input is the whole cluster, the Secrets that pods pull images with are there. */
export const imagePullSecretUnknown: PodCheck = {
  on: "pod",
  id: "image-pull-secret-unknown",
  title: "Image pull secret that does not exist",
  topic: "images",
  severity: "low",
  description:
    "The kubelet ignores an image pull secret that does not exist and pulls without credentials: the pod fails at its next start on a new node, or gets what the registry serves to everybody. Whoever may create a Secret of that name can redirect the pull. Reported only where the input is the whole cluster (`wholeCluster` in the configuration): elsewhere the Secret may exist without being shown.",
  remediation:
    "Create the Secret in the namespace of the pod, or remove it from `imagePullSecrets`.",
  references: referencesTo({ "mitre-attack": ["T1525"], "nist-800-190": ["3.1.5"] }),
  aliases: ["popeye:POP-305"],

  *evaluate(pod, surroundings) {
    if (!showsAll(surroundings.cluster.snapshot)) return;
    for (const { name, path, giver } of pullSecretsAround(pod, surroundings)) {
      if (name === "" || hasSecretAround(name, surroundings)) continue;
      yield { path, message: `pod pulls images with secret ${name}${giver}, which does not exist` };
    }
  },

  examples: {
    violating: [
      {
        title: "a secret of another namespace, in a whole cluster",
        assumptions: { wholeCluster: true },
        pod: {
          metadata: { namespace: "shop" },
          spec: {
            imagePullSecrets: [{ name: "registry" }, { name: "mirror" }],
            containers: [{ name: "web" }, { name: "log" }],
          },
        },
        objects: [
          { apiVersion: "v1", kind: "Secret", metadata: { name: "registry", namespace: "bank" } },
          { apiVersion: "v1", kind: "Secret", metadata: { name: "mirror", namespace: "shop" } },
        ],
        violations: [
          "spec.imagePullSecrets[0].name: pod pulls images with secret registry, which does not exist",
        ],
      },
      {
        title: "a secret that the service account names, in a whole cluster",
        assumptions: { wholeCluster: true },
        pod: { spec: { serviceAccountName: "web", containers: [{ name: "web" }] } },
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web" },
            imagePullSecrets: [{ name: "registry" }],
          },
        ],
        violations: [
          "spec.serviceAccountName: pod pulls images with secret registry of its service account, which does not exist",
        ],
      },
    ],
    compliant: [
      {
        title: "a secret that part of a cluster does not show",
        pod: {
          spec: { imagePullSecrets: [{ name: "registry" }], containers: [{ name: "web" }] },
        },
      },
    ],
  },
};

interface PullSecret {
  readonly name: string;
  readonly path: FieldPath;
  readonly giver: string;
}

function pullSecretsAround(pod: PodTemplate, surroundings: PodSurroundings): readonly PullSecret[] {
  const own = pullSecretsOf(pod.spec).map(({ name, path }) => ({ name, path, giver: "" }));
  // Admission gives a pod without any those of its service account.
  const { object, cluster } = surroundings;
  const account = own.length === 0 ? serviceAccountOf(pod, object, cluster) : undefined;
  if (!account) return own;
  return listAt(account.object, "imagePullSecrets").map((secret) => ({
    name: textAt(secret, "name"),
    path: ["spec", serviceAccountFieldOf(pod.spec) ?? "serviceAccountName"],
    giver: " of its service account",
  }));
}
