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
  title: "Weak Pod Security default or exemption",
  topic: "admission",
  severity: "medium",
  description:
    "The default applies to namespaces without Pod Security labels. With `privileged`, which is also the default of the configuration, whoever may create pods there can control a node. Exemptions bypass Pod Security whatever the labels of a namespace say: a user namespace should not be exempt, nor an account or user, as whoever may impersonate them bypasses it too, nor a runtime class, which every pod may name. System namespaces may be exempt.",
  remediation:
    "Set `defaults.enforce: baseline` or `restricted`, and exempt only system namespaces; label the namespaces that need more.",
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
          "AdmissionConfiguration/ plugins[1].configuration.defaults.enforce: no Pod Security level is enforced in namespaces without labels",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.namespaces[1]: pods of namespace shop are exempt from Pod Security",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.usernames[0]: pods that system:serviceaccount:ci:deployer makes are exempt from Pod Security",
          "AdmissionConfiguration/ plugins[1].configuration.exemptions.runtimeClasses[0]: pods that name the runtime class kata are exempt from Pod Security",
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
          "PodSecurityConfiguration/ defaults.enforce: no Pod Security level is enforced in namespaces without labels",
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
      message: "no Pod Security level is enforced in namespaces without labels",
      ...(level === "" ? {} : { fix: replacing("may-break", at, "baseline") }),
    };
  }
  for (const { field, says } of EXEMPTIONS) {
    for (const [index, name] of textsAt(configuration, "exemptions", field).entries()) {
      if (field === "namespaces" && isSystemNamespace(name)) continue;
      yield {
        path: [...path, "exemptions", field, index],
        message: `${says(name)} are exempt from Pod Security`,
      };
    }
  }
}

const EXEMPTIONS = [
  { field: "namespaces", says: (name: string) => `pods of namespace ${name}` },
  { field: "usernames", says: (name: string) => `pods that ${name} makes` },
  { field: "runtimeClasses", says: (name: string) => `pods that name the runtime class ${name}` },
] as const;
