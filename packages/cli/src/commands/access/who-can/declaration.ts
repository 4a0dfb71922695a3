import { QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";
import { API_GROUP, NAMESPACE, NON_RESOURCE_URL } from "../options.ts";

/** `watertight access who-can`. */
export const whoCan: Command = {
  name: "who-can",
  summary: "List the users, groups and service accounts that may do something, and why",
  usage:
    "access who-can VERB (RESOURCE[/SUBRESOURCE] [NAME] | URL) [OPTIONS] PATH... | --batch FILE PATH...",
  operands: {
    placeholder: "a verb and a resource, or --batch FILE",
    minimum: 0,
    filenames: "apart",
  },
  options: [
    NAMESPACE,
    API_GROUP,
    NON_RESOURCE_URL,
    {
      name: "expand-groups",
      kind: "flag",
      description: "Name the service accounts and users that the groups are known to have",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "List the subjects that are part of Kubernetes too",
    },
    TEXT_OR_JSON,
    BATCH,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight access who-can get secrets -n shop deploy/",
      description: "Who reads the secrets of a namespace, by which binding, role and rule",
    },
    {
      command:
        "kubectl get roles,rolebindings,clusterroles,clusterrolebindings,sa -A -o yaml | watertight access who-can escalate clusterroles --whole-cluster -",
      description: "Who may write roles beyond their own rights, in a whole cluster",
    },
  ],
  run: () => import("./run.ts"),
};
