import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { type FileFact, factsOfNode, type NodeFacts } from "../facts/node-facts.ts";
import { type ImportTools, nodeNameOf, partialFile } from "./importing.ts";

/** Whether a document is one of trivy's node collector. */
export function isNodeCollectorDocument(value: JsonValue): boolean {
  return textAt(value, "kind") === "NodeInfo" && Object.hasOwn(objectAt(value), "info");
}

/** What trivy's node collector (aquasecurity/k8s-node-collector, `pkg/collector/config/k8s/cis-123.yaml`) says of a node. */
export function factsOfNodeCollector(value: JsonValue, tools: ImportTools): NodeFacts {
  const info = objectAt(value, "info");
  const facts = factsOfNode(nodeNameOf(value, tools));
  const flags = FLAGS.flatMap(([key, flag]) => {
    const [found] = valuesAt(info, key);
    return found === undefined ? [] : [`--${flag}=${found}`];
  });
  return {
    ...facts,
    sources: [
      { kind: "trivy", tool: "trivy node collector", time: "", root: "", privileged: undefined },
    ],
    files: FILES.flatMap((each) => filesOf(info, each)),
    // It says what is set, not what is not: the rest stands in a file that it does not show.
    processes:
      flags.length === 0
        ? undefined
        : [
            {
              pid: 0,
              name: "kubelet",
              arguments: ["kubelet", ...flags, "--config=(not shown)"],
              environment: [],
            },
          ],
  };
}

/** Its keys begin with a small letter, those of older versions with a capital one. */
function valuesAt(info: JsonObject, key: string): readonly string[] {
  const capital = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  const values = [...listAt(info, key, "values"), ...listAt(info, capital, "values")];
  return values.flatMap((each) =>
    typeof each === "string" || typeof each === "number" || typeof each === "boolean"
      ? [String(each)]
      : [],
  );
}

interface Collected {
  readonly key: string;
  readonly role: string;
  readonly path: string;
}

function filesOf(info: JsonObject, { key, role, path }: Collected): readonly FileFact[] {
  const modes = ["Permission", "Permissions"].flatMap((end) => valuesAt(info, key + end));
  const owners = valuesAt(info, `${key}Ownership`);
  const count = Math.max(modes.length, owners.length);
  return Array.from({ length: count }, (_, index) => {
    const [owner = "", group = ""] = (owners[index] ?? "").split(":");
    const mode = modes[index] ?? "";
    return partialFile(count === 1 ? path : `${path} (${index + 1} of ${count})`, {
      mode: /^[0-7]{1,4}$/.test(mode) ? Number.parseInt(mode, 8) : undefined,
      owner,
      group,
      role,
    });
  });
}

const FILES: readonly Collected[] = (
  [
    [
      "kubeAPIServerSpecFile",
      "api-server-manifest",
      "/etc/kubernetes/manifests/kube-apiserver.yaml",
    ],
    [
      "kubeControllerManagerSpecFile",
      "controller-manager-manifest",
      "/etc/kubernetes/manifests/kube-controller-manager.yaml",
    ],
    [
      "kubeSchedulerSpecFile",
      "scheduler-manifest",
      "/etc/kubernetes/manifests/kube-scheduler.yaml",
    ],
    ["kubeEtcdSpecFile", "etcd-manifest", "/etc/kubernetes/manifests/etcd.yaml"],
    ["containerNetworkInterfaceFile", "cni", "a file of the network plugin"],
    ["etcdDataDirectory", "etcd-data", "/var/lib/etcd"],
    ["adminConfFile", "admin-kubeconfig", "/etc/kubernetes/admin.conf"],
    ["schedulerConfFile", "scheduler-kubeconfig", "/etc/kubernetes/scheduler.conf"],
    [
      "controllerManagerConfFile",
      "controller-manager-kubeconfig",
      "/etc/kubernetes/controller-manager.conf",
    ],
    ["kubePKIDirectoryFile", "pki", "a file of /etc/kubernetes/pki"],
    ["kubernetesPKICertificateFile", "pki-certificates", "a certificate of /etc/kubernetes/pki"],
    ["kubePKIKeyFile", "pki-keys", "a key of /etc/kubernetes/pki"],
    [
      "kubeletServiceFile",
      "kubelet-service",
      "/etc/systemd/system/kubelet.service.d/10-kubeadm.conf",
    ],
    ["kubeconfigFileExists", "kube-proxy-kubeconfig", "kube-proxy's kubeconfig"],
    ["kubeletConfFile", "kubelet-kubeconfig", "/etc/kubernetes/kubelet.conf"],
    ["certificateAuthoritiesFile", "kubelet-client-ca", "the client CA file"],
    ["kubeletConfigYamlConfigurationFile", "kubelet-config", "/var/lib/kubelet/config.yaml"],
  ] as const
).map(([key, role, path]) => ({ key, role, path }));

const FLAGS: readonly (readonly [key: string, flag: string])[] = [
  ["kubeletAnonymousAuthArgumentSet", "anonymous-auth"],
  ["kubeletAuthorizationModeArgumentSet", "authorization-mode"],
  ["kubeletClientCaFileArgumentSet", "client-ca-file"],
  ["kubeletReadOnlyPortArgumentSet", "read-only-port"],
  ["kubeletStreamingConnectionIdleTimeoutArgumentSet", "streaming-connection-idle-timeout"],
  ["kubeletProtectKernelDefaultsArgumentSet", "protect-kernel-defaults"],
  ["kubeletMakeIptablesUtilChainsArgumentSet", "make-iptables-util-chains"],
  ["kubeletHostnameOverrideArgumentSet", "hostname-override"],
  ["kubeletEventQpsArgumentSet", "event-qps"],
  ["kubeletTlsCertFileTlsArgumentSet", "tls-cert-file"],
  ["kubeletTlsPrivateKeyFileArgumentSet", "tls-private-key-file"],
  ["kubeletRotateCertificatesArgumentSet", "rotate-certificates"],
  ["kubeletOnlyUseStrongCryptographic", "tls-cipher-suites"],
];
