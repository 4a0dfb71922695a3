import type { FieldPath } from "../../kubernetes/field-path.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import type { IngressClassFacts } from "./ingress-class.ts";
import type { RouterReach } from "./router-reach.ts";

/** An Ingress with what its cloud looks at. */
export interface IngressWithClass {
  readonly ingress: SnapshotObject;
  readonly ingressClass: IngressClassFacts;
  readonly annotations: Readonly<Record<string, string>>;
  readonly snapshot: Snapshot;
}

/** How a cloud's load balancers serve Ingresses. */
export interface CloudIngresses {
  /** Names of classes, as the installation calls them. */
  readonly classes: RegExp;
  /** `spec.controller` of its IngressClasses. */
  readonly controllers: RegExp;
  /** Annotations that are its own: where nothing else tells who serves an Ingress, one of them does. */
  readonly annotations?: RegExp;
  /** Pods of the cluster serve them, behind a load balancer of the cloud. */
  readonly inCluster?: true;
  /** Where its connections to the cluster come from, if the cloud says so. */
  readonly ranges?: readonly string[];
  /** Whether it sends to pods themselves; else it may send to nodes, which pass connections on. */
  readonly sendsToPods?: (asked: IngressWithClass) => boolean;
  /** What the Ingress or its class says. */
  readonly declaredOf: (asked: IngressWithClass) => RouterReach | undefined;
  /** Where they say nothing. */
  readonly otherwise: RouterReach["scope"];
  /** The program or document that says so. */
  readonly source: string;
}

const CLASS_ANNOTATION = "kubernetes.io/ingress.class";

/** Where an Ingress names its class. */
export function classPathOf({ ingress, annotations }: IngressWithClass): FieldPath {
  if ((annotations[CLASS_ANNOTATION] ?? "") !== "")
    return ["metadata", "annotations", CLASS_ANNOTATION];
  return textAt(ingress.object, "spec", "ingressClassName") === ""
    ? ["spec"]
    : ["spec", "ingressClassName"];
}
