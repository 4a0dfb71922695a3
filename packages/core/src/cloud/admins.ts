import type { FactPlace, PlacedFact } from "../snapshot/facts.ts";
import type { CloudFacts } from "./cloud-facts.ts";

/** Somebody who has rights in a cluster by what the cloud says, beside RBAC. */
export interface CloudAdmin {
  readonly provider: CloudFacts["provider"];
  /** The name of the cluster's object. */
  readonly cluster: string;
  readonly principalKind: "User" | "Group";
  readonly principal: string;
  readonly right: "cluster-admin" | "admin" | "edit" | "view-secrets";
  /** What makes it so. */
  readonly by: "access-policy" | "admin-group" | "creator" | "local-account" | "legacy-abac";
  /** A clause. */
  readonly how: string;
  readonly at: FactPlace;
}

/** The ClusterRole of Kubernetes that a right comes to; a viewer who reads Secrets has none. */
const CLUSTER_ROLES: Readonly<Record<CloudAdmin["right"], string | undefined>> = {
  "cluster-admin": "cluster-admin",
  admin: "admin",
  edit: "edit",
  "view-secrets": undefined,
};

export function adminFacts(admin: CloudAdmin): CloudFacts {
  const { provider, cluster, principal, right, at } = admin;
  const role = CLUSTER_ROLES[right];
  const texts: readonly (readonly [string, string])[] = [
    ["principal", principal],
    ["principalKind", admin.principalKind],
    ["right", right],
    ["by", admin.by],
    ["how", admin.how],
    ...(role === undefined ? [] : [["clusterRole", role] as const]),
  ];
  return {
    ...{ kind: "CloudAdmin", name: `${cluster}/${principal}`, cluster, provider, at },
    facts: new Map<string, PlacedFact>(texts.map(([name, value]) => [name, { value, at }])),
  };
}
