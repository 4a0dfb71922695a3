import { DISCOVERY_ROLE } from "../../access/discovery-roles.ts";
import { clusterFact } from "../../cluster/cluster.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { serviceAccountNameOf } from "../../kubernetes/service-account.ts";
import type { ObjectCheck } from "../check.ts";
import {
  serviceAccountKey as keyOf,
  serviceAccountOfSubject,
  tokenOf,
} from "../facts/service-accounts.ts";
import { setting } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** Pods mount a token only where a binding of the input grants their service account something. */
export const serviceAccountTokenMounted: ObjectCheck = {
  on: "object",
  kinds: ["workloads"],
  claimsAbsenceOf: [
    "rbac.authorization.k8s.io/clusterrolebindings",
    "rbac.authorization.k8s.io/rolebindings",
  ],
  id: "service-account-token-mounted",
  title: "Unneeded service account token mounted",
  topic: "service-accounts",
  severity: "low",
  description:
    "The token in the container is a credential for the API server: whoever reads a file of the container has it. Where no RoleBinding or ClusterRoleBinding of the input grants the account any rights, the program cannot need it. The pod's `automountServiceAccountToken` takes precedence over the ServiceAccount's, and absent means true; a token in a projected volume is mounted in any case. An account other than `default` that the input does not show, and that the pod does not decide for, is left out: its own setting and its bindings are unknown.",
  remediation: "Set `automountServiceAccountToken: false` on the pod or on its ServiceAccount.",
  references: referencesTo({
    "cis-1.12": ["5.1.6"],
    "nsa-1.2": ["Protecting Pod service account tokens"],
    "mitre-attack": ["T1528", "T1552"],
    "ms-threat-matrix": ["MS-TA9016"],
  }),
  aliases: [
    "checkov:CKV_K8S_38",
    "polaris:automountServiceAccountToken",
    "kubescape:C-0034",
    "kubescape:C-0190",
    "kubescape:C-0261",
    "trivy:KSV-0036",
    "datree:53",
  ],

  *evaluate(object, cluster) {
    for (const template of object.podTemplates) {
      const { spec } = template;
      const name = serviceAccountNameOf(spec);
      const token = tokenOf(template, object, cluster);
      // Where the input does not show an account, its bindings are elsewhere too; `default` is in every namespace.
      const isShown = token.mounted === "yes" || name === "default";
      if (token.mounted === "no" || !isShown) continue;
      if (isGranted(bindingsOf(cluster), name, object.reference.namespace)) continue;
      const path = locateInObject(template, token.path);
      const automounts = token.path.at(-1) === "automountServiceAccountToken";
      yield {
        path,
        message: `pod mounts a token of service account ${name}, which no binding grants anything`,
        ...(automounts && {
          fix: setting("may-break", path, spec.automountServiceAccountToken, false),
        }),
      };
    }
  },

  examples: {
    violating: [
      {
        title: "an account that nothing is granted to, beside one with a binding",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web", namespace: "shop" },
          },
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "ops", namespace: "shop" },
          },
          {
            apiVersion: "rbac.authorization.k8s.io/v1",
            kind: "RoleBinding",
            metadata: { name: "ops", namespace: "shop" },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "ops" },
            subjects: [{ kind: "ServiceAccount", name: "ops", namespace: "shop" }],
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: { serviceAccountName: "web", containers: [{ name: "web" }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "ops", namespace: "shop" },
            spec: { serviceAccountName: "ops", containers: [{ name: "ops" }] },
          },
        ],
        violations: [
          "Pod/web spec.automountServiceAccountToken: pod mounts a token of service account web, which no binding grants anything",
        ],
      },
      {
        title: "a token that a volume projects, though none is mounted by itself",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              automountServiceAccountToken: false,
              containers: [{ name: "web", volumeMounts: [{ name: "token", mountPath: "/token" }] }],
              volumes: [
                {
                  name: "token",
                  projected: { sources: [{ serviceAccountToken: { path: "token" } }] },
                },
              ],
            },
          },
        ],
        violations: [
          "Pod/web spec.volumes[0].projected.sources[0].serviceAccountToken: pod mounts a token of service account default, which no binding grants anything",
        ],
      },
    ],
    compliant: [
      {
        title: "an account that does not mount its token",
        objects: [
          {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "web" },
            automountServiceAccountToken: false,
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: { serviceAccountName: "web", containers: [{ name: "web" }] },
          },
        ],
      },
      {
        title: "an account that the input does not show",
        objects: [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web" },
            spec: { serviceAccountName: "web", containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};

interface Bindings {
  /** `namespace/name` of accounts that a binding names. */
  readonly accounts: ReadonlySet<string>;
  /** Names alone, for pods whose namespace is unknown. */
  readonly names: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

const bindingsOf = clusterFact((cluster): Bindings => {
  const subjects = ["RoleBinding", "ClusterRoleBinding"]
    .flatMap((kind) => cluster.applied.ofKind("rbac.authorization.k8s.io", kind))
    // What every identity may see is no reason for a token.
    .filter(({ object }) => !DISCOVERY_ROLE.test(textAt(object, "roleRef", "name")))
    .flatMap(({ object, reference }) =>
      listAt(object, "subjects").map((subject) => ({ subject, namespace: reference.namespace })),
    );
  const accounts = subjects.flatMap(
    ({ subject, namespace }) => serviceAccountOfSubject(subject, namespace) ?? [],
  );
  const groups = subjects.filter(({ subject }) => textAt(subject, "kind") === "Group");
  return {
    accounts: new Set(accounts.map(({ namespace, name }) => keyOf(namespace, name))),
    names: new Set(accounts.map(({ name }) => name)),
    groups: new Set(groups.map(({ subject }) => textAt(subject, "name"))),
  };
});

function isGranted(bindings: Bindings, name: string, namespace: string | undefined): boolean {
  const { accounts, names, groups } = bindings;
  if (groups.has("system:serviceaccounts") || groups.has("system:authenticated")) return true;
  // Where the namespace is unknown, a binding of any namespace may mean this account.
  if (namespace === undefined) return names.has(name);
  return (
    accounts.has(keyOf(namespace, name)) ||
    accounts.has(keyOf(undefined, name)) ||
    groups.has(`system:serviceaccounts:${namespace}`)
  );
}
