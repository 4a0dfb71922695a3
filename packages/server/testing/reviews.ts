import { type ConfigurationFile, configurationOf } from "@watertight/core/configuration";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { createGate, type Gate } from "../src/decision/gate.ts";
import { type GateRequest, gateRequestOf } from "../src/decision/request.ts";
import { createSurroundings } from "../src/decision/surroundings.ts";

/** A Namespace as the API server has it. */
export function namespaceOf(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "kubernetes.io/metadata.name": name, ...labels } },
  };
}

/** A Pod of one container, as a test changes it. */
export function podOf(container: JsonObject = {}, spec: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { containers: [{ name: "web", image: "registry.example/web:1", ...container }], ...spec },
  };
}

/** What is asked for in a review; a Pod that is created, unless it says otherwise. */
export interface Asked {
  readonly object?: JsonObject | null;
  readonly oldObject?: JsonObject | null;
  readonly operation?: string;
  readonly kind?: readonly [group: string, version: string, kind: string];
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly user?: string;
}

/** An AdmissionReview as the API server sends it. */
export function reviewOf(asked: Asked): JsonObject {
  const { object = null, oldObject = null, operation = "CREATE", name = "web" } = asked;
  const [group, version, kind] = asked.kind ?? ["", "v1", "Pod"];
  const resource = { group, version, resource: asked.resource ?? "pods" };
  const subResource = asked.subresource;
  return {
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "b1f2c1f0-0000-4000-8000-000000000001",
      kind: { group, version, kind },
      resource,
      requestKind: { group, version, kind },
      requestResource: resource,
      ...(subResource !== undefined && { subResource, requestSubResource: subResource }),
      name,
      namespace: asked.namespace ?? "shop",
      operation,
      userInfo: { username: asked.user ?? "ann", groups: ["system:authenticated"] },
      object,
      oldObject,
      dryRun: false,
      options: null,
    },
  };
}

/** The request of such a review. */
export function requestOf(asked: Asked): GateRequest {
  const request = gateRequestOf(reviewOf(asked));
  if (typeof request === "string") throw new Error(request);
  return request;
}

/** A gate with a configuration, in a cluster of some objects. */
export function gateOf(
  file: ConfigurationFile,
  {
    objects = [namespaceOf("shop")],
    policies = [],
    today = () => "2026-07-01",
  }: {
    readonly objects?: readonly KubernetesObject[];
    readonly policies?: readonly JsonObject[];
    readonly today?: () => string;
  } = {},
): Gate {
  const surroundings = createSurroundings({
    kubernetesVersion: { value: "v1.36", known: "observed" },
  });
  for (const object of objects) surroundings.put(object);
  const exceptions = (file.exceptions ?? []).map((exception) => ({
    exception,
    location: {
      file: "watertight.yaml",
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
      rendered: false,
    },
  }));
  const gate = createGate({
    configuration: configurationOf(file, { file: undefined, directory: "/", exceptions }),
    ...{ policies, surroundings, today },
    ...{ ownNamespace: "watertight", ownName: "watertight" },
  });
  if ("length" in gate) throw new Error(gate.join(" "));
  return gate;
}
