import { stringMapOf } from "../../kubernetes/object.ts";
import type { ObjectCheck } from "../check.ts";
import { setting } from "../writing/fixes.ts";

const LABEL = "app.kubernetes.io/part-of";

// What Argo CD looks up through its settings; argocd-cmd-params-cm is the environment of its pods and needs no label.
const CONFIG_MAPS: ReadonlySet<string> = new Set([
  "argocd-cm",
  "argocd-gpg-keys-cm",
  "argocd-rbac-cm",
  "argocd-ssh-known-hosts-cm",
  "argocd-tls-certs-cm",
]);

/** The ConfigMaps that Argo CD is set up with carry the label that it finds them by (`partOfArgoCDSelector` of its settings). */
export const argoCdSettingsUnlabelled: ObjectCheck = {
  on: "object",
  kinds: ["ConfigMap"],
  id: "argo-cd-settings-unlabelled",
  title: "Argo CD ConfigMap without its part-of label",
  topic: "metadata",
  severity: "low",
  description:
    "Argo CD reads only ConfigMaps with the label `app.kubernetes.io/part-of: argocd`. Without it the settings have no effect: RBAC in `argocd-rbac-cm`, trusted hosts, single sign-on.",
  remediation: "Add the label `app.kubernetes.io/part-of: argocd`.",
  references: [],
  aliases: ["datree:37", "datree:ARGO_CONFIGMAP_MISSING_PART_OF_LABEL_VALUE_ARGOCD"],

  *evaluate({ object, reference }) {
    if (!CONFIG_MAPS.has(reference.name)) return;
    const value = stringMapOf(object, "labels")[LABEL];
    if (value === "argocd") return;
    const path = ["metadata", "labels", LABEL];
    yield {
      path,
      message: `Argo CD does not read it without the label ${LABEL}: argocd`,
      fix: setting("may-break", path, value, "argocd"),
    };
  },

  examples: {
    violating: [
      {
        title: "another value, and none",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "argocd-cm", labels: { "app.kubernetes.io/part-of": "argo" } },
          },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "argocd-rbac-cm" } },
        ],
        violations: [
          "ConfigMap/argocd-cm metadata.labels[app.kubernetes.io/part-of]: Argo CD does not read it without the label app.kubernetes.io/part-of: argocd",
          "ConfigMap/argocd-rbac-cm metadata.labels[app.kubernetes.io/part-of]: Argo CD does not read it without the label app.kubernetes.io/part-of: argocd",
        ],
      },
    ],
    compliant: [
      {
        title: "the label, and a ConfigMap that is read otherwise",
        objects: [
          {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: "argocd-cm", labels: { "app.kubernetes.io/part-of": "argocd" } },
          },
          { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "argocd-cmd-params-cm" } },
        ],
      },
    ],
  },
};
