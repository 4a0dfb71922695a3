import { namespaceOf } from "../kubernetes/object.ts";
import { isListed, showsAll } from "../snapshot/completeness.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { assumptionsOf, premisesOf, unknownsOf } from "./assumptions.ts";
import { type AuthorizationChain, readAuthorizationChain } from "./authorization-chain.ts";
import { bootstrapPolicy } from "./bootstrap.ts";
import type { BootstrapPolicy } from "./bootstrap-policies.ts";
import type { AccessBinding, AccessDecision, AccessRole, AccessVerdict, Grant } from "./model.ts";
import { createNodeAuthorizer } from "./node-authorizer.ts";
import { proofOf } from "./proof.ts";
import { createRbac, subjectIndex } from "./rbac.ts";
import { createRbacIndex } from "./rbac-index.ts";
import { RBAC_GROUP } from "./read-objects.ts";
import { createRefusals, type Refusals, type RefusedObject } from "./refused.ts";

import { type AccessRequest, isNonResourceRequest } from "./request.ts";
import { type AccessUser, SYSTEM_MASTERS } from "./user.ts";
import { createWhoCan, type WhoCan } from "./who-can.ts";

export interface AuthorizerOptions {
  /**
   * What of Kubernetes' own bootstrap policy counts where the input lacks it: its roles (what a binding in a file refers to),
   * its bindings too, or nothing. Default: the roles, and nothing where the input is the whole cluster.
   */
  readonly bootstrapPolicy?: BootstrapPolicy | undefined;
  /** Roles and bindings that the snapshot lacks because the API server does not take them: what answers say of them. */
  readonly refused?: readonly RefusedObject[];
}

/** The authorizers of an API server over what a snapshot shows. */
export interface Authorizer {
  /** What the API server would answer. */
  readonly authorize: (user: AccessUser, request: AccessRequest) => AccessDecision;
  /** The same with proof, with what could not be known, and with what it assumes. */
  readonly explain: (user: AccessUser, request: AccessRequest) => AccessVerdict;
  /** The subjects that RBAC allows something, `system:masters` included. */
  readonly whoCan: WhoCan;
  /** The nodes whose kubelets the Node authorizer allows something, sorted. */
  readonly nodesThatCan: (request: AccessRequest) => readonly string[];
  /** Every rule that a user has for requests in a namespace ("" for cluster-wide ones): `RulesFor` with where each comes from. */
  readonly grantsFor: (user: AccessUser, namespace: string) => readonly Grant[];
  /** Every rule that a user has anywhere; a RoleBinding's holds in its namespace only. */
  readonly grantsOf: (user: AccessUser) => readonly Grant[];
  /** In the order in which they are evaluated. */
  readonly bindings: readonly AccessBinding[];
  readonly roles: readonly AccessRole[];
  /** A role by name; namespace "" for a ClusterRole. */
  readonly role: (namespace: string, name: string) => AccessRole | undefined;
  /** What answers about these bindings rest on beyond the objects, a whole sentence each. */
  readonly premises: (bindings: readonly AccessBinding[]) => readonly string[];
  /** Which authorizers the API server has, and how that is known. */
  readonly chain: AuthorizationChain;
}

