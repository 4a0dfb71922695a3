/** An annotation of a Service by which a cloud makes its load balancer one of the private network. */
interface InternalAnnotation {
  readonly name: string;
  /** The values that do, as the program reads them. */
  readonly internal: RegExp;
  /** Another annotation that has to be so. */
  readonly where?: { readonly name: string; readonly value: RegExp };
  /** The program or document that says so. */
  readonly source: string;
}

// `strconv.ParseBool` of Go.
const GO_TRUE = /^(?:1|t|T|true|True|TRUE)$/;
const ANY = /./;

const OCI_TYPE = "oci.oraclecloud.com/load-balancer-type";

/**
 * What clouds' programs and documents say. Google's and Amazon's are in load-balancer-reach.ts: with them several fields
 * decide together. Vultr's and Exoscale's programs have no such annotation: their load balancers have an address of the
 * internet, whatever else they are attached to.
 */
export const INTERNAL_ANNOTATIONS: readonly InternalAnnotation[] = [
  {
    name: "service.beta.kubernetes.io/azure-load-balancer-internal",
    internal: /^true$/,
    source: "kubernetes-sigs/cloud-provider-azure pkg/provider/azure_loadbalancer.go",
  },
  {
    name: "service.beta.kubernetes.io/openstack-internal-load-balancer",
    internal: /^true$/,
    source: "kubernetes/cloud-provider-openstack pkg/openstack/loadbalancer.go",
  },
  {
    name: "service.beta.kubernetes.io/oci-load-balancer-internal",
    internal: GO_TRUE,
    where: { name: OCI_TYPE, value: /^(?!nlb$)/i },
    source:
      "oracle/oci-cloud-controller-manager pkg/cloudprovider/providers/oci/load_balancer_spec.go",
  },
  {
    name: "oci-network-load-balancer.oraclecloud.com/internal",
    internal: GO_TRUE,
    where: { name: OCI_TYPE, value: /^nlb$/i },
    source:
      "oracle/oci-cloud-controller-manager pkg/cloudprovider/providers/oci/load_balancer_spec.go",
  },
  {
    name: "service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type",
    internal: /^private$/,
    source: "IBM-Cloud/cloud-provider-ibm docs/resources/service/annotations.md",
  },
  {
    name: "service.kubernetes.io/ibm-ingress-controller-private",
    internal: ANY,
    source: "IBM-Cloud/cloud-provider-ibm docs/resources/service/annotations.md",
  },
  {
    name: "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type",
    internal: /^intranet$/i,
    source:
      "kubernetes/cloud-provider-alibaba-cloud pkg/model/nlb/nlb.go, pkg/model/load_balancer.go",
  },
  {
    name: "service.beta.kubernetes.io/alicloud-loadbalancer-address-type",
    internal: /^intranet$/i,
    source:
      "kubernetes/cloud-provider-alibaba-cloud pkg/controller/service/reconcile/annotation/annotations.go",
  },
  {
    name: "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid",
    internal: ANY,
    source:
      "kubernetes/website docs/concepts/services-networking/service.md, Tencent Cloud TKE, Service annotations",
  },
  {
    name: "service.beta.kubernetes.io/cce-load-balancer-internal-vpc",
    internal: /^true$/,
    source:
      "kubernetes/website docs/concepts/services-networking/service.md, Baidu AI Cloud CCE, LoadBalancer Services",
  },
  {
    name: "kubernetes.io/elb.autocreate",
    internal: /"type"\s*:\s*"inner"/,
    source: "Huawei Cloud CCE, Services of type LoadBalancer that create an ELB",
  },
  {
    name: "service.beta.kubernetes.io/do-loadbalancer-network",
    internal: /^INTERNAL$/,
    source:
      "digitalocean/digitalocean-cloud-controller-manager cloud-controller-manager/do/loadbalancers.go",
  },
  {
    name: "load-balancer.hetzner.cloud/disable-public-network",
    internal: GO_TRUE,
    source: "hetznercloud/hcloud-cloud-controller-manager internal/hcops/load_balancer.go",
  },
  {
    name: "service.beta.kubernetes.io/scw-loadbalancer-private",
    internal: GO_TRUE,
    source: "scaleway/scaleway-cloud-controller-manager scaleway/loadbalancers_annotations.go",
  },
  {
    name: "service.beta.kubernetes.io/linode-loadbalancer-frontend-subnet-id",
    internal: ANY,
    source: "linode/linode-cloud-controller-manager cloud/linode/loadbalancers.go",
  },
  {
    name: "service.beta.kubernetes.io/linode-loadbalancer-frontend-vpc-name",
    internal: ANY,
    source: "linode/linode-cloud-controller-manager cloud/linode/loadbalancers.go",
  },
  {
    name: "yandex.cloud/load-balancer-type",
    internal: /^internal$/,
    source: "Yandex Managed Service for Kubernetes, Services of type LoadBalancer",
  },
  {
    name: "service.beta.kubernetes.io/volcengine-loadbalancer-address-type",
    internal: /^PRIVATE$/i,
    source: "Volcano Engine VKE, Service annotations",
  },
  {
    name: "service.beta.kubernetes.io/ncloud-load-balancer-internal",
    internal: /^true$/,
    source: "NAVER Cloud NKS, Service annotations",
  },
  {
    name: "service.beta.kubernetes.io/osc-load-balancer-internal",
    internal: GO_TRUE,
    source: "outscale/cloud-provider-osc ccm/cloud/loadbalancer.go",
  },
  {
    name: "yawol.stackit.cloud/internalLB",
    internal: GO_TRUE,
    source:
      "stackitcloud/yawol controllers/yawol-cloud-controller/targetcontroller/infrastructure_defaults.go",
  },
];

/** Values of `loadBalancerClass` whose load balancers are of the private network. */
export const INTERNAL_CLASSES: ReadonlyMap<string, string> = new Map([
  [
    "networking.gke.io/l4-regional-internal",
    "kubernetes/ingress-gce pkg/l4/annotations/gce_annotations.go",
  ],
  [
    "networking.gke.io/l4-regional-internal-legacy",
    "kubernetes/ingress-gce pkg/l4/annotations/gce_annotations.go",
  ],
  // A tailnet's own addresses are of 100.64.0.0/10.
  ["tailscale", "Tailscale Kubernetes operator, exposing a Service"],
]);
