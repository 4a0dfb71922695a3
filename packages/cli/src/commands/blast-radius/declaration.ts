import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { ATTACK_OPTIONS, formatOption } from "../paths/options.ts";
import { ASKED_AND_PATHS, TENANT_OPTIONS } from "../placement/options.ts";

/** `watertight blast-radius`. */
export const blastRadius: Command = {
  name: "blast-radius",
  summary: "Say what falls with a pod, workload, account, node, namespace or image",
  usage: "blast-radius ENTITY [OPTIONS] PATH...",
  operands: { ...ASKED_AND_PATHS, placeholder: "ENTITY and PATH" },
  options: [
    ...ATTACK_OPTIONS,
    ...TENANT_OPTIONS,
    formatOption([]),
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight blast-radius deployment/shop/web deploy/",
      description: "By hops, the sure first, then by tenant, and what stops it where",
    },
    {
      command: "watertight blast-radius node/worker-1 --cluster",
      description: "What lies in the hands of whoever has a node",
    },
  ],
  run: () => import("./run.ts"),
};
