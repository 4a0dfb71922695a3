import { type JsonObject } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import { readAwsMappings } from "./aws-auth.ts";
import { readBindings } from "./read-objects.ts";
import { SYSTEM_MASTERS } from "./user.ts";

/** Somebody who is cluster-admin by what the cluster's makers set up. */
interface ImplicitAdmin {
  /** What makes it so. */
  readonly by: "aws-auth" | "access-entry" | "admin-group";
  /** An identity outside the cluster, or a group or user of it. */
  readonly name: string;
  /** A lower-case clause: how it comes to be cluster-admin. */
  readonly reason: string;
  readonly evidence: Evidence;
}

/** Who is cluster-admin beyond what roles and bindings say, and what of that the input cannot show. */
export interface ImplicitAdmins {
  readonly admins: readonly ImplicitAdmin[];
  /** Entries that are wrong, so that they do nothing, or that could not be read. */
  readonly malformed: readonly Evidence[];
  /** Whole sentences: who else is cluster-admin on this kind of cluster without any object that shows it. */
  readonly notShown: readonly string[];
}

/** Reads the ConfigMap aws-auth, access entries of EKS, and the groups that providers make cluster-admin. */
export function implicitAdminsOf(snapshot: Snapshot): ImplicitAdmins {
  const aws = awsAuthOf(snapshot);
  return {
    admins: [...aws.admins, ...accessEntriesOf(snapshot), ...adminGroupsOf(snapshot)],
    malformed: aws.malformed,
    notShown: providersOf(snapshot).map((provider) => NOT_SHOWN[provider]),
  };
}

type Provider = "aks" | "eks" | "gke" | "kubeadm";

const NOT_SHOWN: Readonly<Record<Provider, string>> = {
  eks: "On EKS whoever created the cluster may be cluster-admin, and so is every access entry with AmazonEKSClusterAdminPolicy: aws eks list-access-entries shows them, the cluster's objects do not (docs.aws.amazon.com/eks/latest/userguide/access-entries.html).",
  gke: "On GKE roles of IAM such as container.admin make cluster-admins beside RBAC: the project's IAM policy shows them, the cluster's objects do not (cloud.google.com/kubernetes-engine/docs/how-to/iam).",
  aks: "On AKS the local account of az aks get-credentials --admin is in system:masters unless local accounts are disabled, and roles of Azure may make cluster-admins beside RBAC: the cluster's objects show neither (learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad).",
  kubeadm:
    "The file super-admin.conf of kubeadm is in system:masters, whatever bindings say: whoever has it is cluster-admin until the certificate expires (kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init).",
};

function awsAuthOf(snapshot: Snapshot): Pick<ImplicitAdmins, "admins" | "malformed"> {
  const found = snapshot
    .ofKind("", "ConfigMap")
    .filter(
      ({ reference: { namespace, name } }) => namespace === "kube-system" && name === "aws-auth",
    )
    .map((object) => mappingsOf(object));
  return {
    admins: found.flatMap(({ admins }) => admins),
    malformed: found.flatMap(({ malformed }) => malformed),
  };
}

function mappingsOf({
  object,
  reference,
}: SnapshotObject): Pick<ImplicitAdmins, "admins" | "malformed"> {
  const data = objectAt(object, "data");
  const read = (["mapRoles", "mapUsers"] as const).map((field) => {
    const path = ["data", field];
    const { mappings, problems } = readAwsMappings(textAt(data[field]), field);
    const admins = mappings
      .filter(({ groups }) => groups.includes(SYSTEM_MASTERS))
      .map(({ arn }): ImplicitAdmin => {
        const reason = `${field} of aws-auth puts it into the group system:masters, which no binding takes anything from`;
        return {
          by: "aws-auth",
          name: arn,
          reason,
          evidence: { object: reference, path, message: `maps ${arn} to the group system:masters` },
        };
      });
    return { admins, malformed: problems.map((message) => ({ object: reference, path, message })) };
  });
  const accounts = textAt(data["mapAccounts"]).trim();
  const known: readonly string[] = ["mapRoles", "mapUsers", "mapAccounts"];
  const unknown = Object.keys(data).filter((key) => !known.includes(key));
  return {
    admins: read.flatMap(({ admins }) => admins),
    malformed: [
      ...read.flatMap(({ malformed }) => malformed),
      ...unknown.map((key) => ({
        object: reference,
        path: ["data", key],
        message: `${key} is not a field that the authenticator reads; they are ${known.join(", ")}.`,
      })),
      ...(accounts === "" || accounts === "[]"
        ? []
        : [
            {
              object: reference,
              path: ["data", "mapAccounts"],
              message:
                "mapAccounts lets every identity of whole AWS accounts in, each under its own name.",
            },
          ]),
    ],
  };
}

const CLUSTER_ADMIN_POLICY = "AmazonEKSClusterAdminPolicy";

