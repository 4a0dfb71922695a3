import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";

/** `watertight policy evaluate`. */
export const evaluate: Command = {
  name: "evaluate",
  summary: "Say what the admission policies of the input say of its objects, or of reviews",
  usage:
    "policy evaluate [OPTIONS] PATH...\n       watertight policy evaluate --batch FILE [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "policies",
      kind: "values",
      placeholder: "PATH",
      completes: "file",
      description: "Further policies with their bindings and params; may be repeated",
    },
    {
      name: "unbound",
      kind: "flag",
      description: "Evaluate policies without a binding too, as if one denied by them everywhere",
    },
    {
      name: "operation",
      kind: "value",
      placeholder: "OPERATION",
      choices: ["CREATE", "UPDATE", "DELETE"],
      default: "CREATE",
      description: "What is done with the objects of the paths; an update changes nothing",
    },
    {
      name: "as",
      kind: "value",
      placeholder: "USER",
      default: "a user without a name",
      description: "Who makes the requests",
    },
    {
      name: "as-group",
      kind: "values",
      placeholder: "GROUP",
      description: "A group of that user; may be repeated",
    },
    TEXT_OR_JSON,
    BATCH,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight policy evaluate policies/ deploy/",
      description: "Every violation of every policy: exit status 1 where one would be denied",
    },
    {
      command: "watertight policy evaluate --batch reviews.jsonl policies/",
      description: "AdmissionReviews, one a line, with the API server's response and each decision",
    },
    {
      command: "watertight policy evaluate --policies new-policies/ --unbound --cluster",
      description: "What policies would deny of a running cluster before they are applied",
    },
  ],
  run: () => import("./run.ts"),
};
