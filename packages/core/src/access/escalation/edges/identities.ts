import { SIGNER_DOMAIN, SIGNER_OF_CLIENTS } from "../../signers.ts";
import type { EscalationModel } from "../model.ts";
import type { Principal } from "../principals.ts";
import { isMasters } from "../principals.ts";
import {
  fromHolders,
  fromNamedHolders,
  holdersOf,
  holdersOfAny,
  identity,
  join,
  union,
} from "./right-holders.ts";

/** Who one is by being somebody: groups, and the accounts that a hyper-edge stands for. */
export function addMemberships({ graph, principals, cluster }: EscalationModel): void {
  // Asking for its groups numbers them, so the list grows while it is walked.
  for (const principal of principals.all) {
    const [narrowest] = principals.groupsOf(principal);
    if (narrowest) graph.addMembership(identity(principal), identity(narrowest));
    if (isMasters(principal)) {
      graph.add([identity(principal)], { kind: "cluster-admin" });
    } else if (principal.kind !== "Role") {
      graph.add([{ kind: "any-user" }], identity(principal));
      if (principal.kind === "User") graph.add([{ kind: "user-names" }], identity(principal));
    }
  }
  for (const namespace of cluster.namespaces) {
    for (const account of cluster.accountsIn(namespace)) {
      graph.add([{ kind: "accounts", namespace }], identity(account));
    }
  }
}

/** Impersonation and tokens: k8s.io/apiserver/pkg/endpoints/filters/impersonation, pkg/registry/core/serviceaccount/storage. */
export function addImpersonation(model: EscalationModel): void {
  const { graph, principals, cluster } = model;
  const technique = "impersonate";
  for (const [right, by] of [
    ["impersonate-accounts", technique],
    ["create-tokens", "create-token"],
  ] as const) {
    fromHolders(model, right, (principal, namespace, needs) => {
      graph.add([identity(principal)], { kind: "accounts", namespace }, { technique: by, needs });
    });
    fromNamedHolders(model, right, (principal, place, needs) => {
      for (const account of accountsNamed(model, place)) {
        graph.add([identity(principal)], identity(account), { technique: by, needs });
      }
    });
  }
  fromHolders(model, "impersonate-users", (principal, _, needs) => {
    graph.add([identity(principal)], { kind: "user-names" }, { technique, needs });
  });
  fromNamedHolders(model, "impersonate-users", (principal, { name }, needs) => {
    const user = principals.user(name);
    // A name of a service account is checked as one, never as a user.
    if (user.kind === "User")
      graph.add([identity(principal)], identity(user), { technique, needs });
  });
  addGroupImpersonation(model);
  if (cluster.minor >= 36) addConstrainedImpersonation(model);
}

/** Groups are impersonated together with a user or an account: without one the API server answers 400. */
function addGroupImpersonation(model: EscalationModel): void {
  const { graph, principals, holders } = model;
  const scopes = [...holders.scopes("impersonate-accounts")];
  const someone = union([
    holdersOfAny(model, "impersonate-users", ""),
    ...scopes.map((scope) => holdersOfAny(model, "impersonate-accounts", scope)),
  ]);
  const technique = "impersonate";
  join(model, holdersOf(model, "impersonate-groups", ""), someone, (premises, needs) => {
    graph.add(premises, { kind: "cluster-admin" }, { technique, needs });
  });
  for (const [name, named] of holders.named("impersonate-groups", "")) {
    join(model, named, someone, (premises, needs) => {
      graph.add(premises, identity(principals.group(name)), { technique, needs });
    });
  }
}

const CONSTRAINED =
  "constrained impersonation lets it do only what its impersonate-on:… verbs name";

/** The modes of constrained impersonation, on from 1.36: what may then be done is limited by a second verb. */
function addConstrainedImpersonation(model: EscalationModel): void {
  const { graph, principals, holders } = model;
  const detail = { technique: "impersonate", unknown: CONSTRAINED } as const;
  const isNew = (
    right: "impersonate-accounts" | "impersonate-users",
    principal: Principal,
    scope: string,
  ) => !holders.all(right, scope).has(principal);
  fromHolders(model, "impersonate-accounts-constrained", (principal, namespace, needs) => {
    if (!isNew("impersonate-accounts", principal, namespace)) return;
    graph.add([identity(principal)], { kind: "accounts", namespace }, { ...detail, needs });
  });
  fromNamedHolders(model, "impersonate-accounts-constrained", (principal, place, needs) => {
    for (const account of accountsNamed(model, place)) {
      graph.add([identity(principal)], identity(account), { ...detail, needs });
    }
  });
  fromHolders(model, "impersonate-users-constrained", (principal, _, needs) => {
    if (!isNew("impersonate-users", principal, "")) return;
    graph.add([identity(principal)], { kind: "user-names" }, { ...detail, needs });
  });
  fromNamedHolders(model, "impersonate-users-constrained", (principal, { name }, needs) => {
    const user = principals.user(name);
    if (user.kind === "User")
      graph.add([identity(principal)], identity(user), { ...detail, needs });
  });
}

/** The accounts of a name: that of the namespace, or of every namespace that has one. */
function accountsNamed(
  { cluster, principals }: EscalationModel,
  { scope, name }: { readonly scope: string; readonly name: string },
): readonly Principal[] {
  if (scope !== "") return [principals.account(scope, name)];
  return cluster.namespaces.flatMap((namespace) =>
    cluster.accountsIn(namespace).filter((account) => account.name === name),
  );
}

const KUBELET = "kubernetes.io/kube-apiserver-client-kubelet";

/** CertificateSigningRequests: plugin/pkg/admission/certificates/{approval,signing}; O=system:masters is refused for the client signer. */
export function addCertificates(model: EscalationModel): void {
  const { graph } = model;
  for (const [principal, ways] of holdersOfAny(model, "create-certificate-requests", "")) {
    graph.add([identity(principal)], { kind: "create-certificate-requests" }, { needs: [ways] });
  }
  const approvals = holdersOfAny(model, "change-approvals", "");
  const statuses = holdersOfAny(model, "change-certificate-status", "");
  const signers = (right: "approve-signers" | "sign-signers", name: string) =>
    union([
      holdersOf(model, right, "", name),
      model.holders.named(right, "").get(SIGNER_DOMAIN) ?? new Map(),
    ]);
  join(model, approvals, signers("approve-signers", SIGNER_OF_CLIENTS), (premises, needs) => {
    graph.add(premises, { kind: "approve-clients" }, { needs });
  });
  join(model, approvals, signers("approve-signers", KUBELET), (premises, needs) => {
    graph.add(premises, { kind: "approve-kubelets" }, { needs });
  });
  join(model, statuses, signers("sign-signers", SIGNER_OF_CLIENTS), (premises, needs) => {
    graph.add(premises, { kind: "sign-clients" }, { needs });
  });
  const request = { kind: "create-certificate-requests" } as const;
  graph.add(
    [request, { kind: "approve-clients" }],
    { kind: "any-user" },
    { technique: "approve-certificate" },
  );
  graph.add(
    [request, { kind: "approve-kubelets" }],
    { kind: "pod-accounts" },
    { technique: "approve-node-certificate" },
  );
  graph.add(
    [{ kind: "sign-clients" }],
    { kind: "any-user" },
    {
      technique: "sign-certificate",
      unknown: "it takes the key of a certificate authority that the API server trusts",
    },
  );
}
