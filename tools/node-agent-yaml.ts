import {
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

/** The manifests of the node agent as text. */
export function nodeAgentYaml(): string {
  const objects = [
    agentNamespace(SETTINGS.namespace),
    agentNetworkPolicy(SETTINGS.namespace),
    agentJob("node-1", { nonce: "example" }, SETTINGS),
    agentDaemonSet(SETTINGS, 24 * 60 * 60),
  ];
  return (
    HEAD +
    objects
      .map((each) => `---\n${stringify(each, { version: "1.1", aliasDuplicateObjects: false })}`)
      .join("")
  );
}
