import { posix } from "node:path";
import { factsOfNode, NODE_FACTS_VERSION, startedWith, sysctlNames } from "@watertight/core/nodes";
import { createReader, type NodeReader } from "./reader.ts";
import { accountsOf, groupsOf } from "./sections/accounts.ts";
import { filesOf } from "./sections/files.ts";
import { modulesOf, mountsOf, securityOf, sysctlsOf } from "./sections/kernel.ts";
import { processesOf, staticPodsOf } from "./sections/processes.ts";
import { servicesOf } from "./sections/services.ts";
import { authorizedKeysOf, sshdOf } from "./sections/ssh.ts";
import { sudoOf } from "./sections/sudo.ts";
import { configurationTexts, unitTexts } from "./sections/texts.ts";

/** What is read, and what the facts say of it. */
export interface CollectOptions {
  /** The folder that is the node's `/`. */
  readonly root: string;
  readonly node: string;
  /** The program with its version. */
  readonly tool: string;
  /** RFC 3339. */
  readonly time: string;
  /** Whether the root is that of a node that runs, so that /proc and /sys are its own. */
  readonly running: boolean;
  /** Whether processes may be read, which needs the node's own /proc. */
  readonly processes: boolean;
  /** Whether this process is in the node's network, without which its settings are those of another. */
  readonly hostNetwork: boolean;
  readonly privileged: boolean;
}

/** The document of node facts. */
export type CollectedFacts = Readonly<Record<string, unknown>>;

/** Reads a node below a root folder. It always answers: what it could not read it says. */
export function collectNodeFacts(options: CollectOptions): CollectedFacts {
  const reader = createReader(options.root);
  const { running } = options;
  const users = accountsOf(reader);
  const groups = groupsOf(reader);
  const sshd = sshdOf(reader);
  const started = startsOf(reader, options);
  const texts = [...started.units, ...configurationTexts(reader, started.configurations)];
  const facts = {
    schemaVersion: NODE_FACTS_VERSION,
    kind: "NodeFacts",
    node: options.node,
    sources: [
      {
        kind: "collected",
        tool: options.tool,
        time: options.time,
        root: options.root,
        privileged: options.privileged,
      },
    ],
    system: systemOf(reader, running),
    files: filesOf(reader, { users: users ?? [], groups: groups ?? [] }, [
      ...started.named,
      ...namedIn(texts),
    ]),
    texts,
    processes: started.processes,
    staticPods: started.staticPods,
    cniNames: cniNamesOf(reader),
    sysctls: running ? sysctlsOf(reader, sysctlNames(), options.hostNetwork) : undefined,
    mounts: mountsOf(reader, running),
    sshd,
    users,
    groups,
    sudo: sudoOf(reader),
    authorizedKeys: users && authorizedKeysOf(reader, users, sshd ?? []),
    modules: modulesOf(reader, running),
    security: securityOf(reader, running),
    services: servicesOf(reader, running),
  };
  return { ...facts, notRead: reader.notRead };
}

interface Starts {
  readonly processes: ReturnType<typeof processesOf>;
  readonly staticPods: ReturnType<typeof staticPodsOf>;
  readonly units: ReturnType<typeof unitTexts>;
  readonly configurations: Parameters<typeof configurationTexts>[1];
  /** Files that flags name. */
  readonly named: readonly string[];
}

const FOLDER = "/etc/kubernetes/manifests";

const USUAL = [
  ...[
    "/var/lib/kubelet/config.yaml",
    "/var/lib/kubelet/config.yml",
    "/etc/kubernetes/kubelet/config.json",
  ],
  ...["/etc/kubernetes/kubelet/kubelet-config.json", "/home/kubernetes/kubelet-config.yaml"],
];

