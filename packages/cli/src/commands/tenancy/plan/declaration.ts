import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { ADMINISTRATOR, TENANT_OPTIONS } from "../../placement/options.ts";

/** `watertight tenancy plan`. */
export const plan: Command = {
  name: "plan",
  summary: "Write what separates two tenants, judged again before it is written",
  usage: "tenancy plan --from TENANT --to TENANT [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    { name: "from", kind: "value", placeholder: "TENANT", description: "One tenant" },
    {
      name: "to",
      kind: "value",
      placeholder: "TENANT",
      description: "The other; both ways are closed",
    },
    {
      name: "pool",
      kind: "values",
      placeholder: "TENANT=POOL",
      description:
        "Keep a pool of nodes for one of the two, as placement dedicated does; POOL is the value of a pool's label, KEY=VALUE or a node",
    },
    ...TENANT_OPTIONS,
    ADMINISTRATOR,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight tenancy plan --from a --to b --tenant-label example.com/tenant deploy/",
      description: "YAML on standard output, what it closes on standard error",
    },
    {
      command:
        "watertight tenancy plan --from a --to b --pool a=workers-a --tenant-label example.com/tenant deploy/",
      description: "With nodes of its own for one: what gives a node away may stay",
    },
  ],
  run: () => import("./run.ts"),
};
