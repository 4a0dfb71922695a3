import type { OptionDeclaration } from "../../command.ts";
import { CONFIGURATION_OPTIONS, QUIET, RENDER_OPTIONS } from "../../options.ts";

export const FILENAME: OptionDeclaration = {
  name: "filename",
  short: "f",
  kind: "values",
  placeholder: "PATH",
  completes: "file",
  description: "Where the roles and bindings are: files, folders, globs or -; may be repeated",
};

export const NAMESPACE: OptionDeclaration = {
  name: "namespace",
  short: "n",
  kind: "value",
  placeholder: "NAMESPACE",
  description: "Namespace of the request; without it, the request is for the whole cluster",
};

export const AS_GROUP: OptionDeclaration = {
  name: "as-group",
  kind: "values",
  placeholder: "GROUP",
  description: "Group of the user; may be repeated",
};

export const EXPLAIN: OptionDeclaration = {
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

/** What verbs that read roles and bindings take besides. */
export const READING: readonly OptionDeclaration[] = [
  WHOLE_CLUSTER,
  BOOTSTRAP_POLICY,
  ...RENDER_OPTIONS,
  ...CONFIGURATION_OPTIONS,
  QUIET,
];

export const API_GROUP: OptionDeclaration = {
  name: "api-group",
  kind: "value",
  placeholder: "GROUP",
  description: "API group of the resource, where its name does not say it",
};

export const NON_RESOURCE_URL: OptionDeclaration = {
  name: "non-resource-url",
  kind: "value",
  placeholder: "URL",
  description: "Ask about a path such as /metrics instead of a resource",
};

export const IN_NAMESPACE: OptionDeclaration = {
  ...NAMESPACE,
  description: "Only what holds in this namespace, whole-cluster rights included",
};

/** The operands of the verbs that take paths with `-f` too. */
export const PATHS = { placeholder: "PATH", minimum: 0, completes: "file" } as const;
