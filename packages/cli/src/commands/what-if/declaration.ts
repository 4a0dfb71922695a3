import type { Command } from "../../command.ts";
import { QUIET } from "../../options.ts";

/** `watertight what-if`, which asks another verb; the verbs are asked for when it runs. */
export const whatIf = (commands: () => readonly Command[]): Command => ({
  name: "what-if",
  summary: "Answer any question about the input with changes that nobody has made yet",
  usage: "what-if [--apply PATCH]... [--put FILE]... [--delete OBJECT]... -- VERB ARGUMENTS...",
  operands: { placeholder: "VERB", minimum: 1, filenames: "apart" },
  options: [
    {
      name: "apply",
      kind: "values",
      placeholder: "PATCH",
      completes: "file",
      description:
        "Objects, merged as kubectl apply does; a kustomization with patches; or what fixes, fix and network synthesize print with -o json, or tenancy plan; - for standard input",
    },
    {
      name: "put",
      kind: "values",
      placeholder: "FILE",
      completes: "file",
      description: "Whole objects in the place of those that are there, as kubectl replace does",
    },
    {
      name: "delete",
      kind: "values",
      placeholder: "OBJECT",
      description:
        "An object that is gone, with what it controls: KIND/NAMESPACE/NAME or KIND/NAME",
    },
    QUIET,
  ],
  examples: [
    {
      command: "watertight fixes -o json deploy/ | watertight what-if --apply - -- paths deploy/",
      description: "Whether a path is left when the fixes are made",
    },
    {
      command: "watertight what-if --apply policy.yaml -- network connections --cluster",
      description: "What a policy would leave open in the running cluster",
    },
    {
      command:
        "watertight what-if --delete clusterrolebinding/agents -- access who-can get secrets deploy/",
      description: "Who could still read Secrets without a binding",
    },
  ],
  run: async () => {
    const { asksWith } = await import("./run.ts");
    return { run: asksWith(commands()) };
  },
});
