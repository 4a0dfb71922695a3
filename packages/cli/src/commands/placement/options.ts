import type { OptionDeclaration } from "../../command.ts";

/** Of a question about where pods may run. */
export const EVER: OptionDeclaration = {
  name: "ever",
  kind: "flag",
  description:
    "Leave out what passes by itself: free ports and resources, gates, volumes, and which other pods are where",
};

export const EXPLAIN_PLACEMENT: OptionDeclaration = {
  name: "explain",
  kind: "flag",
  description: "Show what a yes passes, and what is assumed",
};

/** A place first, then the paths. */
export const ASKED_AND_PATHS = { minimum: 1, completes: "file", filenames: "apart" } as const;

/** How tenants are told. */
export const TENANT_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: "tenant-label",
    kind: "value",
    placeholder: "KEY",
    default: "tenancy.label of the configuration, else the first label that products use",
    description: "Label of namespaces whose value is their tenant",
  },
  {
    name: "tenant",
    kind: "values",
    placeholder: "NAME=NAMESPACE,...",
    description: "A tenant with its namespaces; may be repeated, and comes before labels",
  },
];

/** Who is not to be kept out of anything. */
export const ADMINISTRATOR: OptionDeclaration = {
  name: "administrator",
  kind: "values",
  placeholder: "SUBJECT",
  description:
    "Who is to administer the cluster, so that nodes are not kept from him: user/NAME, group/NAME or serviceaccount/NAMESPACE/NAME; may be repeated",
};
