import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { ADMINISTRATOR, ASKED_AND_PATHS, EXPLAIN_PLACEMENT, TENANT_OPTIONS } from "../options.ts";

/** `watertight placement dedicated`. */
export const dedicated: Command = {
  name: "dedicated",
  summary: "Prove that a pool of nodes is a tenant's own, both ways, or write what makes it so",
  usage: "placement dedicated POOL --for TENANT [OPTIONS] PATH...",
  operands: { ...ASKED_AND_PATHS, placeholder: "POOL and PATH" },
  options: [
    {
      name: "for",
      kind: "value",
      placeholder: "TENANT",
      description: "A tenant, or a namespace",
    },
    ...TENANT_OPTIONS,
    ADMINISTRATOR,
    {
      name: "plan",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description:
        "Write the taints, labels, selectors, tolerations and policies that make it so, as YAML; - is standard output",
    },
    EXPLAIN_PLACEMENT,
    TEXT_OR_JSON,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight placement dedicated payments --for payments --cluster",
      description: "Who else may come to the nodes of a pool, and where its tenant may go besides",
    },
    {
      command:
        "watertight placement dedicated pool=b --for b --tenant b=b-web,b-data --plan pool.yaml deploy/",
      description:
        "The YAML that makes the pool the tenant's own, judged again before it is written",
    },
  ],
  run: () => import("./run.ts"),
};
