import { NEWEST_VERSION } from "@watertight/core/kubernetes";
import { HEAD_WITHOUT_INPUT, safeJson } from "@watertight/reports/json";
import type { Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";

/** `version`. */
export const run: Run = (args, { stdout, version }) => {
  const { platform, arch, version: node } = process;
  if (args.value("output") === "json") {
    const tool = { name: "watertight", version };
    const document = {
      ...HEAD_WITHOUT_INPUT,
      tool,
      kubernetes: NEWEST_VERSION,
      node,
      platform,
      arch,
    };
    stdout.write(`${safeJson(document)}\n`);
  } else {
    stdout.write(
      `watertight ${version}\nKubernetes up to ${NEWEST_VERSION}\nNode.js ${node}, ${platform} ${arch}\n`,
    );
  }
  return Promise.resolve(CLEAN);
};
