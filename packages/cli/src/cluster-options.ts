import { BOOTSTRAP_POLICIES, CNI_NAMES } from "@watertight/core/vocabulary";
import type { OptionDeclaration } from "./command.ts";
import {
  CHECK_OPTIONS,
  CONFIGURATION_OPTIONS,
  HONOUR_FOREIGN_EXCEPTIONS,
  QUIET,
  RENDER_OPTIONS,
} from "./options.ts";

/** Where objects are applied that name no namespace. */
const DEFAULT_NAMESPACE: OptionDeclaration = {
  name: "default-namespace",
  kind: "value",
  placeholder: "NAMESPACE",
  default: "what the objects beside them say, else not known",
  description: "Where objects are applied that name no namespace",
};

/** The same, as kubectl calls it: for the verbs of which no option of that name asks something else. */
export const NAMESPACE_OF_OBJECTS: OptionDeclaration = {
  name: "namespace",
  short: "n",
  sameAs: "default-namespace",
  sameInCluster: "read-namespace",
  kind: "value",
  placeholder: "NAMESPACE",
  description:
    "The same as --default-namespace, as kubectl apply has it; with --cluster the same as --read-namespace",
};

/** PATH as kubectl has it; `parseArguments` makes an operand of it. */
const FILENAME: OptionDeclaration = {
  name: "filename",
  short: "f",
  kind: "values",
  placeholder: "PATH",
  completes: "file",
  description: "One more PATH, as kubectl has it; may be repeated",
};

const EXCLUDE: OptionDeclaration = {
  name: "exclude",
  kind: "values",
  placeholder: "PATTERN",
  description: "Leave out files and folders, by a pattern as in .gitignore; may be repeated",
};

const WHOLE_CLUSTER: OptionDeclaration = {
  name: "whole-cluster",
  kind: "flag",
  description: "The input is everything in the cluster: what it does not show does not exist",
};

const ONE_WORLD: OptionDeclaration = {
  name: "one-world",
  kind: "flag",
  description: "All of the input is deployed together, even what has one name twice",
};

/** Which of several worlds a question is about. */
const WORLD: OptionDeclaration = {
  name: "world",
  kind: "value",
  placeholder: "NAME",
  description: "The folder, file, chart or kustomization to answer for, where several differ",
};

/** What is known of the cluster beside its objects. */
const CLOUD: OptionDeclaration = {
  name: "cloud",
  kind: "values",
  placeholder: "FILE",
  completes: "file",
  description:
    "What aws, az or gcloud print of the cluster, or terraform show -json; may be repeated",
};

const CNI: OptionDeclaration = {
  name: "cni",
  kind: "value",
  placeholder: "PROFILE",
  choices: CNI_NAMES,
  default: "what the objects show, else kubernetes",
  description: "Network plugin of the cluster, which says what is enforced",
};

const PLUG_IN_OPTIONS: readonly OptionDeclaration[] = [
  CNI,
  {
    name: "ip-blocks-match-pods",
    kind: "value",
    placeholder: "ANSWER",
    choices: ["yes", "no"],
    default: "what the network plugin does",
    description: "Whether ranges of addresses in policies match pods in them",
  },
  {
    name: "host-network-pods",
    kind: "value",
    placeholder: "ANSWER",
    choices: ["pod", "node"],
    default: "what the network plugin does",
    description: "Whether policies see pods on the host's network as pods or as nodes",
  },
  {
    name: "pod-cidr",
    kind: "values",
    placeholder: "CIDR",
    default: "what the nodes say",
    description: "Where the addresses of pods lie; may be repeated",
  },
];

const BOOTSTRAP_POLICY: OptionDeclaration = {
  name: "bootstrap-policy",
  kind: "value",
  placeholder: "WHICH",
  choices: BOOTSTRAP_POLICIES,
  default: "roles",
  description: "What of Kubernetes' own roles and bindings counts where the input lacks it",
};

/** For verbs whose answers do not rest on what a control plane shows besides its objects (`CONTROL_PLANE` of the core). */
export const ONLY_OBJECTS: readonly string[] = ["facts.watertight.dev/controlplane"];

