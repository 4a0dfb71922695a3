import { PROBE_FIELDS, RESOURCES } from "@watertight/core/checks";
import { SEVERITIES } from "@watertight/core/findings";
import { BOOTSTRAP_POLICIES, CNI_CHOICES } from "../cluster-options.ts";
import { FAIL_ON, REPORT_FORMATS } from "../options.ts";
import type { Schema } from "./validate.ts";

const strings = (description: string, more: Partial<Schema> = {}): Schema => ({
  description,
  type: "array",
  uniqueItems: true,
  items: { type: "string", minLength: 1, ...more },
});

const QUANTITY: Schema = {
  description: "As in the resources of a container; in quotes where it is a number alone.",
  type: "string",
  pattern: "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$",
  examples: ["500m", "8Gi"],
};

const checkIds = (description: string): Schema => strings(description, { format: "check-id" });

/** A quantity for each resource, as `500m` or `8Gi`. */
const quantities = (description: string): Schema => ({
  description,
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(RESOURCES.map((resource) => [resource, QUANTITY])),
});
const text = (description: string, more: Partial<Schema> = {}): Schema => ({
  description,
  type: "string",
  minLength: 1,
  ...more,
});

const EXCEPTION: Schema = {
  description: "One exception. In names, paths and labels * stands for any text.",
  type: "object",
  additionalProperties: false,
  required: ["checks", "reason", "owner"],
  properties: {
    checks: strings("The checks that it is for; * for all.", {
      format: "excepted-check-id",
    }),
    kind: text("Kind of the object."),
    namespace: text("Namespace that the object names."),
    name: text("Name of the object."),
    labels: {
      description: "Labels of the object.",
      type: "object",
      additionalProperties: { type: "string" },
    },
    container: text("Name of the container."),
    path: text("The field, as findings name it.", {
      examples: ["spec.template.spec.containers[*].image"],
    }),
    file: text("Glob of the file, or of the end of its path.", { examples: ["deploy/*.yaml"] }),
    value: text("The valueFingerprint of the finding: another value there is reported.", {
      pattern: "^[0-9a-f]+$",
      examples: ["9f86d081884c7d65"],
    }),
    reason: text("Why the weakness is accepted."),
    owner: text("Who answers for it."),
    until: text("The last day on which it holds.", {
      pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
      examples: ["2027-01-31"],
    }),
  },
};

/**
 * The shape of watertight.yaml, as the JSON Schema that `schemas/configuration.schema.json` is printed from
 * (by `tools/generate-schemas.ts`). A new parameter of a check is an entry in `parameters`.
 */
export const CONFIGURATION_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Configuration of Watertight",
  description: "watertight.yaml, found upward from the working directory.",
  type: "object",
  additionalProperties: false,
  properties: {
    failOn: {
      description: "Findings of this severity or worse give exit status 1; the default is high.",
      type: "string",
      enum: FAIL_ON,
    },
    kubernetesVersion: {
      description: "Version of Kubernetes to judge and to render for.",
      type: "string",
      pattern: "^v?1\\.[0-9]{1,3}(\\.[0-9]{1,3})?$",
      examples: ["v1.37"],
    },
    wholeCluster: {
      description:
        "Whether the input is everything in the cluster, so that what is absent does not exist.",
      type: "boolean",
    },
    oneWorld: {
      description:
        "Whether all of the input is deployed together, even where folders hold different objects of one name; the default is false.",
      type: "boolean",
    },
    namespace: text("Where objects are applied that name no namespace.", {
      pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
      examples: ["shop"],
    }),
    network: {
      description: "The cluster's network beyond its objects.",
      type: "object",
      additionalProperties: false,
      properties: {
        cni: {
          description: "Network plug-in, which says what is enforced.",
          type: "string",
          enum: CNI_CHOICES,
        },
        ipBlocksMatchPods: {
          description: "Whether ranges of addresses in policies match pods in them.",
          type: "boolean",
        },
        hostNetworkPods: {
          description: "Whether policies see pods on the host's network as pods or as nodes.",
          type: "string",
          enum: ["pod", "node"],
        },
        podCidrs: strings("Where the addresses of pods lie.", { examples: ["10.244.0.0/16"] }),
      },
    },
    access: {
      description: "Access to the API beyond its objects.",
      type: "object",
      additionalProperties: false,
      properties: {
        bootstrapPolicy: {
          description:
            "What of Kubernetes' own roles and bindings counts where the input lacks it.",
          type: "string",
          enum: BOOTSTRAP_POLICIES,
        },
      },
    },
    output: strings("Reports to write: a format, or a format and a file.", {
      pattern: `^(${REPORT_FORMATS.join("|")})(=.+)?$`,
      examples: ["sarif=out.sarif"],
    }),
    exclude: strings("Globs of files that are not read, from the folder of the configuration."),
    helm: {
      description: "How charts are rendered.",
      type: "object",
      additionalProperties: false,
      properties: {
        values: strings("Files of values, from the folder of the configuration."),
        set: strings("Single values.", { pattern: "^[^=]+=", examples: ["image.tag=1.2.3"] }),
      },
    },
    checks: {
      description: "Which checks run, and how much their findings weigh.",
      type: "object",
      additionalProperties: false,
      properties: {
        only: checkIds("Run these checks and no others."),
        skip: checkIds("Do not run these checks."),
        severity: {
          description: "Severities by check, in place of the check's own.",
          type: "object",
          propertyNames: { format: "check-id" },
          additionalProperties: { type: "string", enum: SEVERITIES },
        },
      },
    },
    exceptions: {
      description: "Weaknesses that are accepted; every member of an entry must hold.",
      type: "array",
      items: EXCEPTION,
    },
    parameters: {
      description: "What checks ask of this organization.",
      type: "object",
      additionalProperties: false,
      properties: {
        allowedRegistries: strings(
          "Registries, or repositories in them, that images may come from.",
        ),
        forbiddenRegistries: strings(
          "Registries, or repositories in them, that no image may come from.",
        ),
        requiredLabels: strings("Labels that every workload resource carries."),
        requiredAnnotations: strings("Annotations that every workload resource carries."),
        nameLabels: strings("Labels whose value is the name of the workload resource."),
        namespaceRequired: {
          description:
            "Whether every workload resource is to name its namespace; the default is false.",
          type: "boolean",
        },
        requiredProbeFields: strings("Numbers that every probe states.", { enum: PROBE_FIELDS }),
        argoCdNamespaces: strings(
          "Namespaces that Argo CD runs in; the defaults are argocd and openshift-gitops.",
        ),
        forbiddenHostPaths: strings(
          "Paths of the node that are sensitive, in addition to those that the checks know.",
          {
            pattern: "^/",
            examples: ["/var/run"],
          },
        ),
        secretPatterns: {
          description:
            "Secrets of this organization: for each name, such as a key of the shop, a regular expression as JavaScript has them. Keep it linear: it sees up to 100,000 characters of every text.",
          type: "object",
          additionalProperties: { type: "string", minLength: 1, format: "regex" },
        },
        tenantLabel: {
          description: "Label that tells whose workload or namespace it is.",
          type: "string",
          minLength: 1,
        },
        guaranteedResources: strings(
          "Resources whose request is to equal the limit; the default is memory.",
          { enum: RESOURCES },
        ),
        minimumResources: quantities("What requests and limits of a container are at least."),
        maximumResources: quantities("What requests and limits of a container are at most."),
        cpuLimitsForbidden: {
          description: "Whether containers are not to have CPU limits; the default is false.",
          type: "boolean",
        },
      },
    },
  },
};
