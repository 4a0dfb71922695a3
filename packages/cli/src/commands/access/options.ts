import type { OptionDeclaration } from "../../command.ts";

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

export const PATHS = { placeholder: "PATH", minimum: 1, completes: "file" } as const;
