import {
  agentAccount,
  agentDaemonSet,
  agentJob,
  agentNamespace,
  agentNetworkPolicy,
} from "@watertight/node-agent";
import { stringify } from "yaml";

const SETTINGS = {
  namespace: "watertight-nodes",
  image: "ghcr.io/OWNER/watertight:0.1.0",
  processes: false,
  hostNetwork: false,
  seconds: 300,
};

const HEAD = `# The node agent as \`watertight node collect --cluster\` starts it, for whoever applies it by other means: a Job for one node, and a
# DaemonSet that reads every node once a day. Both write signed facts to their logs, which \`watertight nodes evaluate\` reads.
`;

const BEFORE = [agentNamespace(SETTINGS.namespace), agentNetworkPolicy(SETTINGS.namespace)];

/** The manifests of the node agent as text. */
export function nodeAgentYaml(): string {
  const job = agentJob("node-1", { nonce: "example" }, SETTINGS);
  return HEAD + textOf([...BEFORE, job, agentDaemonSet(SETTINGS, 24 * 60 * 60)]);
}

/** What `node collect --cluster` applies for one node. */
export function appliedByCommand(): string {
  const token = { audience: "watertight.dev/node-facts/example", sealFor: "example" };
  const job = agentJob("node-1", { nonce: "example", token }, SETTINGS);
  return textOf([...BEFORE, agentAccount(SETTINGS.namespace), job]);
}

function textOf(objects: readonly object[]): string {
  return objects
    .map((each) => `---\n${stringify(each, { version: "1.1", aliasDuplicateObjects: false })}`)
    .join("");
}
