import { textAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import {
  type Asked,
  at,
  every,
  flagEverywhere,
  type Gate,
  gateIs,
  having,
  mitigatedByPlugin,
  needing,
  type Reader,
  withGate,
  withPlugin,
} from "./answers.ts";
import {
  CHANGE,
  ENDPOINT_SLICES,
  ENDPOINTS,
  HORIZONTAL_AUTOSCALERS,
  NODES,
  NODES_PROXY,
  SERVICE_STATUS,
  SERVICES,
  WEBHOOKS,
} from "./needed-rights.ts";
import { onlyRuledOut, type Reading } from "./reading.ts";
import {
  classesOf,
  nodeWebhooks,
  portworxClasses,
  sharedGroups,
  staticPods,
} from "./sought-objects.ts";

const ANNOTATION = "kubernetes.io/enforce-mountable-secrets";

const MOUNTABLE_SECRETS: Reading = {
  text: "A service account has the annotation kubernetes.io/enforce-mountable-secrets; without it there is no policy to bypass.",
  read: having({
    find: ({ snapshot }) =>
      snapshot
        .ofKind("", "ServiceAccount")
        .filter(({ object }) => stringMapOf(object, "annotations")[ANNOTATION] === "true")
        .map((account) =>
          at(account, ["metadata", "annotations", ANNOTATION], "enforces mountable secrets"),
        ),
    found: `the annotation ${ANNOTATION} is used`,
    missing: `no service account of the input has the annotation ${ANNOTATION}`,
  }),
};

const MAY_WRITE_ENDPOINTS = "create or change Endpoints or EndpointSlices";

const ORDERED_DELETION: Gate = {
  component: "kube-controller-manager",
  gate: "OrderedNamespaceDeletion",
  defaultAt: (minor) => minor >= 33,
};

/** CVEs of the API server and the controller manager. */
export const SERVER_READINGS: readonly (readonly [id: string, reading: Reading])[] = [
  [
    "CVE-2022-3162",
    {
      text: "Two CustomResourceDefinitions share an API group.",
      read: having({
        find: sharedGroups,
        found: "CustomResourceDefinitions share an API group",
        missing: "no two CustomResourceDefinitions of the input share an API group",
      }),
    },
  ],
  ["CVE-2023-2728", MOUNTABLE_SECRETS],
  ["CVE-2024-3177", MOUNTABLE_SECRETS],
  [
    "CVE-2023-2727",
    {
      text: "The admission plugin ImagePolicyWebhook is on, and somebody may add ephemeral containers.",
      read: every(
        withPlugin("ImagePolicyWebhook"),
        needing("add ephemeral containers", {
          verbs: CHANGE,
          group: "",
          resource: "pods/ephemeralcontainers",
        }),
      ),
    },
  ],
  [
    "CVE-2020-8554",
    {
      text: "Never fixed. Whoever may set externalIPs of a Service, or the address in the status of a LoadBalancer. The plugin DenyServiceExternalIPs closes the first way only.",
      read: externalAddresses,
    },
  ],
  [
    "CVE-2020-8561",
    {
      text: "Never fixed. Whoever makes webhooks answer with redirects reads the answers in the log at level 10, which can be raised while profiling is on.",
      read: every(quietServer, needing("write webhook configurations", ...WEBHOOKS)),
    },
  ],
  [
    "CVE-2020-8562",
    {
      text: "Never fixed. The address of a node is checked before the name is resolved again: it takes writing nodes and proxying to them. An egress selector (konnectivity) takes the API server out of the way.",
      read: every(
        egressSelector,
        needing("write nodes", ...NODES),
        needing("proxy to nodes", NODES_PROXY),
      ),
    },
  ],
  [
    "CVE-2022-3294",
    {
      text: "It takes writing nodes and proxying to them: where only administrators may do one of them, nobody gains anything.",
      read: every(needing("write nodes", ...NODES), needing("proxy to nodes", NODES_PROXY)),
    },
  ],
  [
    "CVE-2021-25740",
    {
      text: "Never fixed. Whoever may write Endpoints or EndpointSlices sends a Service's traffic into other namespaces.",
      read: needing(MAY_WRITE_ENDPOINTS, ENDPOINTS, ENDPOINT_SLICES),
    },
  ],
  [
    "CVE-2021-25737",
    {
      text: "Whoever may write EndpointSlices.",
      read: needing("create or change EndpointSlices", ENDPOINT_SLICES),
    },
  ],
  [
    "CVE-2021-25735",
    {
      text: "A validating webhook is asked about updates of nodes; without one there is nothing to bypass.",
      read: having({
        find: nodeWebhooks,
        found: "a validating webhook is asked about nodes",
        missing: "no validating webhook of the input is asked about nodes",
      }),
    },
  ],
  [
    "CVE-2022-3172",
    {
      text: "The API server passes requests on to an aggregated one.",
      read: having({
        find: ({ snapshot }) =>
          snapshot
            .ofKind("apiregistration.k8s.io", "APIService")
            .filter(({ object }) => textAt(object, "spec", "service", "name") !== "")
            .map((service) =>
              at(service, ["spec", "service"], "is served by an aggregated API server"),
            ),
        found: "there is an aggregated API server",
        missing: "no APIService of the input has an aggregated API server",
      }),
    },
  ],
  [
    "CVE-2024-7598",
    {
      text: "Never fixed as such. NetworkPolicies may be deleted before the pods that they protect; the feature gate OrderedNamespaceDeletion, on by default since 1.33 and for good since 1.34, deletes pods first.",
      read: every(orderedDeletion, networkPolicies),
    },
  ],
  [
    "CVE-2025-4563",
    {
      text: "The feature gate DynamicResourceAllocation (off by default before 1.34) and static pods.",
      read: every(
        withGate({
          component: "kube-apiserver",
          gate: "DynamicResourceAllocation",
          defaultAt: (minor) => minor >= 34,
        }),
        having({
          find: staticPods,
          found: "there are static pods",
          missing: "no pod of the input is a static one",
        }),
      ),
    },
  ],
  [
    "CVE-2025-5187",
    {
      text: "NodeRestriction is on without the plugin OwnerReferencesPermissionEnforcement.",
      read: every(
        onlyRuledOut(withPlugin("NodeRestriction")),
        mitigatedByPlugin("OwnerReferencesPermissionEnforcement"),
      ),
    },
  ],
  [
    "CVE-2025-13281",
    {
      text: "A StorageClass of the in-tree provisioner kubernetes.io/portworx-volume is used, and the feature gate CSIMigrationPortworx (on by default since 1.31) is off.",
      read: every(
        withPortworxInTree,
        having({
          find: portworxClasses,
          found: "a StorageClass has the in-tree provisioner of Portworx",
          missing: "no StorageClass of the input has the in-tree provisioner of Portworx",
        }),
      ),
    },
  ],
  [
    "CVE-2024-0793",
    {
      text: "Whoever may write HorizontalPodAutoscalers.",
      read: needing("write HorizontalPodAutoscalers", HORIZONTAL_AUTOSCALERS),
    },
  ],
  [
    "CVE-2017-1002100",
    {
      text: "A StorageClass of the in-tree provisioner of Azure disks.",
      read: having({
        find: (cluster) => classesOf(cluster, "kubernetes.io/azure-disk"),
        found: "a StorageClass has the in-tree provisioner of Azure disks",
        missing: "no StorageClass of the input has the in-tree provisioner of Azure disks",
      }),
    },
  ],
];

function withPortworxInTree(asked: Asked): ReturnType<Reader> {
  const told = gateIs(asked, {
    component: "kube-controller-manager",
    gate: "CSIMigrationPortworx",
    defaultAt: (minor) => minor >= 31,
  });
  if (!told) return {};
  return { condition: { holds: !told.on, because: told.because, proof: told.proof } };
}

function externalAddresses(asked: Asked): ReturnType<Reader> {
  const plugin = mitigatedByPlugin("DenyServiceExternalIPs")(asked);
  const services = needing("set external addresses of Services", SERVICES)(asked);
  const status = needing("change the status of Services", SERVICE_STATUS)(asked);
  const first = plugin.mitigation ?? services.mitigation;
  if (first && status.mitigation) {
    const { mitigation } = status;
    const because = `${first.because}, and ${mitigation.because}`;
    return { mitigation: { because, proof: [...first.proof, ...mitigation.proof] } };
  }
  return { remarks: [plugin, services, status].flatMap(({ remarks = [] }) => remarks) };
}

function quietServer({ cluster }: Asked): ReturnType<Reader> {
  const level = flagEverywhere(cluster, "kube-apiserver", "v");
  const profiling = flagEverywhere(cluster, "kube-apiserver", "profiling");
  if (!level || profiling?.value !== "false" || Number(level.value ?? "0") >= 10) return {};
  const because = "the API server logs below level 10 and has profiling off";
  return { mitigation: { because, proof: [level.evidence, profiling.evidence] } };
}

function egressSelector({ cluster }: Asked): ReturnType<Reader> {
  const flag = flagEverywhere(cluster, "kube-apiserver", "egress-selector-config-file");
  if (flag?.value === undefined) return {};
  return {
    mitigation: { because: "the API server has an egress selector", proof: [flag.evidence] },
  };
}

function orderedDeletion(asked: Asked): ReturnType<Reader> {
  const [, minor] = asked.version.numbers;
  if (minor >= 34) {
    const because = "the feature gate OrderedNamespaceDeletion is on for good since 1.34";
    return { mitigation: { because, proof: [] } };
  }
  const told = gateIs(asked, ORDERED_DELETION);
  if (told?.on) return { mitigation: told };
  return told ? { remarks: [told] } : {};
}

function networkPolicies(asked: Asked): ReturnType<Reader> {
  const { condition } = having({
    find: ({ snapshot }) =>
      snapshot
        .ofKind("networking.k8s.io", "NetworkPolicy")
        .map((policy) => at(policy, ["spec"], "restricts traffic")),
    found: "NetworkPolicies are used",
    missing: "no NetworkPolicy of the input could be deleted before its pods",
  })(asked);
  return condition ? { condition } : {};
}
