import { describe, expect, it } from "vitest";
import {
  balancedAt,
  ingressClassOf,
  ingressOf,
  pod,
  policy,
  service,
  waysToWeb,
} from "../../../testing/network/exposures.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";

const WEB: readonly KubernetesObject[] = [pod("web"), service("web", {})];

/** Of the Ingress, the first object, and what stands beside it. */
function ways(...objects: readonly KubernetesObject[]): readonly string[] {
  return waysToWeb(...WEB, ...objects);
}

const CLASS = "kubernetes.io/ingress.class";
const ALB = "alb.ingress.kubernetes.io";
const AGIC = "appgw.ingress.kubernetes.io/use-private-ip";

const classed = (className: string, annotations = {}) => ingressOf(className, annotations);
const annotated = (name: string, value: string) => ingressOf(undefined, { [name]: value });

it.each<[string, KubernetesObject, string]>([
  [
    "alb, internal",
    classed("alb", { [`${ALB}/scheme`]: "internal" }),
    `yes private by Ingress web metadata.annotations[${ALB}/scheme]`,
  ],
  ["alb by default", classed("alb"), "yes private by Ingress web spec.ingressClassName"],
  [
    "alb, by the annotation of old",
    annotated(CLASS, "alb"),
    `yes private by Ingress web metadata.annotations[${CLASS}]`,
  ],
  [
    "alb, internet-facing",
    classed("alb", { [`${ALB}/scheme`]: "internet-facing" }),
    `yes internet by Ingress web metadata.annotations[${ALB}/scheme]`,
  ],
  [
    "no class, but the scheme",
    annotated(`${ALB}/scheme`, "internal"),
    `yes private by Ingress web metadata.annotations[${ALB}/scheme]`,
  ],
  [
    "nginx, with a scheme that is not for it",
    classed("nginx", { [`${ALB}/scheme`]: "internal" }),
    "yes internet by Ingress web spec.defaultBackend.service.name",
  ],
  [
    "an internal alb behind a network load balancer of the internet",
    classed("alb", {
      [`${ALB}/scheme`]: "internal",
      [`${ALB}/enable-frontend-nlb`]: "true",
      [`${ALB}/frontend-nlb-scheme`]: "internet-facing",
    }),
    `yes internet by Ingress web metadata.annotations[${ALB}/frontend-nlb-scheme]`,
  ],
  [
    "alb of Alibaba Cloud",
    classed("alb", { [`${ALB}/albconfig.name`]: "main" }),
    "yes internet by Ingress web spec.ingressClassName",
  ],
  [
    "alb of Alibaba Cloud, intranet",
    classed("alb", { [`${ALB}/address-type`]: "intranet" }),
    `yes private by Ingress web metadata.annotations[${ALB}/address-type]`,
  ],
  ["gce", classed("gce"), "yes internet by Ingress web spec.ingressClassName"],
  ["gce-internal", classed("gce-internal"), "yes private by Ingress web spec.ingressClassName"],
  [
    "gce-internal, by the annotation",
    annotated(CLASS, "gce-internal"),
    `yes private by Ingress web metadata.annotations[${CLASS}]`,
  ],
  [
    "gce-regional-external",
    annotated(CLASS, "gce-regional-external"),
    `yes internet by Ingress web metadata.annotations[${CLASS}]`,
  ],
  [
    "Application Gateway, private",
    ingressOf(undefined, { [CLASS]: "azure/application-gateway", [AGIC]: "true" }),
    `yes private by Ingress web metadata.annotations[${AGIC}]`,
  ],
  [
    "Application Gateway",
    classed("azure-application-gateway", { [AGIC]: "false" }),
    "yes internet by Ingress web spec.ingressClassName",
  ],
  [
    "Octavia by default",
    annotated(CLASS, "openstack"),
    `yes private by Ingress web metadata.annotations[${CLASS}]`,
  ],
  [
    "Octavia, not internal",
    ingressOf(undefined, {
      [CLASS]: "openstack",
      "octavia.ingress.kubernetes.io/internal": "false",
    }),
    "yes internet by Ingress web metadata.annotations[octavia.ingress.kubernetes.io/internal]",
  ],
  [
    "Tencent Cloud, in a subnet",
    ingressOf(undefined, { [CLASS]: "qcloud", "kubernetes.io/ingress.subnetId": "subnet-1" }),
    "yes private by Ingress web metadata.annotations[kubernetes.io/ingress.subnetId]",
  ],
  [
    "Huawei Cloud, inner",
    classed("cce", { "kubernetes.io/elb.autocreate": '{"type": "inner"}' }),
    "yes private by Ingress web metadata.annotations[kubernetes.io/elb.autocreate]",
  ],
  [
    "Yandex Cloud, internal",
    annotated("ingress.alb.yc.io/internal-ipv4-address", "auto"),
    "yes private by Ingress web metadata.annotations[ingress.alb.yc.io/internal-ipv4-address]",
  ],
  [
    "IBM Cloud, private",
    annotated(CLASS, "private-iks-k8s-nginx"),
    `yes private by Ingress web metadata.annotations[${CLASS}]`,
  ],
  [
    "IBM Cloud, public",
    classed("public-iks-k8s-nginx"),
    "yes internet by Ingress web spec.ingressClassName",
  ],
  ["a tailnet", classed("tailscale"), "yes private by Ingress web spec.ingressClassName"],
  [
    "a funnel into a tailnet",
    classed("tailscale", { "tailscale.com/funnel": "true" }),
    "yes internet by Ingress web metadata.annotations[tailscale.com/funnel]",
  ],
  [
    "nobody knows which",
    ingressOf(undefined),
    "yes internet by Ingress web spec.defaultBackend.service.name",
  ],
  [
    "a status with a private address",
    ingressOf("nginx", {}, balancedAt("10.1.2.3")),
    "yes private by Ingress web status.loadBalancer.ingress[0]",
  ],
  [
    "a status with an internal host name",
    ingressOf(undefined, {}, balancedAt("internal-web-1.us-east-1.elb.amazonaws.com")),
    "yes private by Ingress web status.loadBalancer.ingress[0]",
  ],
  [
    "a status with an address of the internet",
    ingressOf("nginx", {}, balancedAt("10.1.2.3", "203.0.113.7")),
    "yes internet by Ingress web status.loadBalancer.ingress[1]",
  ],
  [
    "a status is stronger than a default",
    ingressOf("alb", {}, balancedAt("k8s-web-1.us-east-1.elb.amazonaws.com")),
    "yes internet by Ingress web status.loadBalancer.ingress[0]",
  ],
])("%s", (_, ingress, expected) => {
  expect(ways(ingress)).toEqual([expected]);
});

