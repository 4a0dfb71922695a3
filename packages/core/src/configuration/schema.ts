import { PARAMETER_SCHEMAS } from "../checks/parameters.ts";
import { type Schema, strings, text } from "../json-schema/schema.ts";
import { BOOTSTRAP_POLICIES, CNI_NAMES, SEVERITIES, THRESHOLDS } from "../vocabulary.ts";
import { ADMISSION_SCHEMA } from "./admission-schema.ts";
import { ATTACK_PATHS_SCHEMA } from "./attack-schema.ts";
import { AUDIT_SCHEMA } from "./audit-schema.ts";
import { IMAGES_SCHEMA } from "./images-schema.ts";
import { ENVIRONMENTS_SCHEMA, NODES_SCHEMA } from "./nodes-schema.ts";
import { NOTIFICATIONS_SCHEMA } from "./notifications-schema.ts";
import { VERSIONS_SCHEMA } from "./versions-schema.ts";

const CHECK_IDS: Schema = strings({ format: "check-id" });

const EXCEPTION: Schema = {
  description: "One exception. In names, paths and labels * stands for any text.",
  type: "object",
  additionalProperties: false,
  required: ["checks", "reason", "owner"],
  properties: {
    checks: {
      description: "The checks that it is for; * for all.",
      ...strings({ format: "excepted-check-id" }),
    },
    kind: { description: "Kind of the object.", ...text() },
    namespace: { description: "Namespace that the object names.", ...text() },
    name: { description: "Name of the object.", ...text() },
    labels: {
      description: "Labels of the object.",
      type: "object",
      additionalProperties: { type: "string" },
    },
    container: { description: "Name of the container.", ...text() },
    path: {
      description: "The field, as findings name it.",
      ...text({ examples: ["spec.template.spec.containers[*].image"] }),
    },
    file: {
      description: "Glob of the file, or of the end of its path.",
      ...text({ examples: ["deploy/*.yaml"] }),
    },
    value: {
      description: "The valueFingerprint of the finding: another value there is reported.",
      ...text({ pattern: "^[0-9a-f]+$", examples: ["9f86d081884c7d65"] }),
    },
    reason: { description: "Why the weakness is accepted.", ...text() },
    owner: { description: "Who answers for it.", ...text() },
    until: {
      description: "The last day on which it holds.",
      ...text({
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        examples: ["2027-01-31"],
      }),
    },
  },
};

/**
 * The shape of watertight.yaml, as the JSON Schema that `schemas/configuration.schema.json` is printed from; `formats` are the
 * names of those that reports can have. What checks ask of an organization is declared in `checks/parameters/`.
 */
export function configurationSchema(formats: readonly string[]): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of Watertight",
    description: "watertight.yaml, found upward from the working directory.",
    type: "object",
    additionalProperties: false,
    properties: {
      failOn: {
        description: "Findings of this severity or worse give exit status 1; the default is high.",
        type: "string",
        enum: THRESHOLDS,
      },
      kubernetesVersion: {
        description: "Version of Kubernetes to judge and to render for.",
        type: "string",
        pattern: "^v?1\\.(0|[1-9][0-9]{0,2})(\\.[0-9]+)?([-+][0-9A-Za-z.+-]*)?$",
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
      namespace: {
        description: "Where objects are applied that name no namespace.",
        ...text({ pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", examples: ["shop"] }),
      },
      network: {
        description: "The cluster's network beyond its objects.",
        type: "object",
        additionalProperties: false,
        properties: {
          cni: {
            description: "Network plugin, which says what is enforced.",
            type: "string",
            enum: CNI_NAMES,
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
          ciliumLabels: {
            description:
              "Cilium's option labels: patterns of labels that its policies see of pods, or with ! do not, beside its own.",
            ...strings({ examples: ["k8s:team", "k8s:!job-name"] }),
          },
          podCidrs: {
            description: "Where the addresses of pods lie.",
            ...strings({ examples: ["10.244.0.0/16"] }),
          },
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
      tenancy: {
        description: "Who is a tenant: a set of namespaces that is to be apart from others.",
        type: "object",
        additionalProperties: false,
        properties: {
          label: {
            description: "Label of namespaces whose value is their tenant.",
            ...text({ examples: ["example.com/tenant"] }),
          },
          tenants: {
            description: "Namespaces by tenant; they come before what the label says.",
            type: "object",
            additionalProperties: strings(),
          },
        },
      },
      nodes: NODES_SCHEMA,
      environments: ENVIRONMENTS_SCHEMA,
      attackPaths: ATTACK_PATHS_SCHEMA,
      audit: AUDIT_SCHEMA,
      versions: VERSIONS_SCHEMA,
      admission: ADMISSION_SCHEMA,
      images: IMAGES_SCHEMA,
      notifications: NOTIFICATIONS_SCHEMA,
      output: {
        description: "Reports to write: a format, or a format and a file.",
        ...strings({
          pattern: `^(${formats.join("|")})(=.+)?$`,
          examples: ["sarif=out.sarif"],
        }),
      },
      cloud: {
        description:
          "Files with what aws, az or gcloud print of the cluster, or terraform show -json, from the folder of the configuration.",
        ...strings({ examples: ["cloud/cluster.json"] }),
      },
      exclude: {
        description: "Globs of files that are not read, from the folder of the configuration.",
        ...strings(),
      },
      helm: {
        description: "How charts are rendered.",
        type: "object",
        additionalProperties: false,
        properties: {
          values: {
            description: "Files of values, from the folder of the configuration.",
            ...strings(),
          },
          set: {
            description: "Single values.",
            ...strings({ pattern: "^[^=]+=", examples: ["image.tag=1.2.3"] }),
          },
        },
      },
      checks: {
        description: "Which checks run, and how much their findings weigh.",
        type: "object",
        additionalProperties: false,
        properties: {
          only: { description: "Run these checks and no others.", ...CHECK_IDS },
          skip: { description: "Do not run these checks.", ...CHECK_IDS },
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
        properties: PARAMETER_SCHEMAS,
      },
    },
  };
}
