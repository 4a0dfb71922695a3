import { type Connection, readJson } from "@watertight/api-server";
import type { TrustDecision } from "@watertight/core/image-trust";
import { isKubernetesObject, type KubernetesObject, listAt } from "@watertight/core/kubernetes";
import type { Gate } from "../decision/gate.ts";
import { type ImageDecisions, imagesOf } from "../decision/images.ts";
import { imagesToPin } from "../decision/mutate.ts";
import type { GateRequest } from "../decision/request.ts";
import type { Occasion } from "../decision/validate.ts";
import { getObject } from "./follow.ts";

/** As many as the API server's own admission looks at (defaultNamespaceMaxPodsToCheck of pod-security-admission). */
const MOST_PODS = 3000;
/** Of the time that there is, so much may go by while something is looked up. */
const FOR_LOOKING_UP = 0.5;

/** Decides whether images may run, and never throws (`createImageTrust` of `@watertight/images/trust`). */
export interface DecideImages {
  readonly decide: (reference: string, patience: number) => Promise<TrustDecision>;
}

/** Of the time that there is, so much may go by while registries are asked. */
const FOR_REGISTRIES = 0.8;

/** Has the images of a request decided about; undefined where it has none that anybody wants to know of. */
export function decideImages(
  trust: DecideImages | undefined,
  request: GateRequest,
  {
    gate,
    verb,
    patience,
  }: { readonly gate: Gate; readonly verb: string; readonly patience: number },
): Promise<ImageDecisions> | undefined {
  if (!trust) return undefined;
  const images = verb === "mutate" ? imagesToPin(request, gate) : imagesOf(request, gate);
  if (images.length === 0) return undefined;
  return Promise.all(
    images.map(
      async (image) => [image, await trust.decide(image, patience * FOR_REGISTRIES)] as const,
    ),
  ).then((decided) => new Map(decided));
}

/**
 * What a request needs and nobody knows yet: its Namespace, which may have been made a moment ago, and, where Pod Security asks, the
 * pods of a Namespace that is about to be stricter. Undefined where there is nothing to look up.
 */
export function prepare(
  connection: Connection,
  request: GateRequest,
  gate: Gate,
): ((patience: number) => Promise<Pick<Occasion, "pods">>) | undefined {
  const { namespace, resource, group, operation, name } = request;
  const isNamespace = group === "" && resource === "namespaces";
  if (isNamespace) {
    if (operation !== "UPDATE" || !gate.podSecurity) return undefined;
    return async (patience) => {
      const pods = await podsIn(connection, name, patience * FOR_LOOKING_UP);
      return pods ? { pods } : {};
    };
  }
  if (namespace === "" || gate.surroundings.namespace(namespace)) return undefined;
  return async (patience) => {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
    const found = await getObject(connection, path, patience * FOR_LOOKING_UP);
    if (found) gate.surroundings.put(found);
    return {};
  };
}

async function podsIn(
  connection: Connection,
  namespace: string,
  patience: number,
): Promise<readonly KubernetesObject[] | undefined> {
  try {
    const answer = await connection.ask({
      path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?limit=${MOST_PODS}`,
      signal: AbortSignal.timeout(Math.max(1, Math.ceil(patience))),
      read: (got) => readJson(got, connection.silence),
    });
    if ("refusal" in answer) return undefined;
    return listAt(answer.value, "items").flatMap((item) => {
      const pod = { apiVersion: "v1", kind: "Pod", ...(item as object) };
      return isKubernetesObject(pod) ? [pod] : [];
    });
  } catch {
    return undefined;
  }
}
