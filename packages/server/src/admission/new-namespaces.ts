import { type Connection, readJson } from "@watertight/api-server";
import type { ConfiguredNewNamespaces } from "@watertight/core/configuration";
import { type JsonObject, type KubernetesObject, textAt } from "@watertight/core/kubernetes";
import { PENDING_ANNOTATION } from "../decision/mutate.ts";
import { isInScope } from "../decision/scope.ts";

const LABELS = { "app.kubernetes.io/managed-by": "watertight" };
const NAME = "watertight-default";

/** The objects that a new namespace gets, and where each is created. */
export function objectsForNewNamespace(
  namespace: string,
  rules: readonly ConfiguredNewNamespaces[],
): readonly { readonly path: string; readonly object: JsonObject }[] {
  const metadata = { name: NAME, namespace, labels: LABELS };
  const own = rules.filter((each) => isInScope(each, namespace));
  // Of several rules the last one that says something of a kind decides.
  const policy = own.findLast(({ networkPolicy }) => networkPolicy)?.networkPolicy;
  const quota = own.findLast(({ resourceQuota }) => resourceQuota)?.resourceQuota;
  const limits = own.findLast(({ limitRange }) => limitRange)?.limitRange;
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    ...(policy === undefined
      ? []
      : [
          {
            path: `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`,
            object: {
              apiVersion: "networking.k8s.io/v1",
              kind: "NetworkPolicy",
              metadata,
              spec: {
                podSelector: {},
                policyTypes: policy === "deny-all" ? ["Ingress", "Egress"] : ["Ingress"],
              },
            },
          },
        ]),
    ...(quota === undefined
      ? []
      : [
          {
            path: `${core}/resourcequotas`,
            object: {
              apiVersion: "v1",
              kind: "ResourceQuota",
              metadata,
              spec: { hard: { ...quota } },
            },
          },
        ]),
    ...(limits === undefined
      ? []
      : [
          {
            path: `${core}/limitranges`,
            object: {
              apiVersion: "v1",
              kind: "LimitRange",
              metadata,
              spec: { limits: [{ type: "Container", ...copied(limits) }] },
            },
          },
        ]),
  ];
}

function copied(limits: NonNullable<ConfiguredNewNamespaces["limitRange"]>): JsonObject {
  return Object.fromEntries(Object.entries(limits).map(([key, value]) => [key, { ...value }]));
}

/** Whether default objects are still to be made in a Namespace. */
export function isPending(namespace: KubernetesObject): boolean {
  return textAt(namespace, "metadata", "annotations", PENDING_ANNOTATION) === "pending";
}

/**
 * Makes the default objects of a Namespace that is marked, and then says so on it. What is there already stays; replicas that do it
 * at the same time do no harm. Throws where the API server refuses it: the mark stays then, and it is tried again.
 */
export async function fillNewNamespace(
  connection: Connection,
  name: string,
  rules: readonly ConfiguredNewNamespaces[],
): Promise<number> {
  const read = (got: Parameters<typeof readJson>[0]) => readJson(got, connection.silence);
  let made = 0;
  for (const { path, object } of objectsForNewNamespace(name, rules)) {
    const answer = await connection.ask({ path, body: JSON.stringify(object), read });
    if (!("refusal" in answer)) made += 1;
    else if (answer.refusal.status !== 409) {
      throw new Error(
        `${textAt(object, "kind")} of ${name} was not created: ${answer.refusal.message}`,
      );
    }
  }
  const patch = { metadata: { annotations: { [PENDING_ANNOTATION]: "made" } } };
  const answer = await connection.ask({
    path: `/api/v1/namespaces/${name}`,
    method: "PATCH",
    contentType: "application/merge-patch+json",
    body: JSON.stringify(patch),
    read,
  });
  if ("refusal" in answer && answer.refusal.status !== 404) {
    throw new Error(`the Namespace ${name} cannot be marked: ${answer.refusal.message}`);
  }
  return made;
}
