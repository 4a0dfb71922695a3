import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { objectAt } from "@watertight/core/kubernetes";
import {
  DEDICATION_POLICIES,
  dedicationPolicies,
  TENANT_POLICIES,
  type Tenant,
  tenantPolicies,
} from "@watertight/core/tenancy";
import type { Arguments } from "../../../command.ts";
import { tenantOf } from "../../../tenants.ts";
import { UsageError } from "../../../usage-error.ts";

const VERB = { verb: "policy export" };

/** What keeps the nodes of a tenant its own, and a tenant from others. */
export const TENANT_POLICY_NAMES: readonly string[] = [
  ...DEDICATION_POLICIES.map((id) => `dedicated-${id}`),
  ...TENANT_POLICIES.map((id) => `tenant-${id}`),
];

/** A policy for each tenant that is named, with its binding. */
export function tenantDocuments(
  name: string,
  args: Arguments,
  action: string,
): readonly JsonObject[] {
  const tenants = args.values("tenant").map((text): Tenant => {
    const [tenant, namespaces] = tenantOf(text);
    return { name: tenant, namespaces: namespaces.toSorted() };
  });
  if (tenants.length === 0) {
    throw new UsageError(`Say whose ${name} is to be: --tenant NAME=NAMESPACE,NAMESPACE.`, VERB);
  }
  const excepted = args.values("except");
  const odd = excepted.find((each) => !/^[a-z0-9-]+\/[a-z0-9.-]+$/.test(each));
  if (odd !== undefined) {
    throw new UsageError(`"${odd}" is no DaemonSet; write NAMESPACE/NAME.`, VERB);
  }
  return tenants
    .flatMap((tenant) => policiesOf(name, tenant, excepted))
    .map((object) => withAction(object, action));
}

function policiesOf(
  name: string,
  tenant: Tenant,
  excepted: readonly string[],
): readonly KubernetesObject[] {
  const [dedicated, own] = [
    DEDICATION_POLICIES.filter((id) => name === `dedicated-${id}`),
    TENANT_POLICIES.filter((id) => name === `tenant-${id}`),
  ];
  return [...dedicationPolicies(tenant, excepted, dedicated), ...tenantPolicies(tenant, own)];
}

function withAction(object: KubernetesObject, action: string): JsonObject {
  if (object.kind !== "ValidatingAdmissionPolicyBinding") return { ...object };
  return { ...object, spec: { ...objectAt(object, "spec"), validationActions: [action] } };
}
