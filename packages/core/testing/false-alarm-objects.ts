import type { Check, ExampleAssumptions } from "../src/checks/check.ts";
import { builtInChecks } from "../src/checks/index.ts";
import { createCluster } from "../src/cluster/cluster.ts";
import type { JsonObject } from "../src/kubernetes/json.ts";
import type { KubernetesObject } from "../src/kubernetes/object.ts";
import { scan } from "../src/scan/scan.ts";
import { snapshotOf } from "./snapshot.ts";

/** What users of other scanners call a false alarm, with its twin that is wrong indeed. */
export interface FalseAlarm {
  /** The check that tells them apart. */
  readonly check: string;
  readonly right: readonly KubernetesObject[];
  readonly wrong: readonly KubernetesObject[];
  /** All that the check says of the twin, as `foundBy` has it. */
  readonly finds: readonly string[];
  readonly assumptions?: ExampleAssumptions;
  /** What is assumed of the twin, where it differs in how much of a cluster the input is. */
  readonly wrongIn?: ExampleAssumptions;
}

/** All checks, with bounds for resources. */
export const CHECKS: readonly Check[] = builtInChecks({
  minimumResources: { cpu: "10m" },
  maximumResources: { memory: "8Gi" },
});

/** `Kind/name path`, of the findings of one check. */
export function foundBy(
  id: string,
  objects: readonly KubernetesObject[],
  assumptions?: ExampleAssumptions,
): string[] {
  const check = CHECKS.find((each) => each.id === id);
  if (!check) throw new Error(`There is no check ${id}.`);
  return Array.from(
    scan(createCluster(snapshotOf(objects, assumptions)), [check]),
    ({ object, path }) => `${object.kind}/${object.name} ${path}`,
  );
}

/** An object of this name or metadata, in the namespace `shop` unless that says another. */
export function objectOf(
  apiVersion: string,
  kind: string,
  named: string | JsonObject,
  rest: JsonObject = {},
): KubernetesObject {
  const metadata = typeof named === "string" ? { name: named } : named;
  return { apiVersion, kind, metadata: { namespace: "shop", ...metadata }, ...rest };
}

/** The Pod `web` with one container, unless `spec` has others. */
export function podWith(spec: JsonObject): KubernetesObject {
  return objectOf("v1", "Pod", "web", { spec: { containers: [{ name: "main" }], ...spec } });
}

/** The same pod, whose container has this. */
export function podOf(container: JsonObject, spec: JsonObject = {}): KubernetesObject {
  return podWith({ ...spec, containers: [{ name: "main", ...container }] });
}

/** The Deployment `web`. */
export function deploymentIn(namespace: string, labels: JsonObject): KubernetesObject {
  const template = { metadata: { labels }, spec: { containers: [{ name: "main" }] } };
  return objectOf("apps/v1", "Deployment", { name: "web", namespace }, { spec: { template } });
}

export function configMapOf(data: JsonObject): KubernetesObject {
  return objectOf("v1", "ConfigMap", "settings", { data });
}

/** The labels of the pods of `SERVICE`. */
export const WEB: JsonObject = { app: "web" };
export const SERVICE: KubernetesObject = objectOf("v1", "Service", "web", {
  spec: { selector: WEB },
});
export const ACCOUNT: KubernetesObject = objectOf("v1", "ServiceAccount", "robot");
export const SECRET: KubernetesObject = objectOf("v1", "Secret", "db");
