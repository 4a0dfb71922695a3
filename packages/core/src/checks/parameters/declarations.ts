// Every parameter of checks, declared once: type, default, schema and the value for the examples all come from here. A new one is
// an export of its name, and the check that reads it.
import { strings, text } from "../../json-schema/schema.ts";
import type { Parameter } from "./parameter.ts";
import {
  PROBE_FIELDS,
  type ProbeField,
  QUANTITIES,
  type Quantities,
  RESOURCES,
  type ResourceName,
} from "./words.ts";

/** Registry hosts, or hosts with the beginning of a repository: `ghcr.io/example`. Empty: every registry is allowed. */
export const allowedRegistries: Parameter<readonly string[]> = {
  description: "Registries, or repositories in them, that images may come from.",
  schema: strings(),
  default: [],
  example: ["registry.example.com/shop"],
};

/** Registry hosts, or hosts with the beginning of a repository, that no image may come from. */
export const forbiddenRegistries: Parameter<readonly string[]> = {
  description: "Registries, or repositories in them, that no image may come from.",
  schema: strings(),
  default: [],
  example: ["docker.io", "registry.example.com/old"],
};

/** Label keys that every workload resource and Namespace needs. Empty: none. */
export const requiredLabels: Parameter<readonly string[]> = {
  description: "Labels that every workload resource carries.",
  schema: strings(),
  default: [],
  example: ["app.kubernetes.io/name"],
};

/** Annotation keys that every workload resource and Namespace needs. Empty: none. */
export const requiredAnnotations: Parameter<readonly string[]> = {
  description: "Annotations that every workload resource carries.",
  schema: strings(),
  default: [],
  example: ["example.com/contact"],
};

/** Label keys whose value is to be the name of the workload resource. Empty: none. */
export const nameLabels: Parameter<readonly string[]> = {
  description: "Labels whose value is the name of the workload resource.",
  schema: strings(),
  default: [],
  example: ["app.kubernetes.io/name"],
};

/** Whether every workload resource is to name its namespace. */
export const namespaceRequired: Parameter<boolean> = {
  description: "Whether every workload resource is to name its namespace; the default is false.",
  schema: { type: "boolean" },
  default: false,
  example: true,
};

/** The numbers that every probe is to state. Empty: none. */
export const requiredProbeFields: Parameter<readonly ProbeField[]> = {
  description: "Numbers that every probe states.",
  schema: strings({ enum: PROBE_FIELDS }),
  default: [],
  example: ["failureThreshold"],
};

/** The namespaces that Argo CD runs in, beside those where the input shows it. */
export const argoCdNamespaces: Parameter<readonly string[]> = {
  description: "Namespaces that Argo CD runs in; the defaults are argocd and openshift-gitops.",
  schema: strings(),
  default: ["argocd", "openshift-gitops"],
  example: ["argocd"],
};

/** Absolute paths of nodes that are sensitive in addition to those that the checks know. */
export const forbiddenHostPaths: Parameter<readonly string[]> = {
  description: "Paths of the node that are sensitive, in addition to those that the checks know.",
  schema: strings({ pattern: "^/", examples: ["/var/run"] }),
  default: [],
  example: ["/srv/vault"],
};

/** The label that names the tenant of a workload resource or Namespace. */
export const tenantLabel: Parameter<string> = {
  description: "Label that tells whose workload or namespace it is.",
  schema: text(),
  default: "tenant",
  example: "tenant",
};

/** Resources whose request is to equal the limit. */
export const guaranteedResources: Parameter<readonly ResourceName[]> = {
  description: "Resources whose request is to equal the limit; the default is memory.",
  schema: strings({ enum: RESOURCES }),
  default: ["memory"],
  example: ["memory"],
};

/** Quantities that requests and limits do not go below. */
export const minimumResources: Parameter<Quantities> = {
  description: "What requests and limits of a container are at least.",
  schema: QUANTITIES,
  default: {},
  example: { cpu: "10m" },
};

/** Quantities that requests and limits do not go above. */
export const maximumResources: Parameter<Quantities> = {
  description: "What requests and limits of a container are at most.",
  schema: QUANTITIES,
  default: {},
  example: { memory: "8Gi" },
};

/** Whether containers are not to have CPU limits. */
export const cpuLimitsForbidden: Parameter<boolean> = {
  description: "Whether containers are not to have CPU limits; the default is false.",
  schema: { type: "boolean" },
  default: false,
  example: true,
};

/**
 * What else is a secret wherever it stands: by a noun phrase with its article (`a key of the shop`) a regular expression as
 * JavaScript has them. Its first group, where it has one, is the secret itself. It sees 100,000 characters of a text.
 */
export const secretPatterns: Parameter<Readonly<Record<string, string>>> = {
  description:
    "Secrets of this organization: for each name, such as a key of the shop, a regular expression as JavaScript has them. Keep it linear: it sees up to 100,000 characters of every text.",
  schema: { type: "object", additionalProperties: text({ format: "regex" }) },
  default: {},
  example: { "a key of the shop": "shop-[0-9]{8}" },
};