/** Reads what decides about access in a snapshot, once; questions are then answered from indices. */
export function createAuthorizer(snapshot: Snapshot, options: AuthorizerOptions = {}): Authorizer {
  const isWhole = showsAll(snapshot);
  // Who says that the input is the whole cluster says so of Kubernetes' own roles too.
  const policy =
    options.bootstrapPolicy ?? (snapshot.assumptions.wholeCluster.value ? "none" : "roles");
  const defaults = policy === "none" ? undefined : bootstrapPolicy();
  const index = createRbacIndex(snapshot, defaults, policy === "roles-and-bindings");
  const rbac = createRbac(index);
  const unplaced = unplacedIn(snapshot);
  // Where it is not known to which namespace bindings belong, they decide nothing.
  const placed =
    unplaced.length === 0
      ? rbac
      : createRbac(
          createRbacIndex(
            withoutThem(snapshot, unplaced),
            defaults,
            policy === "roles-and-bindings",
          ),
        );
  const node = createNodeAuthorizer(snapshot);
  const chain = readAuthorizationChain(snapshot);
  const refusals = createRefusals(options.refused ?? []);
  let whoCan: WhoCan | undefined;

  function authorize(user: AccessUser, request: AccessRequest): AccessDecision {
    if (user.groups.includes(SYSTEM_MASTERS)) {
      return { allowed: true, reason: "", by: "system:masters" };
    }
    const reasons: string[] = [];
    for (const mode of chain.modes) {
      const decision = askMode(mode, user, request);
      if (decision.allowed) return decision;
      if (decision.reason !== "") reasons.push(decision.reason);
    }
    return { allowed: false, reason: reasons.join("\n") };
  }

  function askMode(mode: string, user: AccessUser, request: AccessRequest): AccessDecision {
    switch (mode) {
      case "RBAC": {
        const { grant, reason } = placed.decide(user, request);
        return grant ? { allowed: true, reason, by: "RBAC", grant } : { allowed: false, reason };
      }
      case "Node":
        return node.decide(user, request);
      case "AlwaysAllow":
        return { allowed: true, reason: "", by: "AlwaysAllow" };
      case "AlwaysDeny":
        return { allowed: false, reason: "Everything is forbidden." };
      default:
        // ABAC and webhooks: what they say the input does not show; `explain` says so.
        return { allowed: false, reason: "" };
    }
  }

  /** What a binding would allow that names no namespace, were it in the one that is asked about. */
  function unplacedGrants(user: AccessUser, request: AccessRequest): readonly string[] {
    if (isNonResourceRequest(request) || request.namespace === "") return [];
    const { grant } = rbac.decide(user, { ...request, namespace: namespaceOf({}) });
    if (!grant || grant.binding.object.reference.namespace !== undefined) return [];
    return [
      `RoleBinding ${grant.binding.name} would allow it, but names no namespace: whether it is in ${request.namespace} is not known`,
    ];
  }

  /** Kinds of bindings that may be about a request and could not be listed of a cluster. */
  function unlistedFor(request: AccessRequest): readonly string[] {
    if (!chain.modes.includes("RBAC")) return [];
    const isInNamespace = !isNonResourceRequest(request) && request.namespace !== "";
    const kinds = ["clusterrolebindings", ...(isInNamespace ? ["rolebindings"] : [])];
    return kinds.filter((kind) => !isListed(snapshot, `${RBAC_GROUP}/${kind}`));
  }

  return {
    authorize,
    explain: (user, request) => {
      const decision = authorize(user, request);
      const applicable = rbac.bindingsFor(user, "namespace" in request ? request.namespace : "");
      const unlisted = unlistedFor(request);
      const answered = { decision, applicable, chain, isWhole, refusals, unlisted };
      const unknowns = [
        ...unknownsOf(answered),
        ...(decision.allowed || unplaced.length === 0 ? [] : unplacedGrants(user, request)),
      ];
      const known = decision.allowed ? "yes" : "no";
      return {
        verdict: unknowns.length === 0 ? known : "unknown",
        reason: [
          ...(unknowns.length === 0 ? [reasonOf(decision)] : unknowns),
          ...(decision.allowed ? [] : refusedFor(user, applicable, refusals)),
        ].join("; "),
        proof: proofOf(decision),
        assumptions: assumptionsOf(answered),
        decision,
      };
    },
    whoCan: (request) => (whoCan ??= createWhoCan(index))(request),
    nodesThatCan: (request) => (chain.modes.includes("Node") ? node.nodesThatCan(request) : []),
    grantsFor: (user, namespace) => grantsIn(rbac.bindingsFor(user, namespace), user),
    grantsOf: (user) => grantsIn(rbac.bindingsOf(user), user),
    bindings: index.bindings,
    roles: [...index.roles.values()],
    role: (namespace, name) => index.roles.get(`${namespace}/${name}`),
    premises: (bindings) => premisesOf({ bindings, chain, isWhole }),
    chain,
  };
}

/** What would perhaps allow it, had the API server not refused it. */
function refusedFor(
  user: AccessUser,
  applicable: readonly AccessBinding[],
  refusals: Refusals,
): readonly string[] {
  const roles = applicable.flatMap((binding) =>
    binding.role ? [] : (refusals.roleOf(binding) ?? []),
  );
  return [...new Set([...refusals.bindingsOf(user), ...roles])];
}

/** RoleBindings that name no namespace, and which nothing else puts into one. */
function unplacedIn(snapshot: Snapshot): readonly SnapshotObject[] {
  return snapshot
    .ofKind(RBAC_GROUP, "RoleBinding")
    .filter(({ reference }) => reference.namespace === undefined);
}

function withoutThem(snapshot: Snapshot, unplaced: readonly SnapshotObject[]): Snapshot {
  return snapshot.with({ removed: new Set(unplaced) });
}

function grantsIn(bindings: readonly AccessBinding[], user: AccessUser): readonly Grant[] {
  return bindings.flatMap((binding) => {
    const { role } = binding;
    if (!role) return [];
    const subject = subjectIndex(binding, user);
    return role.rules.map((_, rule) => ({ binding, subject, role, rule }));
  });
}

function reasonOf({ allowed, by, reason }: AccessDecision): string {
  if (by === "system:masters") return "the group system:masters may do everything";
  if (by === "AlwaysAllow") return "the API server allows everything";
  if (by === "Node") return "the Node authorizer allows it";
  if (allowed) return `allowed by ${reason.replace(/^RBAC: allowed by /, "")}`;
  return reason === ""
    ? "no rule allows it"
    : `no rule allows it; ${reason.replaceAll("\n", "; ")}`;
}
