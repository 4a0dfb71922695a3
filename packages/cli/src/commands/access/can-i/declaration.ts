import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command, OptionDeclaration } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";
import { API_GROUP, AS_GROUP, EXPLAIN, NAMESPACE, NON_RESOURCE_URL } from "../options.ts";

const AS: OptionDeclaration = {
  name: "as",
  kind: "value",
  placeholder: "SUBJECT",
  description:
    "Who asks: NAME or user:NAME, NAMESPACE/NAME or system:serviceaccount:NAMESPACE:NAME, group:NAME",
};

/** `watertight access can-i`. */
export const canI: Command = {
  name: "can-i",
  summary: "Tell whether a user may do something, as the API server decides it",
  usage:
    "access can-i VERB (RESOURCE[/SUBRESOURCE] [NAME] | URL) --as SUBJECT [OPTIONS] PATH... | --batch FILE PATH...",
  operands: {
    placeholder: "a verb and a resource, or --batch FILE",
    minimum: 0,
    filenames: "apart",
  },
  options: [
    NAMESPACE,
    API_GROUP,
    NON_RESOURCE_URL,
    AS,
    AS_GROUP,
    EXPLAIN,
    TEXT_OR_JSON,
    BATCH,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight access can-i create pods/exec -n shop --as ann deploy/",
      description: "Whether ann may run commands in pods of a namespace: exit status 0 yes, 1 no",
    },
    {
      command: "watertight access can-i list secrets --as shop/web --explain deploy/",
      description: "A service account, cluster-wide, with the rule that decides",
    },
    {
      command: "watertight access can-i --batch reviews.jsonl deploy/",
      description: "SubjectAccessReviews, one a line, with their status",
    },
  ],
  run: () => import("./run.ts"),
};
