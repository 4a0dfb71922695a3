// Prints deploy/node-agent/agent.yaml from the manifests that `node collect --cluster` applies; part of `npm run docs`.
import { readFileSync, writeFileSync } from "node:fs";
import { nodeAgentYaml } from "./node-agent-yaml.ts";

const file = new URL("../deploy/node-agent/agent.yaml", import.meta.url);
const text = nodeAgentYaml();
if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text)
    throw new Error("deploy/node-agent/agent.yaml is stale: run npm run docs.");
} else writeFileSync(file, text);
