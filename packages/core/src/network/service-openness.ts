import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";

/** Annotations by which clouds make a load balancer that only their private network reaches. */
const INTERNAL: readonly (readonly [annotation: string, value: RegExp])[] = [
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?:true|0\.0\.0\.0\/0)$/i],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/i],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/i],
  ["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", /./],
];

const AWS_SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const AWS_TYPE = "service.beta.kubernetes.io/aws-load-balancer-type";

/** Whether the load balancer of a Service is for the private network only, as far as its annotations say. */
export function isInternalLoadBalancer({ object }: SnapshotObject): boolean {
  const annotations = stringMapOf(object, "annotations");
  if (INTERNAL.some(([name, value]) => value.test(annotations[name] ?? ""))) return true;
  // The AWS Load Balancer Controller makes internal ones unless it is told otherwise.
  const byController =
    textAt(object, "spec", "loadBalancerClass") === "service.k8s.aws/nlb" ||
    /^(?:external|nlb-ip)$/.test(annotations[AWS_TYPE] ?? "");
  return byController && annotations[AWS_SCHEME] !== "internet-facing";
}

const SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Ranges of addresses that the load balancer of a Service lets in; undefined: all, as `GetLoadBalancerSourceRanges` has it. */
export function sourceRangesOf({ object }: SnapshotObject): readonly string[] | undefined {
  const field = listAt(object, "spec", "loadBalancerSourceRanges").flatMap((each) =>
    typeof each === "string" ? [each.trim()] : [],
  );
  const annotation = (stringMapOf(object, "annotations")[SOURCE_RANGES] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const ranges = field.length > 0 ? field : annotation;
  return ranges.length === 0 ? undefined : ranges;
}
