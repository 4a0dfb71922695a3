import { type AccessUser, authenticatedUser } from "../access/user.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { asJson, objectAt } from "../kubernetes/json-fields.ts";
import { type KubernetesObject, namespaceOf } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Admission, AdmissionQuestion } from "./admission.ts";
import { denyingPolicy, inNamespaces, type PolicyParts, policyName } from "./policy-documents.ts";
import type { Tenant } from "./tenants.ts";

/** Which policies keep a tenant from coming to others, by what each is about. */
export const TENANT_POLICIES = ["services", "pods"] as const;
export type TenantPolicy = (typeof TENANT_POLICIES)[number];

/** Policies that keep a tenant from what leads out of it, whatever anybody creates there; each with its binding. */
export function tenantPolicies(
  tenant: Tenant,
  ids: readonly TenantPolicy[] = TENANT_POLICIES,
): readonly KubernetesObject[] {
  return ids.flatMap((id) => {
    const parts = id === "services" ? services(tenant) : pods(tenant);
    return denyingPolicy(policyName("tenant", tenant.name, id), parts);
  });
}

function services({ name, namespaces }: Tenant): PolicyParts {
  return {
    selector: inNamespaces("In", namespaces),
    rules: [{ group: "", operations: ["CREATE", "UPDATE"], resources: ["services"] }],
    variables: [
      ["own", JSON.stringify(namespaces)],
      ["parts", 'object.spec.?externalName.orValue("").split(".")'],
    ],
    expression:
      'object.spec.?externalIPs.orValue([]).size() == 0 && (variables.parts.size() < 3 || variables.parts[2] != "svc" || variables.parts[1] in variables.own)',
    message: `a Service of ${name} may be no name for one of others, and take no addresses of its own choosing`,
  };
}

function pods({ name, namespaces }: Tenant): PolicyParts {
  return {
    selector: inNamespaces("In", namespaces),
    rules: [
      { group: "", operations: ["CREATE"], resources: ["pods"] },
      { group: "", operations: ["UPDATE"], resources: ["pods/ephemeralcontainers"] },
    ],
    variables: [
      [
        "containers",
        "object.spec.containers + object.spec.?initContainers.orValue([]) + object.spec.?ephemeralContainers.orValue([])",
      ],
      [
        "takesHost",
        "object.spec.?hostNetwork.orValue(false) || object.spec.?hostPID.orValue(false) || object.spec.?hostIPC.orValue(false) || object.spec.?volumes.orValue([]).exists(v, has(v.hostPath))",
      ],
    ],
    expression:
      "!variables.takesHost && !variables.containers.exists(c, c.?securityContext.?privileged.orValue(false))",
    message: `pods of ${name} may not take what is their node's: others run there`,
  };
}

const SOMEBODY: AccessUser = authenticatedUser("somebody");

/** The request by which an object of a tenant comes into being; the pods of a template for what makes pods. */
function creations({
  object,
  reference,
  podTemplates,
}: SnapshotObject): readonly AdmissionQuestion[] {
  const namespace = namespaceOf(reference);
  if (object.kind === "Service") return [creation("services", asJson(object), namespace)];
  return podTemplates.map(({ metadata, spec }) =>
    creation(
      "pods",
      {
        ...{ apiVersion: "v1", kind: "Pod" },
        metadata: { labels: asJson(metadata.labels) },
        spec: asJson(spec),
      },
      namespace,
    ),
  );
}

function creation(name: string, object: JsonObject, namespace: string): AdmissionQuestion {
  const metadata = { ...objectAt(object, "metadata"), namespace };
  return {
    ...{ operation: "CREATE", user: SOMEBODY, subresource: "", oldObject: null },
    resource: { group: "", version: "v1", name },
    object: { ...object, metadata },
  };
}

/** Objects of a list that policies would refuse if they were made again. */
export function refusedAgain(
  objects: readonly SnapshotObject[],
  admission: Admission,
  policies: ReadonlySet<string>,
): readonly SnapshotObject[] {
  return objects.filter((entry) =>
    creations(entry).some((asked) => admission(asked).some(({ policy }) => policies.has(policy))),
  );
}
