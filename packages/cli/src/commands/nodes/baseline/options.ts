import type { OptionDeclaration } from "../../../command.ts";

/** Which node is looked at. */
export const LOOK_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "root",
    kind: "value",
    placeholder: "DIR",
    completes: "file",
    default: "/",
    description: "Root of the node's file system",
  },
  {
    name: "node",
    kind: "value",
    placeholder: "NAME",
    default: "the name of the host",
    description: "Name of the node in the cluster",
  },
];
