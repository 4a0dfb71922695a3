import { expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { INTERNAL_ANNOTATIONS } from "./load-balancer-annotations.ts";
import { loadBalancerReachOf } from "./load-balancer-reach.ts";

/** `scope at the field that decides: what it says`. */
function reach(annotations: JsonObject, spec: JsonObject = {}, status: JsonObject = {}): string {
  const [service] = snapshotOf([
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web", namespace: "shop", annotations },
      spec: { type: "LoadBalancer", ...spec },
      status,
    },
  ]).objects;
  if (!service) return "";
  const { scope, path, message } = loadBalancerReachOf(service);
  return `${scope} at ${formatFieldPath(path)}: ${message}`;
}

const PRIVATE = "an internal load balancer takes connections from the private network";
const OPEN = "internet at spec.type: a load balancer takes connections from everywhere";
const BETA = "service.beta.kubernetes.io";
const AWS_SCHEME = `${BETA}/aws-load-balancer-scheme`;
const AWS_INTERNAL = `${BETA}/aws-load-balancer-internal`;
const AWS_TYPE = `${BETA}/aws-load-balancer-type`;

// Each annotation with a value that makes the load balancer internal, one that does not, and what else has to be so.
const ANNOTATIONS: readonly (readonly [string, string, string, Record<string, string>?])[] = [
  [AWS_SCHEME, "internal", "internet-facing"],
  [AWS_INTERNAL, "true", "false"],
  [AWS_INTERNAL, "0.0.0.0/0", "false"],
  [`${BETA}/azure-load-balancer-internal`, "true", "false"],
  ["networking.gke.io/load-balancer-type", "Internal", "External"],
  ["networking.gke.io/load-balancer-type", "internal", "INTERNAL"],
  ["cloud.google.com/load-balancer-type", "Internal", "External"],
  [`${BETA}/openstack-internal-load-balancer`, "true", "false"],
  [`${BETA}/oci-load-balancer-internal`, "true", "false"],
  [
    "oci-network-load-balancer.oraclecloud.com/internal",
    "true",
    "false",
    { "oci.oraclecloud.com/load-balancer-type": "nlb" },
  ],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private", "public"],
  ["service.kubernetes.io/ibm-ingress-controller-private", "10.1.2.3", ""],
  [`${BETA}/alibaba-cloud-loadbalancer-address-type`, "intranet", "internet"],
  [`${BETA}/alicloud-loadbalancer-address-type`, "intranet", "internet"],
  ["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", "subnet-1a2b3c4d", ""],
  [`${BETA}/cce-load-balancer-internal-vpc`, "true", "false"],
  ["kubernetes.io/elb.autocreate", '{"type":"inner"}', '{"type":"public"}'],
  [`${BETA}/do-loadbalancer-network`, "INTERNAL", "EXTERNAL"],
  ["load-balancer.hetzner.cloud/disable-public-network", "true", "false"],
  [`${BETA}/scw-loadbalancer-private`, "true", "false"],
  [`${BETA}/linode-loadbalancer-frontend-subnet-id`, "169341", ""],
  [`${BETA}/linode-loadbalancer-frontend-vpc-name`, "vpc-1", ""],
  ["yandex.cloud/load-balancer-type", "internal", "external"],
  [`${BETA}/volcengine-loadbalancer-address-type`, "PRIVATE", "PUBLIC"],
  [`${BETA}/ncloud-load-balancer-internal`, "true", "false"],
  [`${BETA}/osc-load-balancer-internal`, "true", "false"],
  ["yawol.stackit.cloud/internalLB", "true", "false"],
];

const ROWS = ANNOTATIONS.map(([name, internal, other, rest = {}]) => ({
  name,
  internal,
  other,
  rest,
}));

it.each(ROWS)("$name: $internal is internal, $other is not", ({ name, internal, other, rest }) => {
  expect(reach({ ...rest, [name]: internal })).toBe(
    `private at metadata.annotations[${name}]: ${PRIVATE}`,
  );
  expect(reach({ ...rest, [name]: other })).toBe(OPEN);
});

