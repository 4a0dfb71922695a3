import type { Authorizer } from "../authorizer.ts";
import type { AccessRole } from "../model.ts";
import { allowsEverything, amountsToEverything } from "../rule.ts";
import { SIGNER_DOMAIN, SIGNER_OF_CLIENTS } from "../signers.ts";
import type { TableRightId } from "./right-ids.ts";
import { rightsIn } from "./rights.ts";
import { createRoleRights, isAggregating } from "./role-rights.ts";
import type { TechniqueId } from "./techniques.ts";

/** One step from rights in the whole cluster to all rights, whatever pods and Secrets there are: by the table of rights of the search. */
export interface TakeOver {
  /** Absent where nothing has to be done. */
  readonly technique?: TechniqueId;
  /** A clause without its subject. */
  readonly title: string;
  /** The roles that give what it takes. */
  readonly by: readonly AccessRole[];
}

/** What of a cluster a take-over hangs on besides the rights. */
interface TakeOverContext extends Pick<Authorizer, "bindings" | "role"> {
  /** Of the version of Kubernetes. */
  readonly minor: number;
}

/** Tells the first take-over that holders of some roles have, each role bound in the whole cluster; undefined where they have none. */
export function createTakeOvers(
  context: TakeOverContext,
): (roles: readonly AccessRole[]) => TakeOver | undefined {
  const rightsOf = createRoleRights(
    Object.entries(rightsIn(context.minor)).map(
      ([id, right]) => [id as TableRightId, right] as const,
    ),
  );
  const parts = new Map<AccessRole, ReadonlyMap<string, Names>>();

  function partsOf(role: AccessRole): ReadonlyMap<string, Names> {
    const known = parts.get(role) ?? namesByRight(rightsOf(role));
    parts.set(role, known);
    return known;
  }

  return (roles) => {
    const everything = roles.filter(({ rules }) => rules.some(amountsToEverything));
    if (everything.length > 0) return { title: "may do everything", by: everything };
    const namesOf = (right: TableRightId): Names =>
      joined(roles.map((role) => partsOf(role).get(right) ?? []));
    const has: Held["has"] = (right, isName) => {
      const names = namesOf(right);
      return names === "all" || (isName !== undefined && names.some(isName));
    };
    const held: Held = { has, namesOf, roles, context };
    const way = WAYS.find(({ isThere }) => isThere(held));
    if (!way) return undefined;
    const { technique, title, rights } = way;
    const by = roles.filter((role) => rights.some((right) => partsOf(role).has(right)));
    return { technique, title, by };
  };
}

type Names = "all" | readonly string[];

function namesByRight(
  rights: ReturnType<ReturnType<typeof createRoleRights>>,
): ReadonlyMap<string, Names> {
  const found = new Map<string, Names>();
  for (const { right, names = "all" } of rights)
    found.set(right, joined([found.get(right) ?? [], names]));
  return found;
}

function joined(all: readonly Names[]): Names {
  const names: string[] = [];
  for (const each of all) {
    if (each === "all") return each;
    names.push(...each);
  }
  return names;
}

function hasEverything({ rules }: AccessRole): boolean {
  return rules.some(allowsEverything);
}

/** What somebody has in the whole cluster. */
interface Held {
  /** Whether for every name, or for one that is meant. */
  readonly has: (right: TableRightId, isName?: (name: string) => boolean) => boolean;
  readonly namesOf: (right: TableRightId) => Names;
  readonly roles: readonly AccessRole[];
  readonly context: TakeOverContext;
}

interface Way {
  readonly technique: TechniqueId;
  readonly title: string;
  /** The rights of which it takes some. */
  readonly rights: readonly TableRightId[];
  readonly isThere: (held: Held) => boolean;
}

const ANY = (): boolean => true;

