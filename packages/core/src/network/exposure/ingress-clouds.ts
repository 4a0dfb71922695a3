import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { type CloudIngresses, classPathOf } from "./ingress-model.ts";
import { annotated, type RouterReach, told } from "./router-reach.ts";

// `strconv.ParseBool` of Go.
const GO_TRUE = /^(?:1|t|T|true|True|TRUE)$/;
const INTERNAL_BY_CLASS = "it makes the load balancer internal";

type Names = Pick<CloudIngresses, "classes" | "controllers" | "annotations" | "source">;

/** One of the internet, unless an annotation has one of these values. */
function internalBy(name: string, values: RegExp, names: Names): CloudIngresses {
  return {
    ...names,
    declaredOf: ({ ingress, annotations }) =>
      values.test(annotations[name] ?? "") ? annotated("private", ingress, name) : undefined,
    otherwise: "internet",
  };
}

/** One that its class alone decides. */
function byClass(scope: RouterReach["scope"], classes: RegExp, source: string): CloudIngresses {
  return {
    classes,
    controllers: /^$/,
    declaredOf: (asked) =>
      scope === "internet"
        ? undefined
        : told(scope, asked.ingress, classPathOf(asked), "its class is internal"),
    otherwise: scope,
    source,
  };
}

const GOOGLE = "kubernetes/ingress-gce pkg/annotations/ingress.go";

/** Google's front ends and health checks (Google Cloud, Cloud Load Balancing, firewall rules). */
export const GOOGLE_FRONT_ENDS: readonly string[] = ["35.191.0.0/16", "130.211.0.0/22"];

// Application Gateways and their successor have the pods themselves as backends.
const sendsToPods = (): boolean => true;

/** What serves Ingresses by load balancers of clouds, but for AWS's. */
export const CLOUD_INGRESSES: readonly CloudIngresses[] = [
  byClass("private", /^gce-internal$/, GOOGLE),
  { ...byClass("internet", /^gce(?:-multi-cluster)?$/, GOOGLE), ranges: GOOGLE_FRONT_ENDS },
  byClass("internet", /^gce-regional-external$/, GOOGLE),
  {
    ...internalBy("appgw.ingress.kubernetes.io/use-private-ip", GO_TRUE, {
      classes: /^azure[/-]application-gateway$/,
      controllers: /^azure\/application-gateway$/,
      annotations: /^appgw\.ingress\.kubernetes\.io\//,
      source: "Azure/application-gateway-kubernetes-ingress pkg/annotations/ingress_annotations.go",
    }),
    sendsToPods,
  },
  {
    ...byClass("internet", /^azure-alb-external$/, "Azure Application Gateway for Containers"),
    sendsToPods,
  },
  {
    classes: /^alb$/,
    controllers: /^ingress\.k8s\.alibabacloud\/alb$/,
    annotations: /^alb\.ingress\.kubernetes\.io\/(?:albconfig\.name|address-type|vswitch-ids)$/,
    declaredOf: ({ ingress, ingressClass: { parameters }, annotations }) => {
      const name = "alb.ingress.kubernetes.io/address-type";
      const path = ["spec", "config", "addressType"];
      if (/^intranet$/i.test(annotations[name] ?? "")) return annotated("private", ingress, name);
      return parameters && /^intranet$/i.test(textAt(parameters.object, ...path))
        ? told("private", parameters, path, INTERNAL_BY_CLASS)
        : undefined;
    },
    otherwise: "internet",
    source:
      "kubernetes/cloud-provider-alibaba-cloud pkg/controller/ingress/alb_controller.go, pkg/apis/alibabacloud/v1/albconfig_types.go",
  },
  {
    classes: /^openstack$/,
    controllers: /^$/,
    annotations: /^octavia\.ingress\.kubernetes\.io\//,
    declaredOf: ({ ingress, annotations }) => {
      const name = "octavia.ingress.kubernetes.io/internal";
      const value = annotations[name];
      if (value === undefined) return undefined;
      return annotated(value === "false" ? "internet" : "private", ingress, name);
    },
    otherwise: "private",
    source: "kubernetes/cloud-provider-openstack pkg/ingress/controller/controller.go",
  },
  internalBy("kubernetes.io/ingress.subnetId", /./, {
    classes: /^qcloud$/,
    controllers: /^$/,
    annotations: /^kubernetes\.io\/ingress\.subnetId$/,
    source: "Tencent Cloud TKE, Ingress annotations",
  }),
  internalBy("kubernetes.io/elb.autocreate", /"type"\s*:\s*"inner"/, {
    classes: /^cce$/,
    controllers: /^$/,
    annotations: /^kubernetes\.io\/elb\./,
    source: "Huawei Cloud CCE, Ingresses that create an ELB",
  }),
  internalBy("ingress.alb.yc.io/internal-ipv4-address", /./, {
    classes: /^yc-alb/,
    controllers: /^ingress\.alb\.yc\.io\//,
    annotations: /^ingress\.alb\.yc\.io\//,
    source: "Yandex Application Load Balancer, Ingress annotations",
  }),
  {
    classes: /^native-ic/,
    controllers: /^oci\.oraclecloud\.com\/native-ingress-controller$/,
    declaredOf: ({ ingressClass: { parameters } }) =>
      parameters && valueAt(parameters.object, "spec", "isPrivate") === true
        ? told("private", parameters, ["spec", "isPrivate"], INTERNAL_BY_CLASS)
        : undefined,
    otherwise: "internet",
    source: "Oracle Cloud OKE, IngressClassParameters of the native ingress controller",
  },
  {
    ...byClass("private", /^private-iks-/, "IBM Cloud Kubernetes Service, private ALBs"),
    inCluster: true,
  },
  {
    ...byClass("internet", /^public-iks-/, "IBM Cloud Kubernetes Service, public ALBs"),
    inCluster: true,
  },
  {
    classes: /^tailscale$/,
    controllers: /^tailscale\.com\/ts-ingress$/,
    inCluster: true,
    declaredOf: ({ ingress, annotations }) =>
      annotations["tailscale.com/funnel"] === "true"
        ? annotated("internet", ingress, "tailscale.com/funnel")
        : undefined,
    otherwise: "private",
    source: "Tailscale Kubernetes operator, Ingress and Funnel",
  },
];