it("every annotation of the data is among these, once, and names its source", () => {
  const names = INTERNAL_ANNOTATIONS.map(({ name }) => name);
  const tested = new Set(ANNOTATIONS.map(([name]) => name));
  expect(names.filter((name) => !tested.has(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(INTERNAL_ANNOTATIONS.filter(({ source }) => source === "")).toEqual([]);
});

it.each<[string, JsonObject, JsonObject, string]>([
  ["no annotation", {}, {}, OPEN],
  [
    "the newer annotation of Google is stronger than the older",
    {
      "networking.gke.io/load-balancer-type": "External",
      "cloud.google.com/load-balancer-type": "Internal",
    },
    {},
    OPEN,
  ],
  [
    "Google's class is stronger than its annotations",
    { "networking.gke.io/load-balancer-type": "Internal" },
    { loadBalancerClass: "networking.gke.io/l4-regional-external" },
    OPEN,
  ],
  [
    "Google's internal class",
    {},
    { loadBalancerClass: "networking.gke.io/l4-regional-internal" },
    `private at spec.loadBalancerClass: ${PRIVATE}`,
  ],
  [
    "a tailnet",
    {},
    { loadBalancerClass: "tailscale" },
    `private at spec.loadBalancerClass: ${PRIVATE}`,
  ],
  [
    "the class of the AWS Load Balancer Controller is internal by default",
    {},
    { loadBalancerClass: "service.k8s.aws/nlb" },
    `private at spec.loadBalancerClass: ${PRIVATE}`,
  ],
  [
    "and so is that of EKS Auto Mode",
    {},
    { loadBalancerClass: "eks.amazonaws.com/nlb" },
    `private at spec.loadBalancerClass: ${PRIVATE}`,
  ],
  [
    "unless the scheme says otherwise",
    { [AWS_SCHEME]: "internet-facing" },
    { loadBalancerClass: "service.k8s.aws/nlb" },
    OPEN,
  ],
  [
    "or the older annotation, whose values that controller reads strictly",
    { [AWS_INTERNAL]: "0.0.0.0/0" },
    { loadBalancerClass: "service.k8s.aws/nlb" },
    OPEN,
  ],
  [
    "the type of old asks the same controller",
    { [AWS_TYPE]: "external" },
    {},
    `private at metadata.annotations[${AWS_TYPE}]: ${PRIVATE}`,
  ],
  ["the type nlb asks the cloud provider", { [AWS_TYPE]: "nlb" }, {}, OPEN],
  [
    "the scheme is stronger than the older annotation",
    { [AWS_SCHEME]: "internet-facing", [AWS_INTERNAL]: "true" },
    {},
    OPEN,
  ],
  [
    "Oracle's network load balancer does not read the annotation of the other",
    {
      "oci.oraclecloud.com/load-balancer-type": "nlb",
      [`${BETA}/oci-load-balancer-internal`]: "true",
    },
    {},
    OPEN,
  ],
  [
    "an address that is asked for",
    {},
    { loadBalancerIP: "10.1.2.3" },
    `private at spec.loadBalancerIP: ${PRIVATE}`,
  ],
  [
    "addresses that are asked of MetalLB",
    { "metallb.io/loadBalancerIPs": "192.168.1.7, fd00::7" },
    {},
    `private at metadata.annotations[metallb.io/loadBalancerIPs]: ${PRIVATE}`,
  ],
  [
    "one of which is of the internet",
    { "metallb.io/loadBalancerIPs": "192.168.1.7,203.0.113.7" },
    {},
    OPEN,
  ],
  [
    "ranges of private addresses",
    {},
    { loadBalancerSourceRanges: ["10.0.0.0/8", "100.64.0.0/10"] },
    "private at spec.loadBalancerSourceRanges: a load balancer takes connections from 10.0.0.0/8, 100.64.0.0/10",
  ],
  [
    "the same by the annotation",
    { [`${BETA}/load-balancer-source-ranges`]: "192.168.0.0/16" },
    {},
    `private at metadata.annotations[${BETA}/load-balancer-source-ranges]: a load balancer takes connections from 192.168.0.0/16`,
  ],
  [
    "ranges of which one is of the internet",
    {},
    { loadBalancerSourceRanges: ["10.0.0.0/8", "198.51.100.0/24"] },
    "internet at spec.type: a load balancer takes connections from 10.0.0.0/8, 198.51.100.0/24",
  ],
])("%s", (_, annotations, spec, expected) => {
  expect(reach(annotations, spec)).toBe(expected);
});

it.each<[string, readonly JsonObject[], string]>([
  [
    "a private address",
    [{ ip: "10.1.2.3" }],
    `private at status.loadBalancer.ingress[0]: ${PRIVATE}`,
  ],
  [
    "an internal host name",
    [{ hostname: "internal-a1b2-1.us-east-1.elb.amazonaws.com" }],
    `private at status.loadBalancer.ingress[0]: ${PRIVATE}`,
  ],
  ["an address of the internet", [{ ip: "203.0.113.7" }], OPEN],
  ["one of either kind", [{ ip: "10.1.2.3" }, { ip: "203.0.113.7" }], OPEN],
  ["nothing yet", [], OPEN],
])("a status that shows %s", (_, ingress, expected) => {
  expect(reach({}, {}, { loadBalancer: { ingress } })).toBe(expected);
});
