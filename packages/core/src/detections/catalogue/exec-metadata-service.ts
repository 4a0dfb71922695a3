import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const METADATA =
  /169\.254\.169\.254|169\.254\.170\.2\b|fd00:ec2::254|metadata\.google\.internal|metadata\.azure|0x0?a9fea9fe|\b2852039166\b|0xa9\.0xfe|0251\.0376|latest\/meta-data|computeMetadata\/v1/i;

/** A command that asks the cloud for the node's credentials. */
export const execMetadataService: Detection = {
  id: "exec-metadata-service",
  title: "Cloud metadata asked for by a command in a container",
  topic: "running-containers",
  severity: "high",
  why: "The metadata service gives whoever asks the cloud credentials of the node, often with rights far beyond the cluster.",
  response:
    "Close the metadata service to pods (hop limit 1, NetworkPolicy), and look in the cloud's log for what the node's role did.",
  falsePositives: "Somebody who looks for the region of a node.",
  techniques: ["T1609", "T1552.005"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event) || !METADATA.test(command)) return undefined;
    return {
      because: `${whoIs(event)} asks the metadata service from ${containerOf(event)}: ${shown(command)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "the address as a number",
        events: [execExample(["curl", "http://2852039166/latest/"])],
        detected:
          'high: mallory@example.com asks the metadata service from container "app" of pod shop/web: curl http://2852039166/latest/',
      },
    ],
    negative: [{ title: "any other address", events: [execExample(["curl", "http://10.0.0.1/"])] }],
  },
};
