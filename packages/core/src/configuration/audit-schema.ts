import { type Schema, strings, text } from "../json-schema/schema.ts";

/** What detections in audit logs are told: who and what belongs there, and where nothing good comes from. */
export const AUDIT_SCHEMA: Schema = {
  description: "What detections in audit logs are told; a * at the end of a name is any text.",
  type: "object",
  additionalProperties: false,
  properties: {
    cloudAddresses: {
      description: "Address ranges of the cloud that the cluster runs in.",
      ...strings({ examples: ["54.208.0.0/13"] }),
    },
    addressLists: {
      description: "Address ranges from which nothing should come, by the name of their list.",
      type: "object",
      additionalProperties: strings({ examples: ["198.51.100.7"] }),
    },
    allowedImages: {
      description: "Registries and repositories that images may come from; absent: any.",
      ...strings({ examples: ["registry.example/shop"] }),
    },
    allowedNamespaces: {
      description: "Namespaces that may be created; absent: any.",
      ...strings({ examples: ["team-*"] }),
    },
    allowedUsers: {
      description: "Users who may use the API besides the system; absent: any.",
      ...strings(),
    },
    allowedNodes: {
      description: "Nodes that may join; absent: any that registers itself.",
      ...strings({ examples: ["worker-*"] }),
    },
    adminIdentities: {
      description: "Users and groups with all rights that are kept for emergencies.",
      ...strings({ examples: ["system:masters"] }),
    },
    systemIdentities: {
      description: "Users that are part of the platform beside Kubernetes' own.",
      ...strings({ examples: ["system:serviceaccount:flux-system:*"] }),
    },
    systemNamespaces: {
      description: "Namespaces of the platform beside Kubernetes' own.",
      ...strings({ examples: ["istio-system"] }),
    },
    suppressions: {
      description:
        "What audit incidents keeps back: detections of a rule, an actor and a namespace, whichever are named, with the reason and the last day.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["reason", "expires"],
        properties: {
          rule: text({ examples: ["exec-into-pod"] }),
          actor: text({ examples: ["ann@example.com"] }),
          namespace: text({ examples: ["staging-*"] }),
          reason: text(),
          expires: {
            description: "The last day on which it holds.",
            ...text({
              pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
              examples: ["2027-01-31"],
            }),
          },
        },
      },
    },
  },
};
