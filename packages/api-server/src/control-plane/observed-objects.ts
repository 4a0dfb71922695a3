import { observedFieldText } from "@watertight/core/control-plane";
import {
  isComponentConfiguration,
  type KubernetesObject,
  textAt,
} from "@watertight/core/kubernetes";
import {
  FACTS_API_VERSION,
  isOfFacts,
  NODE_FACTS_KIND,
  NODES_WITH_CONFIGURATION,
  type SourceObject,
} from "@watertight/core/snapshot";
import type { ApiServerFacts, Observed } from "./observe-api-server.ts";
import type { KubeletFacts } from "./observe-kubelets.ts";

/** What was seen of a control plane, as objects that are kept like others. */
export function observedObjects(
  server: string,
  facts: ApiServerFacts,
  { configurations, unknown }: KubeletFacts,
): readonly KubernetesObject[] {
  const notSeen: readonly KubernetesObject[] =
    unknown === undefined ? [] : [factsOf("Kubelets", "kubelets", { configuration: { unknown } })];
  return [
    factsOf("APIServer", server.replace(/^https?:[/][/]/, ""), facts),
    ...notSeen,
    ...configurations,
  ];
}

function factsOf(
  kind: string,
  name: string,
  spec: Readonly<Record<string, Observed>>,
): KubernetesObject {
  return { apiVersion: FACTS_API_VERSION, kind, metadata: { name }, spec };
}

/** Whether an object was not listed but seen otherwise. */
export function isObserved(object: KubernetesObject): boolean {
  return isOfFacts(object) || isComponentConfiguration(object);
}

/** An observed object, as a snapshot takes it: its fields are called by the request that shows them. */
export function observedSource(object: KubernetesObject, server: string): SourceObject {
  const origin = { from: "server", server, resourceVersion: "" } as const;
  const name = textAt(object, "metadata", "name");
  if (object.kind === NODE_FACTS_KIND && isOfFacts(object)) {
    return { object, origin: { from: "node", node: name, file: "facts" } };
  }
  if (isOfFacts(object)) return { object, origin, pathText: observedFieldText };
  const others =
    textAt(object, "metadata", "annotations", NODES_WITH_CONFIGURATION).split(",").length - 1;
  const node = others > 0 ? `${name} and ${others} more` : name;
  return { object, origin: { from: "node", node, file: "configz" } };
}