/** Access entries, where a controller of AWS, Crossplane or eksctl has them as objects. */
function accessEntriesOf(snapshot: Snapshot): readonly ImplicitAdmin[] {
  const entries = [
    ...snapshot.ofKind("eks.services.k8s.aws", "AccessEntry").map((object) => ({
      object,
      path: ["spec"],
      entry: objectAt(object.object, "spec"),
    })),
    ...["eks.aws.upbound.io", "eks.aws.m.upbound.io"].flatMap((group) =>
      ["AccessEntry", "AccessPolicyAssociation"].flatMap((kind) =>
        snapshot.ofKind(group, kind).map((object) => ({
          object,
          path: ["spec", "forProvider"],
          entry: objectAt(object.object, "spec", "forProvider"),
        })),
      ),
    ),
    ...snapshot.ofKind("eksctl.io", "ClusterConfig").flatMap((object) =>
      listAt(object.object, "accessConfig", "accessEntries").map((entry, index) => ({
        object,
        path: ["accessConfig", "accessEntries", index],
        entry: objectAt(entry),
      })),
    ),
  ];
  return entries
    .filter(({ entry }) =>
      policiesOf(entry).some((arn) => arn.endsWith(`/${CLUSTER_ADMIN_POLICY}`)),
    )
    .map(({ object, path, entry }) => {
      const name = textAt(entry["principalARN"]) || textAt(entry["principalArn"]);
      return {
        by: "access-entry",
        name,
        reason: `an access entry of EKS gives it ${CLUSTER_ADMIN_POLICY}, which RBAC does not show`,
        evidence: {
          object: object.reference,
          path,
          message: `gives ${name} ${CLUSTER_ADMIN_POLICY}`,
        },
      };
    });
}

function policiesOf(entry: JsonObject): readonly string[] {
  const nested = listAt(entry, "accessPolicies").map((each) => objectAt(each));
  return [entry, ...nested].flatMap((one) => [textAt(one["policyARN"]), textAt(one["policyArn"])]);
}

interface AdminBinding {
  readonly matches: (
    subject: { readonly kind: string; readonly name: string },
    binding: string,
  ) => boolean;
  readonly reason: string;
}

/** Bindings that providers and installers make for whoever sets up the cluster. */
const ADMIN_BINDINGS: readonly AdminBinding[] = [
  {
    matches: ({ name }) => name === "kubeadm:cluster-admins",
    reason: "kubeadm puts the certificate of admin.conf into this group",
  },
  {
    matches: (_, binding) => binding === "aks-cluster-admin-binding-aad",
    reason:
      "AKS binds the admin groups of Microsoft Entra ID, whose members the cluster does not show",
  },
  {
    matches: (_, binding) => binding === "aks-cluster-admin-binding",
    reason: "AKS binds the user of its own client certificate",
  },
  {
    matches: ({ kind, name }) => kind === "Group" && /^gke-security-groups@/.test(name),
    reason: "Google Groups for RBAC: its members the cluster does not show",
  },
  {
    matches: ({ kind, name }) => kind === "Group" && /^eks:.*admin/.test(name),
    reason: "EKS makes this group for itself",
  },
];

function adminGroupsOf(snapshot: Snapshot): readonly ImplicitAdmin[] {
  return readBindings(snapshot).flatMap((binding) => {
    const { kind, name, roleRef, subjects, object } = binding;
    if (kind !== "ClusterRoleBinding" || roleRef.name !== "cluster-admin") return [];
    return subjects.flatMap((subject, index): readonly ImplicitAdmin[] => {
      const known = ADMIN_BINDINGS.find(({ matches }) => matches(subject, name));
      if (!known) return [];
      return [
        {
          by: "admin-group",
          name: subject.name,
          reason: known.reason,
          evidence: {
            object: object.reference,
            path: ["subjects", index],
            message: `names ${subject.kind} ${subject.name}`,
          },
        },
      ];
    });
  });
}

/** Labels and identities by which nodes show whose cluster it is. */
function providersOf(snapshot: Snapshot): readonly Provider[] {
  const found = new Set<Provider>();
  for (const { object } of snapshot.ofKind("", "Node")) {
    const labels = Object.keys(objectAt(object, "metadata", "labels"));
    if (labels.some((label) => label.startsWith("eks.amazonaws.com/"))) found.add("eks");
    if (labels.some((label) => label.startsWith("cloud.google.com/gke-"))) found.add("gke");
    if (labels.some((label) => label.startsWith("kubernetes.azure.com/"))) found.add("aks");
  }
  const configMaps = snapshot.ofKind("", "ConfigMap").map(({ reference }) => reference);
  const has = (name: string): boolean =>
    configMaps.some((one) => one.namespace === "kube-system" && one.name === name);
  if (has("aws-auth")) found.add("eks");
  if (has("kubeadm-config")) found.add("kubeadm");
  return [...found].sort();
}
