import { stringMapOf } from "../../../kubernetes/object.ts";
import type { Fact } from "../facts.ts";
import type { EscalationModel } from "../model.ts";
import type { RightId } from "../right-ids.ts";
import type { TechniqueId } from "../techniques.ts";
import {
  fromHolders,
  fromNamedHolders,
  holdersOf,
  holdersOfAny,
  identity,
  union,
} from "./right-holders.ts";

const ADMIN: Fact = { kind: "cluster-admin" };

/** What is in the way of every request: webhooks, policies, aggregated servers, and files that programs trust. */
export function addAdmission(model: EscalationModel): void {
  addWebhooks(model);
  addPolicies(model);
  addServers(model);
  addConfiguration(model);
  addOtherGains(model);
}

function fromAny(
  model: EscalationModel,
  rights: readonly RightId[],
  conclusion: Fact,
  detail: { readonly technique?: TechniqueId; readonly unknown?: string },
): void {
  const holders = union(rights.map((right) => holdersOfAny(model, right, "")));
  for (const [principal, ways] of holders) {
    model.graph.add([identity(principal)], conclusion, { ...detail, needs: [ways] });
  }
}

function addWebhooks(model: EscalationModel): void {
  const mutating = ["create-mutating-webhooks", "change-mutating-webhooks"] as const;
  fromAny(model, mutating, ADMIN, { technique: "mutating-webhook" });
  const validating = ["create-validating-webhooks", "change-validating-webhooks"] as const;
  fromAny(
    model,
    validating,
    { kind: "secrets", namespace: "" },
    {
      technique: "validating-webhook",
      unknown: "a webhook sees only the Secrets that are written from then on",
    },
  );
}

/** MutatingAdmissionPolicy is on by default from 1.36. */
function addPolicies(model: EscalationModel): void {
  const { graph, cluster, snapshot } = model;
  const policies: Fact = { kind: "mutating-policies" };
  const bindings: Fact = { kind: "mutating-policy-bindings" };
  fromAny(model, ["create-mutating-policies", "change-mutating-policies"], policies, {});
  fromAny(model, ["create-mutating-policy-bindings"], bindings, {});
  const technique = "mutating-policy";
  const unknown =
    cluster.minor >= 36
      ? undefined
      : "before Kubernetes 1.36 this API is off unless it is switched on";
  graph.add([policies, bindings], ADMIN, { technique, unknown });
  // A binding that is there puts whatever its policy says in force.
  const existing = snapshot.ofKind(
    "admissionregistration.k8s.io",
    "MutatingAdmissionPolicyBinding",
  );
  if (existing.length > 0) {
    const changed: Fact = { kind: "changed-policies" };
    fromAny(model, ["change-mutating-policies"], changed, {});
    graph.add([changed], ADMIN, { technique });
  }
  fromAny(model, ["weaken-admission"], { kind: "admission" }, { technique: "admission-guard" });
}

function addServers(model: EscalationModel): void {
  fromAny(model, ["write-api-services"], ADMIN, {
    technique: "api-service",
    unknown: "it takes a client with more rights that believes what the other server answers",
  });
  fromAny(
    model,
    ["change-custom-resource-definitions"],
    { kind: "traffic" },
    {
      technique: "conversion-webhook",
    },
  );
}

interface TrustedConfigMap {
  readonly namespace: string;
  readonly name: string;
  readonly conclusion: Fact;
  readonly technique: TechniqueId;
  /** Only where the input shows it: other clusters have none. */
  readonly mustExist: boolean;
}

const CONFIG_MAPS: readonly TrustedConfigMap[] = [
  {
    namespace: "kube-system",
    name: "aws-auth",
    conclusion: ADMIN,
    technique: "aws-auth",
    mustExist: true,
  },
  {
    namespace: "kube-system",
    name: "coredns",
    conclusion: { kind: "traffic" },
    technique: "cluster-dns",
    mustExist: false,
  },
];

function addConfiguration(model: EscalationModel): void {
  const { graph, snapshot } = model;
  for (const { namespace, name, conclusion, technique, mustExist } of CONFIG_MAPS) {
    const exists = snapshot
      .ofKind("", "ConfigMap")
      .some(({ reference }) => reference.name === name && reference.namespace === namespace);
    if (mustExist && !exists) continue;
    for (const [principal, ways] of holdersOf(model, "change-configmaps", namespace, name)) {
      graph.add([identity(principal)], conclusion, { technique, needs: [ways] });
    }
  }
}

const CLOUD_IDENTITIES = [
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
];

function addOtherGains(model: EscalationModel): void {
  const { graph, cluster, snapshot } = model;
  for (const right of ["write-network-policies", "write-cluster-network-policies"] as const) {
    const technique = "network-policy";
    fromHolders(model, right, (principal, _, needs) => {
      graph.add([identity(principal)], { kind: "network" }, { technique, needs });
    });
    fromNamedHolders(model, right, (principal, _, needs) => {
      graph.add([identity(principal)], { kind: "network" }, { technique, needs });
    });
  }
  fromHolders(model, "change-accounts", (principal, namespace, needs) => {
    graph.add([identity(principal)], { kind: "change-accounts", namespace }, { needs });
  });
  const annotated = snapshot
    .ofKind("", "ServiceAccount")
    .some(({ object }) =>
      CLOUD_IDENTITIES.some((key) => key in stringMapOf(object, "annotations")),
    );
  if (!annotated) return;
  for (const namespace of cluster.namespaces) {
    const premises = [
      { kind: "change-accounts", namespace },
      { kind: "run", namespace },
    ] as const;
    graph.add(
      premises,
      { kind: "cloud" },
      {
        technique: "cloud-identity",
        unknown: "the cloud decides which accounts it trusts with an identity",
      },
    );
  }
}
