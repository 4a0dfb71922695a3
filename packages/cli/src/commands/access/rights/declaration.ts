import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../../command.ts";
import { TEXT_OR_JSON } from "../../../options.ts";
import { AS_GROUP, EXPLAIN, IN_NAMESPACE, PATHS } from "../options.ts";

const SUBJECT: OptionDeclaration = {
  name: "subject",
  kind: "value",
  placeholder: "SUBJECT",
  description:
    "Whose rights: system:serviceaccount:NAMESPACE:NAME or NAMESPACE/NAME, user:NAME or group:NAME",
};

/** `watertight access rights`. */
export const rights: Command = {
  name: "rights",
  summary: "List all that a user, group or service account may do, merged and by namespace",
  usage: "access rights --subject SUBJECT [OPTIONS] PATH...",
  operands: PATHS,
  options: [SUBJECT, AS_GROUP, IN_NAMESPACE, EXPLAIN, TEXT_OR_JSON, ...QUESTION_OPTIONS],
  examples: [
    {
      command: "watertight access rights --subject shop/web --explain deploy/",
      description: "What a service account may do, and by which bindings",
    },
    {
      command: "watertight access rights --subject group:developers -n shop -o json deploy/",
      description: "The same of a group in one namespace, as a SelfSubjectRulesReview",
    },
  ],
  run: () => import("./run.ts"),
};