/** What no answer about the network rests on, not even what is needed of it. */
export const SECRETS: readonly string[] = [...ONLY_OBJECTS, "/secrets"];

/** What neither the network nor Pod Security rests on: who may do what, and Secrets. */
export const RIGHTS_AND_SECRETS: readonly string[] = [
  ...SECRETS,
  "rbac.authorization.k8s.io/clusterrolebindings",
  "rbac.authorization.k8s.io/clusterroles",
  "rbac.authorization.k8s.io/rolebindings",
  "rbac.authorization.k8s.io/roles",
];

/** `-n` of the verbs that read nothing but a cluster. */
export const READ_NAMESPACE_SHORT: OptionDeclaration = {
  name: "namespace",
  short: "n",
  sameAs: "read-namespace",
  kind: "value",
  placeholder: "NAMESPACE",
  description: "The same as --read-namespace",
};

/** A running cluster in place of PATH; `parseArguments` makes an operand of it. */
export const LIVE_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "cluster",
    kind: "flag",
    description: "Read the cluster of the kubeconfig in place of PATH, as kubectl finds it",
  },
  {
    name: "context",
    kind: "value",
    placeholder: "NAME",
    default: "the current context",
    description: "Context of the kubeconfig, with --cluster",
  },
  {
    name: "kubeconfig",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    default: "what KUBECONFIG names, else ~/.kube/config, else the pod's own account",
    description: "Where the cluster and the credentials are",
  },
  {
    name: "read-namespace",
    kind: "values",
    placeholder: "NAMESPACE",
    commaSeparated: true,
    default: "all",
    description: "Read only this namespace of the cluster, and what is in none; may be repeated",
  },
  {
    name: "request-rate",
    kind: "value",
    placeholder: "NUMBER",
    minimum: 1,
    default: "20",
    description: "Requests a second to the API server, at most",
  },
];

/** The files of a running cluster, which its findings then name. */
const SOURCES: OptionDeclaration = {
  name: "sources",
  kind: "values",
  placeholder: "PATH",
  completes: "file",
  description: "With --cluster: where the manifests are, whose lines findings then name",
};

/** What is said of the cluster beyond its objects: every verb that reads a cluster takes all of it, so that none knows less. */
export const CLUSTER_OPTIONS: readonly OptionDeclaration[] = [
  FILENAME,
  ...LIVE_OPTIONS,
  SOURCES,
  CLOUD,
  EXCLUDE,
  DEFAULT_NAMESPACE,
  WHOLE_CLUSTER,
  ONE_WORLD,
  ...PLUG_IN_OPTIONS,
  BOOTSTRAP_POLICY,
  ...RENDER_OPTIONS,
  ...CONFIGURATION_OPTIONS,
  QUIET,
];

/** A cluster around the files, as it would be with them applied. */
export const AGAINST_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "against-cluster",
    kind: "flag",
    description: "Judge the files as if they were applied to the cluster of the kubeconfig",
  },
  {
    name: "against-snapshot",
    kind: "value",
    placeholder: "FILE",
    completes: "file",
    description: "The same with a cluster that snapshot has kept in a file",
  },
];

/** The same for verbs that ask about one world. */
export const QUESTION_OPTIONS: readonly OptionDeclaration[] = [
  WORLD,
  ...AGAINST_OPTIONS,
  ...CLUSTER_OPTIONS,
];

/** Everything that decides what a scan finds, for the verbs that scan. */
export const SCAN_OPTIONS: readonly OptionDeclaration[] = [
  ...CHECK_OPTIONS,
  HONOUR_FOREIGN_EXCEPTIONS,
  NAMESPACE_OF_OBJECTS,
  ...AGAINST_OPTIONS,
  ...CLUSTER_OPTIONS,
];

/** What says who asks an API server for what goes. */
export const CALLER_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "metrics",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description:
      "What an API server answers at /metrics, which says what it was asked for; may be repeated",
  },
  {
    name: "audit",
    kind: "values",
    placeholder: "FILE",
    completes: "file",
    description: "An audit log of the API server, which says who asks; - is standard input",
  },
  {
    name: "helm-releases",
    kind: "flag",
    description:
      "Read from a running cluster what releases of Helm have deployed, which is in their Secrets",
  },
];
