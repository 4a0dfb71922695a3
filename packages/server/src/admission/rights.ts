import type { ConfiguredAdmission } from "@watertight/core/configuration";
import type { JsonObject } from "@watertight/core/kubernetes";
import { asksAuthorizer } from "../decision/policies.ts";

/** A rule of a role (`rbac.authorization.k8s.io`). */
interface RightsRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** What the server may do, for the ClusterRole and for the Role in its own namespace. */
interface AdmissionRights {
  readonly cluster: readonly RightsRule[];
  readonly own: readonly RightsRule[];
}

/** What decides which rights are needed; names are those of objects. */
interface RightsWish {
  readonly admission?: ConfiguredAdmission;
  readonly policies?: readonly JsonObject[];
  readonly webhookConfiguration?: string;
  readonly certificatesSecret?: string;
  readonly configMap?: string;
}

/** The resources that are followed, as `GROUP/PLURAL`: what decisions look up. */
const FOLLOWED: readonly string[] = [
  "/namespaces",
  "/limitranges",
  "/resourcequotas",
  "/serviceaccounts",
  "scheduling.k8s.io/priorityclasses",
  "node.k8s.io/runtimeclasses",
];

const RBAC = "rbac.authorization.k8s.io";
const ROLES: readonly string[] = ["roles", "rolebindings", "clusterroles", "clusterrolebindings"];
const ADMISSION = "admissionregistration.k8s.io";

/** What is followed for some policies: who may do what, where they ask. */
export function followedFor(policies: readonly JsonObject[]): readonly string[] {
  return asksAuthorizer(policies)
    ? [...FOLLOWED, ...ROLES.map((name) => `${RBAC}/${name}`)]
    : FOLLOWED;
}

/** The least rights with which a server of this configuration runs. */
export function admissionRights(wish: RightsWish = {}): AdmissionRights {
  const { admission = {}, policies = [] } = wish;
  return {
    cluster: [
      ...rightsToFollow(policies),
      // One that was made a moment ago is got, before those that are followed have told of it.
      rule("", ["namespaces"], ["get"]),
      named(
        rule(
          ADMISSION,
          ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
          ["get", "patch"],
        ),
        wish.webhookConfiguration ?? "watertight",
      ),
      ...(admission.podSecurity ? [rule("", ["pods"], ["list"])] : []),
      ...(admission.newNamespaces ? rightsForNewNamespaces(admission) : []),
    ],
    own: [
      named(
        rule("", ["secrets"], ["get", "patch"]),
        wish.certificatesSecret ?? "watertight-certificates",
      ),
      named(rule("", ["configmaps"], ["get"]), wish.configMap ?? "watertight"),
      ...rightsForLogins(admission),
    ],
  };
}

function rightsForLogins({ pullSecrets = [] }: ConfiguredAdmission): readonly RightsRule[] {
  if (pullSecrets.length === 0) return [];
  return [{ ...rule("", ["secrets"], ["get"]), resourceNames: pullSecrets }];
}

function rightsToFollow(policies: readonly JsonObject[]): readonly RightsRule[] {
  const followed = new Map<string, string[]>();
  for (const each of followedFor(policies)) {
    const [group = "", name = ""] = each.split("/");
    followed.set(group, [...(followed.get(group) ?? []), name]);
  }
  return Array.from(followed, ([group, resources]) => rule(group, resources, ["list", "watch"]));
}

function named(given: RightsRule, name: string): RightsRule {
  return { ...given, resourceNames: [name] };
}

function rightsForNewNamespaces({
  newNamespaces = [],
}: ConfiguredAdmission): readonly RightsRule[] {
  const made = [
    ...(newNamespaces.some(({ limitRange }) => limitRange) ? ["limitranges"] : []),
    ...(newNamespaces.some(({ resourceQuota }) => resourceQuota) ? ["resourcequotas"] : []),
  ];
  return [
    ...(made.length > 0 ? [rule("", made, ["create"])] : []),
    ...(newNamespaces.some(({ networkPolicy }) => networkPolicy)
      ? [rule("networking.k8s.io", ["networkpolicies"], ["create"])]
      : []),
    rule("", ["namespaces"], ["patch"]),
  ];
}

function rule(group: string, resources: readonly string[], verbs: readonly string[]): RightsRule {
  return { apiGroups: [group], resources, verbs };
}
