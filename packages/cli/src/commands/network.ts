import type { Command, OptionDeclaration } from "../command.ts";
import { BATCH, QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../options.ts";

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

const PLUG_IN_OPTIONS: readonly OptionDeclaration[] = [
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

const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;

const WHOLE_CLUSTER: OptionDeclaration = {
  name: "whole-cluster",
  kind: "flag",
  description: "The input is everything in the cluster: what it does not show does not exist",
};

const connections: Command = {
  name: "connections",
  summary: "List who may connect to whom, on which ports",
  usage: "network connections [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "csv", "dot", "mermaid", "html", "svg"],
      default: "text",
      description: "Format of the list",
    },
    ...PLUG_IN_OPTIONS,
    ...RENDER_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight network connections deploy/",
      description: "Every connection that the policies of a folder let through",
    },
    {
      command: "watertight network connections -o dot deploy/ | dot -Tsvg > network.svg",
      description: "The same as a picture",
    },
    {
      command: "watertight network connections -o html deploy/ > network.html",
      description: "A map that opens namespace by namespace, in one page without a network",
    },
  ],
  run: () => import("./network/connections.ts"),
};

const canReach: Command = {
  name: "can-reach",
  summary: "Say whether one place can open a connection to another, and what decides",
  usage:
    "network can-reach --from PLACE --to PLACE --port PORT [OPTIONS] PATH...\n       watertight network can-reach --batch FILE [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    {
      name: "from",
      kind: "value",
      placeholder: "PLACE",
      description: "NS/NAME, KIND/NS/NAME, an address, a range or internet",
    },
    {
      name: "to",
      kind: "value",
      placeholder: "PLACE",
      description: "The same, or a Service by its name or address",
    },
    {
      name: "port",
      kind: "value",
      placeholder: "PORT",
      description: "Number or name of the port at the destination",
    },
    {
      name: "protocol",
      kind: "value",
      placeholder: "PROTOCOL",
      choices: ["TCP", "UDP", "SCTP"],
      default: "TCP",
      description: "Protocol of the port",
    },
    {
      name: "explain",
      kind: "flag",
      description: "Name the rules that decide, with their lines",
    },
    TEXT_OR_JSON,
    BATCH,
    ...PLUG_IN_OPTIONS,
    ...RENDER_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command:
        "watertight network can-reach --from shop/web --to shop/db --port 5432 --explain deploy/",
      description: "Whether the web pods reach the database, and which rules say so",
    },
    {
      command: "watertight network can-reach --from internet --to shop/web --port http deploy/",
      description: "Whether policies let addresses of the internet in",
    },
    {
      command: "watertight network can-reach --batch questions.jsonl deploy/",
      description: "A thousand questions in one process",
    },
  ],
  run: () => import("./network/can-reach.ts"),
};

const synthesize: Command = {
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
      name: "write",
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
  run: () => import("./network/synthesize.ts"),
};

const diff: Command = {
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
  run: () => import("./network/diff.ts"),
};

const lint: Command = {
  name: "lint",
  summary: "Say what is wrong or of no use in network policies",
  usage: "network lint [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [TEXT_OR_JSON, WHOLE_CLUSTER, ...PLUG_IN_OPTIONS, ...RENDER_OPTIONS, QUIET],
  examples: [
    {
      command: "watertight network lint deploy/",
      description:
        "Policies that select nothing, rules that others make redundant, and what lets too much",
    },
  ],
  run: () => import("./network/lint.ts"),
};

const exposure: Command = {
  name: "exposure",
  summary:
    "List what is open to the internet, to the nodes' network, to the cluster and to other namespaces",
  usage: "network exposure [OPTIONS] PATH...",
  operands: { ...PATHS, minimum: 1 },
  options: [
    TEXT_OR_JSON,
    {
      name: "explain",
      kind: "flag",
      description: "Name the way in and the rules that decide, with their lines",
    },
    ...PLUG_IN_OPTIONS,
    ...RENDER_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight network exposure --explain deploy/",
      description:
        "What is open to whom, by which Service or Ingress, and what policies make of it",
    },
  ],
  run: () => import("./network/exposure.ts"),
};

/** `watertight network`. */
export const network: Command = {
  name: "network",
  summary: "Ask who reaches whom over the network, as policies have it",
  usage: "network VERB [OPTIONS] PATH...",
  options: [],
  examples: [
    ...connections.examples,
    ...canReach.examples,
    ...exposure.examples,
    ...lint.examples,
    ...synthesize.examples,
    ...diff.examples,
  ],
  subcommands: [connections, canReach, exposure, lint, synthesize, diff],
};
