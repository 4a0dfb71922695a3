import { type Schema, strings, text } from "../json-schema/schema.ts";
import { SEVERITIES } from "../vocabulary.ts";

const MODES = ["deny", "warn", "audit", "off"] as const;

const NAMESPACES: Readonly<Record<string, Schema>> = {
  namespaces: {
    description:
      "Names of namespaces, in which * stands for any text; the default is all of them, and what is in none.",
    ...strings({ examples: ["team-*"] }),
  },
  exceptNamespaces: {
    description: "Namespaces that are left out, in the same way.",
    ...strings({ examples: ["monitoring"] }),
  },
};

function entries(
  description: string,
  required: readonly string[],
  properties: Readonly<Record<string, Schema>>,
): Schema {
  return {
    description,
    type: "array",
    items: { type: "object", additionalProperties: false, required, properties },
  };
}

function quantities(description: string): Schema {
  return {
    description,
    type: "object",
    additionalProperties: text({
      pattern: "^[0-9]+([.][0-9]+)?([eE][0-9]+|[numkMGTPE]|[KMGTPE]i)?$",
      examples: ["256Mi"],
    }),
  };
}

const MODE: Schema = {
  description: "deny refuses the request, warn and audit tell of it, off does not look.",
  type: "string",
  enum: MODES,
};

const LEVELS: Schema = {
  description: "Levels and versions of namespaces without labels, by mode.",
  type: "object",
  additionalProperties: text({ examples: ["baseline", "latest"] }),
};

/** What is refused, told and filled in by `watertight serve --admission`. */
export const ADMISSION_SCHEMA: Schema = {
  description: "What is refused, told and filled in at admission, by watertight serve.",
  type: "object",
  additionalProperties: false,
  properties: {
    modes: entries(
      "What becomes of findings: the last entry that speaks of the check and the namespace decides. The default is to warn of severity medium and worse, and to audit the others.",
      ["mode"],
      {
        mode: MODE,
        checks: {
          description: "The checks that it is for; the default is all.",
          ...strings({ format: "excepted-check-id" }),
        },
        severity: {
          description: "For checks of this severity or worse; the default is all.",
          type: "string",
          enum: SEVERITIES,
        },
        ...NAMESPACES,
      },
    ),
    existingViolations: {
      description:
        "What becomes of an update of an object that had the same weakness before; the default is warn.",
      type: "string",
      enum: ["warn", "deny"],
    },
    onError: {
      description: "What becomes of a request that could not be evaluated; the default is deny.",
      type: "string",
      enum: ["deny", "allow"],
    },
    exemptNamespaces: {
      description:
        "Namespaces besides kube-system, kube-node-lease and the server's own in which nothing is refused, only told.",
      ...strings(),
    },
    annotatedExceptions: {
      description:
        "Whether exceptions count that annotations of an object state of itself: whoever may create it then decides. The default is false.",
      type: "boolean",
    },
    podSecurity: {
      description:
        "Pod Security as the API server's own admission has it, with these defaults and exemptions; absent: it is left to the API server.",
      type: "object",
      additionalProperties: false,
      properties: {
        defaults: LEVELS,
        exemptions: {
          description: "What is not judged.",
          type: "object",
          additionalProperties: false,
          properties: {
            usernames: { description: "Users.", ...strings() },
            runtimeClasses: { description: "Runtime classes.", ...strings() },
            namespaces: { description: "Namespaces.", ...strings() },
          },
        },
      },
    },
    connections: entries(
      "What becomes of connections into pods: the last entry that speaks of the subresource and the namespace decides.",
      ["mode", "reason"],
      {
        mode: MODE,
        subresources: {
          description: "The default is exec, attach, portforward and proxy.",
          ...strings({ pattern: "^(exec|attach|portforward|proxy)$", examples: ["exec"] }),
        },
        ...NAMESPACES,
        reason: { description: "What whoever is refused is told.", ...text() },
      },
    ),
    images: entries(
      "What becomes of pods whose images are not what images.trust says: the last entry that speaks of the namespace decides. Absent: no registry is asked.",
      ["mode"],
      {
        mode: MODE,
        pin: {
          description:
            "Whether tags are replaced by the digests that were decided about; the default is true.",
          type: "boolean",
        },
        ...NAMESPACES,
      },
    ),
    pullSecrets: {
      description:
        "Secrets of type kubernetes.io/dockerconfigjson in the server's own namespace, with its logins to registries.",
      ...strings({
        pattern: "^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$",
        examples: ["registry-login"],
      }),
    },
    defaults: entries("What pods and pod templates get where they leave it out.", [], {
      ...NAMESPACES,
      seccompProfile: {
        description: "The seccomp profile of the pod.",
        type: "string",
        enum: ["RuntimeDefault"],
      },
      automountServiceAccountToken: {
        description: "Whether the token of the service account is mounted.",
        type: "boolean",
      },
      resources: {
        description: "Requests and limits of each container.",
        type: "object",
        additionalProperties: false,
        properties: {
          requests: quantities("Requests by resource."),
          limits: quantities("Limits by resource."),
        },
      },
    }),
    newNamespaces: entries("What is made in namespaces as they are created.", [], {
      ...NAMESPACES,
      networkPolicy: {
        description: "A NetworkPolicy of all pods that allows nothing.",
        type: "string",
        enum: ["deny-all", "deny-ingress"],
      },
      resourceQuota: quantities("The hard limits of a ResourceQuota."),
      limitRange: {
        description: "A LimitRange for containers.",
        type: "object",
        additionalProperties: false,
        properties: {
          default: quantities("Limits of containers without."),
          defaultRequest: quantities("Requests of containers without."),
          max: quantities("At most."),
          min: quantities("At least."),
        },
      },
    }),
  },
};
