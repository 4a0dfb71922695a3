import { stringMapOf } from "../../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../../snapshot/snapshot.ts";
import { amazonLoadBalancer } from "./amazon-ingresses.ts";
import { type IngressClassFacts, ingressClassOf } from "./ingress-class.ts";
import { CLOUD_INGRESSES } from "./ingress-clouds.ts";
import { type CloudIngresses, classPathOf, type IngressWithClass } from "./ingress-model.ts";
import { type BalancerFacts, type RouterReach, statusReachOf, told } from "./router-reach.ts";

/** What an Ingress and its class say of who serves it. */
export interface IngressReach {
  readonly ingressClass: IngressClassFacts;
  /** Undefined where neither the class, an annotation nor the status says. */
  readonly reach: RouterReach | undefined;
  /** Where a load balancer of the cloud serves it, which is no pod. */
  readonly balancer: BalancerFacts | undefined;
}

/** The class and the annotations decide; else the status; else what the cloud makes of an Ingress that says nothing. */
export function ingressReachOf(ingress: SnapshotObject, snapshot: Snapshot): IngressReach {
  const ingressClass = ingressClassOf(ingress, snapshot);
  const annotations = stringMapOf(ingress.object, "annotations");
  const asked: IngressWithClass = { ingress, ingressClass, annotations, snapshot };
  const cloud = cloudOf(asked);
  return {
    ingressClass,
    reach: cloud?.declaredOf(asked) ?? statusReachOf(ingress) ?? (cloud && defaultOf(cloud, asked)),
    balancer:
      cloud && cloud.inCluster !== true
        ? { ranges: cloud.ranges, sendsToPods: cloud.sendsToPods?.(asked) === true }
        : undefined,
  };
}

const CLOUDS: readonly CloudIngresses[] = [amazonLoadBalancer, ...CLOUD_INGRESSES];

// Classes that pods of the cluster serve, whatever annotations for others are left on the Ingress.
const IN_CLUSTER = /nginx|traefik|haproxy|kong|contour|istio|openshift|cilium|envoy/i;

function cloudOf({ ingressClass, annotations }: IngressWithClass): CloudIngresses | undefined {
  const { name, controller } = ingressClass;
  const named = CLOUDS.find(({ controllers }) => controller !== "" && controllers.test(controller));
  if (named) return named;
  if (IN_CLUSTER.test(controller)) return undefined;
  const own = (cloud: CloudIngresses): boolean =>
    Object.keys(annotations).some((each) => cloud.annotations?.test(each) === true);
  // Two clouds may call a class the same: then the annotations tell.
  const classed = CLOUDS.filter(({ classes }) => classes.test(name));
  if (classed.length > 0) return classed.find(own) ?? classed[0];
  return IN_CLUSTER.test(name) ? undefined : CLOUDS.find(own);
}

function defaultOf({ otherwise }: CloudIngresses, asked: IngressWithClass): RouterReach {
  const message =
    otherwise === "private"
      ? "its load balancer is internal, as it is by default"
      : "its load balancer takes connections from everywhere";
  return told(otherwise, asked.ingress, classPathOf(asked), message);
}
