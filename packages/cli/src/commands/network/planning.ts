import type { Command, OptionDeclaration } from "../../command.ts";
import { QUIET, RENDER_OPTIONS } from "../../options.ts";

/** The names of the profiles, written out because the engine is loaded only when it is asked; a test compares them. */
const CNI: OptionDeclaration = {
  name: "cni",
  kind: "value",
  placeholder: "PROFILE",
  choices: [
    "antrea",
    "aws-vpc",
    "azure-npm",
    "calico",
    "cilium",
    "flannel",
    "kindnet",
    "kube-network-policies",
    "kube-ovn",
    "kube-router",
    "kubernetes",
    "ovn-kubernetes",
    "unenforced",
    "weave",
  ],
  default: "what the objects show, else kubernetes",
  description: "Network plug-in of the cluster, which says what is enforced",
};

/** What every verb of `watertight network` asks of the network plug-in. */
export const PLUG_IN_OPTIONS: readonly OptionDeclaration[] = [
  CNI,
  {
    name: "ip-blocks-match-pods",
    kind: "value",
    placeholder: "ANSWER",
    choices: ["yes", "no"],
    default: "what the network plug-in does",
    description: "Whether ranges of addresses in policies match pods in them",
  },
  {
    name: "host-network-pods",
    kind: "value",
    placeholder: "ANSWER",
    choices: ["pod", "node"],
    default: "what the network plug-in does",
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

/** The operands of the verbs that read any number of paths. */
export const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;

/** `watertight network synthesize`. */
export const synthesize: Command = {
  name: "synthesize",
  summary: "Write the policies that deny all but what is needed, and prove them",
  usage: "network synthesize [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    {
      name: "kind",
      kind: "value",
      placeholder: "KIND",
      choices: ["NetworkPolicy", "CiliumNetworkPolicy", "CalicoNetworkPolicy"],
      default: "NetworkPolicy",
      description: "Kind of the policies",
    },
    {
      name: "flows",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Observed flows: Hubble, Calico, CSV or conntrack; may be repeated",
    },
    {
      name: "flows-only",
      kind: "flag",
      description: "Only what was observed, nothing that objects name",
    },
    {
      name: "replace",
      kind: "flag",
      description: "Take the policies of the input away instead of adding to them",
    },
    {
      name: "namespace",
      short: "n",
      kind: "values",
      placeholder: "NAMESPACE",
      default: "all but those of Kubernetes itself",
      description: "Where to write policies for; may be repeated",
    },
    {
      name: "api-server",
      kind: "values",
      placeholder: "ADDRESS",
      default: "what the input says",
      description: "Address or range of the API server; may be repeated",
    },
    {
      name: "ingress-controller",
      kind: "value",
      placeholder: "NAMESPACE",
      default: "what the input shows, else the usual one",
      description: "Where what serves Ingresses runs",
    },
    {
      name: "output-dir",
      kind: "value",
      placeholder: "DIRECTORY",
      completes: "file",
      description: "Write a file for each namespace there",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["yaml", "json"],
      default: "yaml",
      description: "json has the whole proof",
    },
    ...PLUG_IN_OPTIONS,
    ...RENDER_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight network synthesize deploy/ > policies.yaml",
      description: "What the Services named in environments, the Ingresses and the DNS need",
    },
    {
      command:
        "watertight network synthesize --flows flows.jsonl --kind CiliumNetworkPolicy cluster.yaml",
      description: "The same with what Hubble has seen, for Cilium",
    },
  ],
  run: () => import("./synthesize.ts"),
};

/** `watertight network diff`. */
export const diff: Command = {
  name: "diff",
  summary: "Compare who may connect to whom in two states",
  usage: "network diff [OPTIONS] OLD NEW",
  operands: { placeholder: "PATH", minimum: 2, maximum: 2, completes: "file" },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "markdown"],
      default: "text",
      description: "Format of the comparison",
    },
    ...PLUG_IN_OPTIONS,
    ...RENDER_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight network diff main/deploy branch/deploy",
      description: "Fails when a change opens a connection",
    },
  ],
  run: () => import("./diff.ts"),
};
