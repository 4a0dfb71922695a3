import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { isSystemNamespace } from "../facts/system-namespaces.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** The API server's configuration enforces a Pod Security level by default, and exempts nobody but the cluster's own parts. */
export const podSecurityDefaultWeak: ObjectCheck = {
  on: "object",
  kinds: [
    "apiserver.config.k8s.io/AdmissionConfiguration",
    "apiserver.k8s.io/AdmissionConfiguration",
    "pod-security.admission.config.k8s.io/PodSecurityConfiguration",
  ],
  id: "pod-security-default-weak",
  title: "Pod Security that lets pods pass by default",
  topic: "admission",
  severity: "medium",
  description:
    "A namespace without labels is held to the default. With `privileged`, also where nothing is said, whoever may create pods there owns a node. What is exempted is asked nothing at all, whatever the labels of a namespace say: not a namespace of users, not an account or a user, through whom everybody passes who may act as them, and not a runtime class, which every pod may name. Kubernetes' own namespaces may be exempted.",
  remediation:
    "Set `defaults.enforce: baseline` or `restricted`, and exempt only Kubernetes' own namespaces; label the namespaces that need more.",
  references: referencesTo({
    "cis-1.12": ["5.2.1"],
    "nsa-1.2": ["Pod security enforcement"],
    "mitre-attack": ["T1610", "T1611"],
  }),

  *evaluate({ object }) {
    if (object.kind === "PodSecurityConfiguration") {
      yield* violationsOf(object, []);
      return;
    }
    for (const [index, plugin] of listAt(object, "plugins").entries()) {
      if (!isPodSecurity(plugin) || textAt(plugin, "path") !== "") continue;
      const path = ["plugins", index, "configuration"];
      yield* violationsOf(objectAt(plugin, "configuration"), path);
    }
  },

  examples: {
    violating: [
      {
        title: "the privileged level, a namespace of users and an account",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AdmissionConfiguration",
            plugins: [
              { name: "EventRateLimit", path: "events.yaml" },
              {
                name: "PodSecurity",
                configuration: {
                  apiVersion: "pod-security.admission.config.k8s.io/v1",
                  kind: "PodSecurityConfiguration",
                  defaults: { enforce: "privileged" },
                  exemptions: {
                    namespaces: ["kube-system", "shop"],
                    usernames: ["system:serviceaccount:ci:deployer"],
                    runtimeClasses: ["kata"],
                  },
                },
              },
            ],
          },
        ],
        violations: [
          "AdmissionConfiguration/ plugins[1].configuration.defaults.enforce: pods of namespaces without labels are held to no level",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.namespaces[1]: pods of namespace shop are held to nothing",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.usernames[0]: pods that system:serviceaccount:ci:deployer makes are held to nothing",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.runtimeClasses[0]: pods that name the runtime class kata are held to nothing",
        ],
      },
      {
        title: "a configuration that only warns",
        objects: [
          {
            apiVersion: "pod-security.admission.config.k8s.io/v1",
            kind: "PodSecurityConfiguration",
            defaults: { warn: "restricted" },
          },
        ],
        violations: [
          "PodSecurityConfiguration/ defaults.enforce: pods of namespaces without labels are held to no level",
        ],
      },
    ],
    compliant: [
      {
        title: "a level, with Kubernetes' own namespaces exempted",
        objects: [
          {
            apiVersion: "pod-security.admission.config.k8s.io/v1",
            kind: "PodSecurityConfiguration",
            defaults: { enforce: "baseline" },
            exemptions: { namespaces: ["kube-system"] },
          },
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AdmissionConfiguration",
            plugins: [{ name: "PodSecurity", path: "pod-security.yaml" }],
          },
        ],
      },
    ],
  },
};

function isPodSecurity(plugin: JsonValue): boolean {
  return isJsonObject(plugin) && textAt(plugin, "name") === "PodSecurity";
}

function* violationsOf(
  configuration: JsonObject | KubernetesObject,
  path: FieldPath,
): Generator<Violation> {
  const level = textAt(configuration, "defaults", "enforce");
  if (level === "" || level === "privileged") {
    const at = [...path, "defaults", "enforce"];
    yield {
      path: at,
      message: "pods of namespaces without labels are held to no level",
      ...(level === "" ? {} : { fix: replacing("may-break", at, "baseline") }),
    };
  }
  for (const { field, says } of EXEMPTIONS) {
    for (const [index, name] of textsAt(configuration, "exemptions", field).entries()) {
      if (field === "namespaces" && isSystemNamespace(name)) continue;
      yield {
        path: [...path, "exemptions", field, index],
        message: `${says(name)} are held to nothing`,
      };
    }
  }
}

const EXEMPTIONS = [
  { field: "namespaces", says: (name: string) => `pods of namespace ${name}` },
  { field: "usernames", says: (name: string) => `pods that ${name} makes` },
  { field: "runtimeClasses", says: (name: string) => `pods that name the runtime class ${name}` },
] as const;
