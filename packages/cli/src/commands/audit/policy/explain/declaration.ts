import type { Command } from "../../../../command.ts";
import { TEXT_OR_JSON } from "../../../../options.ts";
import { API_GROUP, AS_GROUP, NAMESPACE } from "../../../access/options.ts";

/** `watertight audit policy explain`. */
export const explain: Command = {
  name: "explain",
  summary: "Tell what an audit policy records of a request, by which rule, and why not by another",
  usage: "audit policy explain VERB (RESOURCE[/SUBRESOURCE] [NAME] | URL) [OPTIONS] POLICY",
  operands: { placeholder: "a verb, a resource and POLICY", minimum: 3, maximum: 4 },
  options: [
    NAMESPACE,
    API_GROUP,
    {
      name: "as",
      kind: "value",
      placeholder: "USER",
      default: "somebody whom no rule names",
      description: "Who asks: a user's name, or NAMESPACE/NAME of a service account",
    },
    AS_GROUP,
    TEXT_OR_JSON,
  ],
  examples: [
    {
      command: "watertight audit policy explain get secrets db -n shop --as ann audit-policy.yaml",
      description: "Level and stages of a request, the rule that decides, and what kept the others",
    },
    {
      command: "watertight audit policy explain create pods/exec web -n shop audit-policy.yaml",
      description: "Whether commands in pods are seen",
    },
  ],
  run: () => import("./run.ts"),
};
