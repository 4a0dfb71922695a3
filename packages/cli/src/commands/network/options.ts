import type { OptionDeclaration } from "../../command.ts";

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