/** How the components of the node are started, by the same reading of processes, static pods and units as the evaluation's. */
function startsOf(reader: NodeReader, { running, processes: wanted }: CollectOptions): Starts {
  const processes = running && wanted ? processesOf(reader) : undefined;
  const units = unitTexts(reader);
  const staticPods = staticPodsOf(reader, FOLDER);
  const read = { ...factsOfNode("-"), processes, staticPods, texts: units };
  const flag = (program: Parameters<typeof startedWith>[1], name: string): readonly string[] => {
    const value = startedWith(read, program, name);
    return value?.startsWith("/") ? [posix.normalize(value)] : [];
  };
  const kubelet = flag("kubelet", "config");
  const encryption = flag("kube-apiserver", "encryption-provider-config");
  const proxy = flag("kube-proxy", "config");
  return {
    processes,
    staticPods,
    units,
    configurations: {
      kubelet: kubelet.length > 0 ? kubelet : USUAL,
      folder: flag("kubelet", "config-dir")[0],
      plain: proxy,
      encryption,
    },
    named: [
      ...kubelet,
      ...flag("kubelet", "kubeconfig"),
      ...flag("kubelet", "client-ca-file"),
      ...flag("kube-proxy", "kubeconfig"),
      ...flag("etcd", "data-dir"),
      ...encryption,
    ],
  };
}

/** Files that a configuration of the kubelet names, whatever it is written in. */
function namedIn(texts: readonly { readonly text: string }[]): readonly string[] {
  const fields =
    /["']?(?:clientCAFile|tlsCertFile|tlsPrivateKeyFile|staticPodPath)["']?\s*:\s*["']?(\/[^"',\s}]+)/g;
  return texts.flatMap(({ text }) =>
    Array.from(text.matchAll(fields), ([, path = ""]) => posix.normalize(path)),
  );
}

function systemOf(reader: NodeReader, running: boolean): Readonly<Record<string, string>> {
  const text = reader.text("/etc/os-release") ?? reader.text("/usr/lib/os-release") ?? "";
  const field = (name: string): string => {
    const value = new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
    return value.replace(/^(["'])(.*)\1$/, "$2");
  };
  return {
    distribution: field("ID"),
    distributionVersion: field("VERSION_ID"),
    distributionName: field("PRETTY_NAME"),
    variant: field("VARIANT_ID"),
    kernel: running ? (reader.text("/proc/sys/kernel/osrelease")?.trim() ?? "") : "",
    architecture: "",
    kubeletVersion: installedVersion(reader),
    containerRuntime: "",
  };
}

/** A list of installed packages is larger than other files. */
const MOST_OF_PACKAGES = 32 * 1024 * 1024;

/** The version of the kubelet's package, where dpkg installed it: `1.30.1` of `1.30.1-1.1`. */
function installedVersion(reader: NodeReader): string {
  const text = reader.text("/var/lib/dpkg/status", MOST_OF_PACKAGES) ?? "";
  const start = text.indexOf("\nPackage: kubelet\n");
  if (start < 0) return "";
  const end = text.indexOf("\n\n", start + 1);
  const version = /^Version: (?:\d+:)?(\d+\.\d+\.\d+)/m.exec(
    text.slice(start, end < 0 ? undefined : end),
  );
  return version?.[1] === undefined ? "" : `v${version[1]}`;
}

/** The types of plug-ins that the network's configuration names. */
function cniNamesOf(reader: NodeReader): readonly string[] | undefined {
  const names = reader.names("/etc/cni/net.d");
  if (!names) return undefined;
  const types = names
    .filter((name) => /\.(?:conf|conflist|json)$/.test(name))
    .flatMap((name) =>
      Array.from(
        (reader.text(`/etc/cni/net.d/${name}`) ?? "").matchAll(/"type"\s*:\s*"([^"]{1,80})"/g),
        ([, type = ""]) => type,
      ),
    );
  return [...new Set(types)].filter(
    (type) => !/^(?:host-local|portmap|bandwidth|tuning|loopback|firewall|static|dhcp)$/.test(type),
  );
}
