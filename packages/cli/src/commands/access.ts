import type { Command, OptionDeclaration } from "../command.ts";
import { BATCH, TEXT_OR_JSON } from "../options.ts";
import { escalate } from "./access/escalation.ts";
import { AS_GROUP, EXPLAIN, FILENAME, NAMESPACE, READING } from "./access/options.ts";
import { accessDiff, leastPrivilege, matrix, rights } from "./access/privilege.ts";

const API_GROUP: OptionDeclaration = {
  name: "api-group",
  kind: "value",
  placeholder: "GROUP",
  description: "API group of the resource, where its name does not say it",
};

const NON_RESOURCE_URL: OptionDeclaration = {
  name: "non-resource-url",
  kind: "value",
  placeholder: "URL",
  description: "Ask about a path such as /metrics instead of a resource",
};

const AS: OptionDeclaration = {
  name: "as",
  kind: "value",
  placeholder: "USER",
  description:
    "User who asks; a service account is system:serviceaccount:NAMESPACE:NAME and has its groups",
};

const canI: Command = {
  name: "can-i",
  summary: "Tell whether a user may do something, as the API server decides it",
  usage:
    "access can-i VERB (RESOURCE[/SUBRESOURCE] [NAME] | URL) --as USER [OPTIONS] -f PATH... | --batch FILE PATH...",
  operands: { placeholder: "a verb and a resource, or --batch FILE", minimum: 0 },
  options: [
    FILENAME,
    NAMESPACE,
    API_GROUP,
    NON_RESOURCE_URL,
    AS,
    AS_GROUP,
    EXPLAIN,
    TEXT_OR_JSON,
    BATCH,
    ...READING,
  ],
  examples: [
    {
      command: "watertight access can-i create pods/exec -n shop --as ann -f deploy/",
      description: "Whether ann may run commands in pods of a namespace: exit status 0 yes, 1 no",
    },
    {
      command:
        "watertight access can-i list secrets --as system:serviceaccount:shop:web --explain -f deploy/",
      description: "A service account, cluster-wide, with the rule that decides",
    },
    {
      command: "watertight access can-i --batch reviews.jsonl deploy/",
      description: "SubjectAccessReviews, one a line, with their status",
    },
  ],
  run: () => import("./access/can-i.ts"),
};

const whoCan: Command = {
  name: "who-can",
  summary: "List the users, groups and service accounts that may do something, and why",
  usage:
    "access who-can VERB (RESOURCE[/SUBRESOURCE] [NAME] | URL) [OPTIONS] -f PATH... | --batch FILE PATH...",
  operands: { placeholder: "a verb and a resource, or --batch FILE", minimum: 0 },
  options: [
    FILENAME,
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
    ...READING,
  ],
  examples: [
    {
      command: "watertight access who-can get secrets -n shop -f deploy/",
      description: "Who reads the secrets of a namespace, by which binding, role and rule",
    },
    {
      command:
        "kubectl get roles,rolebindings,clusterroles,clusterrolebindings,sa -A -o yaml | watertight access who-can escalate clusterroles --whole-cluster -f -",
      description: "Who may write roles beyond their own rights, in a whole cluster",
    },
  ],
  run: () => import("./access/who-can.ts"),
};

const covers: Command = {
  name: "covers",
  summary: "Tell whether one role's rights cover another's, by the API server's escalation check",
  usage: "access covers OWNER WANTED [OPTIONS] -f PATH... | --batch FILE",
  operands: { placeholder: "two roles, or --batch FILE", minimum: 0 },
  options: [FILENAME, TEXT_OR_JSON, BATCH, ...READING],
  examples: [
    {
      command: "watertight access covers clusterrole/edit role/shop/deployer -f deploy/",
      description: "Whether who has edit may create or bind the role deployer",
    },
    {
      command: "watertight access covers --batch - < questions.jsonl",
      description: "Lists of rules, owner and wanted, one question a line",
    },
  ],
  run: () => import("./access/covers.ts"),
};

/** `watertight access`. */
export const access: Command = {
  name: "access",
  summary: "Ask who may do what, exactly as the API server's authorizers decide it",
  usage: "access VERB [OPTIONS]",
  options: [],
  examples: [...canI.examples.slice(0, 1), ...whoCan.examples.slice(0, 1)],
  subcommands: [canI, whoCan, covers, escalate, rights, matrix, leastPrivilege, accessDiff],
};