describe("a class of the input", () => {
  const parameters = { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: "inside" };
  const params = (spec: KubernetesObject["spec"]): KubernetesObject => ({
    apiVersion: "elbv2.k8s.aws/v1beta1",
    kind: "IngressClassParams",
    metadata: { name: "inside" },
    spec: spec ?? {},
  });

  it("says the scheme, which is stronger than the annotation", () => {
    const ingress = classed("outside", { [`${ALB}/scheme`]: "internal" });
    const ingressClass = ingressClassOf("outside", "ingress.k8s.aws/alb", parameters);
    expect(ways(ingress, ingressClass, params({ scheme: "internet-facing" }))).toEqual([
      "yes internet by IngressClassParams inside spec.scheme",
    ]);
    expect(ways(ingress, ingressClass, params({}))).toEqual([
      `yes private by Ingress web metadata.annotations[${ALB}/scheme]`,
    ]);
  });

  it("says the controller, which is stronger than its name", () => {
    expect(ways(classed("alb"), ingressClassOf("alb", "k8s.io/ingress-nginx"))).toEqual([
      "yes internet by Ingress web spec.defaultBackend.service.name",
    ]);
    expect(ways(classed("alb"), ingressClassOf("alb", "ingress.k8s.alibabacloud/alb"))).toEqual([
      "yes internet by Ingress web spec.ingressClassName",
    ]);
    expect(ways(classed("edge"), ingressClassOf("edge", "eks.amazonaws.com/alb"))).toEqual([
      "yes private by Ingress web spec.ingressClassName",
    ]);
  });

  it("is that of Ingresses without one if it is the default", () => {
    const ingressClass = {
      ...ingressClassOf("edge", "ingress.k8s.aws/alb"),
      metadata: {
        name: "edge",
        annotations: { "ingressclass.kubernetes.io/is-default-class": "true" },
      },
    };
    expect(ways(ingressOf(undefined), ingressClass)).toEqual(["yes private by Ingress web spec"]);
  });

  it("has parameters of other clouds", () => {
    const oracle = { apiGroup: "ingress.oraclecloud.com", kind: "IngressClassParameters" };
    const native = ingressClassOf("oci", "oci.oraclecloud.com/native-ingress-controller", {
      ...oracle,
      name: "inside",
    });
    const inside = (isPrivate: boolean): KubernetesObject => ({
      apiVersion: "ingress.oraclecloud.com/v1beta1",
      kind: "IngressClassParameters",
      metadata: { name: "inside" },
      spec: { isPrivate },
    });
    expect(ways(classed("oci"), native, inside(true))).toEqual([
      "yes private by IngressClassParameters inside spec.isPrivate",
    ]);
    expect(ways(classed("oci"), native, inside(false))).toEqual([
      "yes internet by Ingress web spec.ingressClassName",
    ]);
    const alibaba = ingressClassOf("ack", "ingress.k8s.alibabacloud/alb", {
      apiGroup: "alibabacloud.com",
      kind: "AlbConfig",
      name: "inside",
    });
    const config = {
      apiVersion: "alibabacloud.com/v1",
      kind: "AlbConfig",
      metadata: { name: "inside" },
      spec: { config: { addressType: "Intranet" } },
    };
    expect(ways(classed("ack"), alibaba, config)).toEqual([
      "yes private by AlbConfig inside spec.config.addressType",
    ]);
  });
});

it("a group of Ingresses has one load balancer, which any member may open", () => {
  const group = { [`${ALB}/group.name`]: "front" };
  const other = {
    ...classed("alb", { ...group, [`${ALB}/scheme`]: "internet-facing" }),
    metadata: {
      name: "other",
      namespace: "shop",
      annotations: { ...group, [`${ALB}/scheme`]: "internet-facing" },
    },
    spec: { ingressClassName: "alb" },
  };
  expect(ways(classed("alb", group), other)).toEqual([
    `yes internet by Ingress other metadata.annotations[${ALB}/scheme]`,
  ]);
});

it("a load balancer of the cloud is no pod: policies see its address, of which no more is known than where it lies", () => {
  const direct = { [`${ALB}/scheme`]: "internet-facing", [`${ALB}/target-type`]: "ip" };
  const from = (cidr: string): KubernetesObject => policy([{ from: [{ ipBlock: { cidr } }] }]);
  const verdicts = ["10.0.0.0/8", "203.0.113.0/24", "0.0.0.0/0"].map(
    (cidr) => ways(classed("alb", direct), from(cidr))[0]?.split(" ")[0],
  );
  expect(verdicts).toEqual(["unknown", "no", "yes"]);
  const edge = policy([{ from: [{ namespaceSelector: {} }] }]);
  expect(ways(classed("alb", direct), edge)[0]).toBe(
    `no internet by Ingress web metadata.annotations[${ALB}/scheme]`,
  );
});