/** In the order in which they count: each is a technique of the search with what it asks for. */
const WAYS: readonly Way[] = [
  {
    technique: "escalate",
    title: "may add rights that it lacks to roles",
    rights: ["escalate-clusterroles", "change-clusterroles", "create-clusterroles"],
    isThere: canRewrite,
  },
  {
    technique: "bind",
    title: "may bind cluster-admin",
    rights: ["bind-clusterroles", "create-clusterrolebindings", "change-clusterrolebindings"],
    isThere: canBind,
  },
  {
    technique: "impersonate",
    title: "may impersonate others",
    rights: ["impersonate-groups", "impersonate-users", "impersonate-accounts"],
    isThere: ({ has }) =>
      has("impersonate-users") || has("impersonate-accounts") || canJoinMasters(has),
  },
  {
    technique: "approve-certificate",
    title: "may approve client certificates for any name",
    rights: ["approve-signers", "change-approvals", "create-certificate-requests"],
    isThere: ({ has }) =>
      has("approve-signers", (name) => name === SIGNER_OF_CLIENTS || name === SIGNER_DOMAIN) &&
      has("change-approvals", ANY) &&
      has("create-certificate-requests", ANY),
  },
  {
    technique: "kubelet-exec",
    title: "may run commands in every pod through nodes/proxy",
    rights: ["proxy-nodes"],
    isThere: ({ has }) => has("proxy-nodes"),
  },
  {
    technique: "create-token",
    title: "may create tokens of every service account",
    rights: ["create-tokens"],
    isThere: ({ has }) => has("create-tokens"),
  },
  {
    technique: "mutating-webhook",
    title: "may change others' requests to the API server",
    rights: ["create-mutating-webhooks", "change-mutating-webhooks"],
    isThere: ({ has }) =>
      has("create-mutating-webhooks", ANY) || has("change-mutating-webhooks", ANY),
  },
  {
    technique: "mutating-policy",
    title: "may change others' requests to the API server",
    rights: [
      "create-mutating-policies",
      "change-mutating-policies",
      "create-mutating-policy-bindings",
    ],
    // On by default from 1.36.
    isThere: ({ has, context }) =>
      context.minor >= 36 &&
      has("create-mutating-policy-bindings", ANY) &&
      (has("create-mutating-policies", ANY) || has("change-mutating-policies", ANY)),
  },
  {
    technique: "create-workload",
    title: "may run pods as any service account of any namespace",
    rights: ["create-workloads"],
    isThere: ({ has }) => has("create-workloads", ANY),
  },
  {
    technique: "modify-workload",
    title: "may change the workloads of every namespace, their service accounts included",
    rights: ["change-workloads"],
    isThere: ({ has }) => has("change-workloads"),
  },
  {
    technique: "exec-in-pod",
    title: "may run commands in every pod",
    rights: ["exec-in-pods", "debug-pods"],
    isThere: ({ has }) => has("exec-in-pods") || has("debug-pods"),
  },
  {
    technique: "modify-pod",
    title: "may change the image of every pod",
    rights: ["change-pods"],
    isThere: ({ has }) => has("change-pods"),
  },
  {
    technique: "create-token-secret",
    title: "may create Secrets with a token of any service account, and read them",
    rights: ["create-secrets", "read-secrets"],
    isThere: ({ has }) => has("create-secrets") && has("read-secrets"),
  },
  {
    technique: "bind",
    title: "may bind every role in every namespace",
    rights: ["bind-clusterroles", "create-rolebindings"],
    isThere: ({ has }) => has("bind-clusterroles") && has("create-rolebindings", ANY),
  },
];

/** With `escalate` one rewrites a role that one has, or writes one for a role that one has and that gathers others. */
function canRewrite({ has, namesOf, roles }: Held): boolean {
  const writes = (name: string, right: TableRightId): boolean =>
    has("escalate-clusterroles", (each) => each === name) && has(right, (each) => each === name);
  if (roles.some(({ name }) => writes(name, "change-clusterroles"))) return true;
  if (!roles.some(isAggregating)) return false;
  const escalated = namesOf("escalate-clusterroles");
  return escalated === "all"
    ? has("create-clusterroles", ANY) || has("change-clusterroles", ANY)
    : escalated.some((name) =>
        (["create-clusterroles", "change-clusterroles"] as const).some((right) =>
          writes(name, right),
        ),
      );
}

/** A binding of one's own, or oneself as a further subject of one that there is, as Kubernetes' own `cluster-admin`. */
function canBind({ has, context }: Held): boolean {
  const isAdmin = (name: string): boolean => {
    const role = context.role("", name);
    return name === "cluster-admin" || (role !== undefined && hasEverything(role));
  };
  if (!has("bind-clusterroles", isAdmin)) return false;
  if (has("create-clusterrolebindings", ANY)) return true;
  const changes = (name: string): boolean =>
    has("change-clusterrolebindings", (each) => each === name);
  const binds = (name: string): boolean => has("bind-clusterroles", (each) => each === name);
  return (
    (changes("cluster-admin") && binds("cluster-admin")) ||
    context.bindings.some(
      ({ kind, name, role }) =>
        kind === "ClusterRoleBinding" &&
        role !== undefined &&
        hasEverything(role) &&
        changes(name) &&
        binds(role.name),
    )
  );
}

/** A group is impersonated together with somebody: without, the API server answers 400. */
function canJoinMasters(has: Held["has"]): boolean {
  return (
    has("impersonate-groups", (name) => name === "system:masters") &&
    (has("impersonate-users", ANY) || has("impersonate-accounts", ANY))
  );
}
