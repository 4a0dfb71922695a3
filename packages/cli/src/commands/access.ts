import type { Command, OptionDeclaration } from "../command.ts";
import { BATCH, CONFIGURATION_OPTIONS, QUIET, RENDER_OPTIONS, TEXT_OR_JSON } from "../options.ts";

const FILENAME: OptionDeclaration = {
  name: "filename",
  short: "f",
  kind: "values",
  placeholder: "PATH",
  completes: "file",
  description: "Where the roles and bindings are: files, folders, globs or -; may be repeated",
};

const NAMESPACE: OptionDeclaration = {
  name: "namespace",
  short: "n",
  kind: "value",
  placeholder: "NAMESPACE",
  description: "Namespace of the request; without it, the request is for the whole cluster",
};

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

const AS_GROUP: OptionDeclaration = {
  name: "as-group",
  kind: "values",
  placeholder: "GROUP",
  description: "Group of the user; may be repeated",
};

const EXPLAIN: OptionDeclaration = {
  name: "explain",
  kind: "flag",
  description: "Show the binding, the role and the rule that decide, and what is assumed",
};

const WHOLE_CLUSTER: OptionDeclaration = {
  name: "whole-cluster",
  kind: "flag",
  description: "The paths hold everything that is in the cluster: what is absent does not exist",
};

const BOOTSTRAP_POLICY: OptionDeclaration = {
  name: "bootstrap-policy",
  kind: "value",
  placeholder: "WHICH",
  choices: ["none", "roles", "roles-and-bindings"],
  default: "roles, or none with --whole-cluster",
  description: "What Kubernetes makes itself and counts where the paths lack it",
};

/** As `GOAL_IDS` of the core, which is not loaded for a declaration. */
const GOALS = [
  "cluster-admin",
  "secrets",
  "node",
  "accounts",
  "admission",
  "network",
  "traffic",
  "cloud",
  "deputies",
];

const READING = [
  WHOLE_CLUSTER,
  BOOTSTRAP_POLICY,
  ...RENDER_OPTIONS,
  ...CONFIGURATION_OPTIONS,
  QUIET,
] as const;

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

const escalate: Command = {
  name: "escalate",
  summary: "Find every way to more rights, step by step, and the bindings that break it",
  usage: "access escalate [--subject SUBJECT] [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 0, completes: "file" },
  options: [
    {
      name: "subject",
      kind: "values",
      placeholder: "SUBJECT",
      description:
        "Whose ways: NAMESPACE/NAME of a service account, user:NAME or group:NAME; may be repeated",
    },
    {
      name: "goal",
      kind: "values",
      placeholder: "GOAL",
      choices: GOALS,
      commaSeparated: true,
      default: "cluster-admin, secrets, node, accounts",
      description: "What the ways lead to; may be repeated",
    },
    {
      name: "paths",
      kind: "value",
      placeholder: "NUMBER",
      minimum: 1,
      default: "3, or 20 with --subject",
      description: "How many ways to each goal, one for each chain of techniques",
    },
    {
      name: "show-system",
      kind: "flag",
      description: "Search for the ways of subjects that are part of Kubernetes too",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["text", "json", "mermaid", "dot"],
      default: "text",
      description: "Format of the answer; mermaid and dot are diagrams",
    },
    FILENAME,
    WHOLE_CLUSTER,
    { ...BOOTSTRAP_POLICY, default: "roles-and-bindings" },
    ...RENDER_OPTIONS,
    ...CONFIGURATION_OPTIONS,
    QUIET,
  ],
  examples: [
    {
      command: "watertight access escalate deploy/",
      description: "Who comes to more rights than it has: exit status 1 if anybody does",
    },
    {
      command: "watertight access escalate --subject shop/web -o mermaid deploy/",
      description: "The ways of one service account, as a diagram",
    },
  ],
  run: () => import("./access/escalate.ts"),
};

/** `watertight access`. */
export const access: Command = {
  name: "access",
  summary: "Ask who may do what, exactly as the API server's authorizers decide it",
  usage: "access VERB [OPTIONS]",
  options: [],
  examples: [...canI.examples.slice(0, 1), ...whoCan.examples.slice(0, 1)],
  subcommands: [canI, whoCan, covers, escalate],
};
