import type { Command, OptionDeclaration } from "../command.ts";
import { BATCH, QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../options.ts";
import { diff, PATHS, PLUG_IN_OPTIONS, synthesize } from "./network/planning.ts";

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
