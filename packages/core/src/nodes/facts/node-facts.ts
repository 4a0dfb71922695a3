import type { JsonValue } from "../../kubernetes/json.ts";

/** Of the shape of node facts; it grows when a member changes its meaning, not when one is added. */
export const NODE_FACTS_VERSION = 1;

/** Who said what the facts hold, and when. */
export interface FactsSource {
  readonly kind: "collected" | "api" | "kubescape" | "trivy" | "lynis";
  /** The program with its version. */
  readonly tool: string;
  /** RFC 3339; "" where the source does not say. */
  readonly time: string;
  /** The root folder that was read; "" where the source does not say. */
  readonly root: string;
  /** Whether it was read with all rights. */
  readonly privileged: boolean | undefined;
  /** What proves whose they are: a token of the Pod on that node, or the key of a run, which says only that nothing was changed; undefined: nothing. */
  readonly proof?: "token" | "key" | undefined;
}

export interface SystemFacts {
  /** Of os-release, as `debian`. */
  readonly distribution: string;
  readonly distributionVersion: string;
  readonly distributionName: string;
  /** Of os-release: `cos`, `coreos`. */
  readonly variant: string;
  readonly kernel: string;
  readonly architecture: string;
  readonly kubeletVersion: string;
  readonly containerRuntime: string;
}

export type FileType = "file" | "directory" | "link" | "socket" | "other" | "absent";

/** One file of the node; of a link what it leads to is a fact of its own. */
export interface FileFact {
  readonly path: string;
  readonly type: FileType;
  /** The permission bits, set-id and sticky bits included; undefined: not known. */
  readonly mode: number | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** By the node's own /etc/passwd and /etc/group; "" where they name none. */
  readonly owner: string;
  readonly group: string;
  readonly size: number | undefined;
  readonly linkTarget: string;
  /** Of a directory: whether all that it holds is among the facts. */
  readonly listed: boolean;
  /** What the source says it is for, where the path does not tell. */
  readonly role: string;
}

/** The text of a file that holds no secret, or what is left of one that does. */
export interface TextFact {
  readonly path: string;
  readonly text: string;
  /** Whether something was taken out of it. */
  readonly redacted: boolean;
}

export interface ProcessFact {
  readonly pid: number;
  /** The base name of the program. */
  readonly name: string;
  /** The whole command line; values of secret flags are taken out. */
  readonly arguments: readonly string[];
  /** Variables that configure the program, as etcd's. */
  readonly environment: readonly NamedValue[];
}

export interface StaticPodFact {
  readonly path: string;
  readonly arguments: readonly string[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

interface MountFact {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** One line of sshd's configuration. */
export interface SshdOption {
  readonly option: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
  /** The condition of the `Match` block that it stands in; "" outside of one. */
  readonly match: string;
}

export interface UserFact {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
  readonly password: "set" | "empty" | "locked" | "unknown";
}

interface GroupFact {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** One rule of sudo, without comments. */
interface SudoRule {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface AuthorizedKeyFact {
  readonly user: string;
  readonly file: string;
  readonly line: number;
  readonly type: string;
  readonly comment: string;
  /** The names of its options, as `verify-required`; of `from` with its value. */
  readonly options: readonly string[];
  /** When the file was last changed, RFC 3339; the key is at least as old or newer: it says the least. */
  readonly changed: string;
}

interface ModuleFacts {
  readonly loaded: readonly string[] | undefined;
  /** Modules that `install NAME /bin/false` or `blacklist` keep out. */
  readonly disabled: readonly NamedValue[];
}

export interface SecurityFacts {
  /** `none`, `integrity` or `confidentiality`; "" where not known. */
  readonly lockdown: string;
  readonly lsms: readonly string[] | undefined;
  /** Loaded profiles and their modes; undefined: not known. */
  readonly apparmorProfiles: readonly NamedValue[] | undefined;
  /** `enforcing`, `permissive` or `disabled`; "" where not known. */
  readonly selinux: string;
  /** The types that the loaded policy has; undefined: not known. */
  readonly selinuxTypes: readonly string[] | undefined;
  /** Below the kubelet's folder, as pods name them; undefined: not known. */
  readonly seccompProfiles: readonly string[] | undefined;
}

export interface ServiceFact {
  readonly name: string;
  readonly enabled: boolean | undefined;
  readonly active: boolean | undefined;
}

/** A part of the node that nothing is known of. */
export interface NotRead {
  readonly what: string;
  readonly reason: string;
}

/** What is known of one node, whoever said it; `undefined` is what nobody looked at, and is never taken for none. */
export interface NodeFacts {
  readonly node: string;
  readonly sources: readonly FactsSource[];
  readonly system: SystemFacts;
  readonly files: readonly FileFact[];
  readonly texts: readonly TextFact[];
  readonly processes: readonly ProcessFact[] | undefined;
  readonly staticPods: readonly StaticPodFact[] | undefined;
  /** The configuration that the running kubelet says it has. */
  readonly configz: JsonValue | undefined;
  readonly kubeProxyConfig: JsonValue | undefined;
  /** The configuration that kubeadm gives the cluster's nodes; this one may have another. */
  readonly kubeletDefaults: JsonValue | undefined;
  readonly cniNames: readonly string[] | undefined;
  readonly sysctls: readonly NamedValue[] | undefined;
  readonly mounts: readonly MountFact[] | undefined;
  readonly sshd: readonly SshdOption[] | undefined;
  readonly users: readonly UserFact[] | undefined;
  readonly groups: readonly GroupFact[] | undefined;
  readonly sudo: readonly SudoRule[] | undefined;
  readonly authorizedKeys: readonly AuthorizedKeyFact[] | undefined;
  readonly modules: ModuleFacts | undefined;
  readonly security: SecurityFacts;
  readonly services: readonly ServiceFact[] | undefined;
  readonly notRead: readonly NotRead[];
}

/** Nothing known of a node. */
export function factsOfNode(node: string): NodeFacts {
  return {
    node,
    sources: [],
    system: {
      distribution: "",
      distributionVersion: "",
      distributionName: "",
      variant: "",
      kernel: "",
      architecture: "",
      kubeletVersion: "",
      containerRuntime: "",
    },
    files: [],
    texts: [],
    processes: undefined,
    staticPods: undefined,
    configz: undefined,
    kubeProxyConfig: undefined,
    kubeletDefaults: undefined,
    cniNames: undefined,
    sysctls: undefined,
    mounts: undefined,
    sshd: undefined,
    users: undefined,
    groups: undefined,
    sudo: undefined,
    authorizedKeys: undefined,
    modules: undefined,
    security: {
      lockdown: "",
      lsms: undefined,
      apparmorProfiles: undefined,
      selinux: "",
      selinuxTypes: undefined,
      seccompProfiles: undefined,
    },
    services: undefined,
    notRead: [],
  };
}
