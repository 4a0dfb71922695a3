import { clusterFact } from "../../cluster/cluster.ts";
import type { ObjectCheck } from "../check.ts";
import type { CheckParameters } from "../parameters.ts";

/** AppProjects are where Argo CD runs: in `argoCdNamespaces`, or where the input shows it. */
export function argoCdProjectMisplaced({
  argoCdNamespaces,
}: Pick<CheckParameters, "argoCdNamespaces">): ObjectCheck {
  return {
    on: "object",
    kinds: ["argoproj.io/AppProject"],
    id: "argo-cd-project-misplaced",
    title: "AppProject outside the Argo CD namespace",
    topic: "namespaces",
    severity: "low",
    description:
      "Argo CD reads AppProjects in its own namespace only. One elsewhere restricts nothing: its applications do not sync, or people move them to a project that allows more. `argoCdNamespaces` in the configuration lists where Argo CD runs, by default `argocd` and `openshift-gitops`; a namespace with `argocd-cm` in the input is one too. Applications are not asked about, as Argo CD may be told to read them anywhere.",
    remediation: "Set `metadata.namespace` to that of Argo CD.",
    references: [],
    aliases: ["datree:39", "datree:ARGO_APP_PROJECT_INCORRECT_NAMESPACE_VALUE"],

    *evaluate({ reference }, cluster) {
      const { namespace } = reference;
      if (namespace === undefined || argoCdNamespaces.includes(namespace)) return;
      if (shownNamespaces(cluster).has(namespace)) return;
      yield {
        path: ["metadata", "namespace"],
        message: `project is in namespace ${namespace}, where Argo CD does not run`,
      };
    },

    examples: {
      violating: [
        {
          title: "a namespace of a team",
          objects: [
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "AppProject",
              metadata: { name: "shop", namespace: "shop" },
            },
          ],
          violations: [
            "AppProject/shop metadata.namespace: project is in namespace shop, where Argo CD does not run",
          ],
        },
      ],
      compliant: [
        {
          title: "Argo CD's namespace, one where the input shows it, and none",
          objects: [
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "AppProject",
              metadata: { name: "shop", namespace: "argocd" },
            },
            {
              apiVersion: "v1",
              kind: "ConfigMap",
              metadata: {
                name: "argocd-cm",
                namespace: "delivery",
                labels: { "app.kubernetes.io/part-of": "argocd" },
              },
            },
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "AppProject",
              metadata: { name: "bank", namespace: "delivery" },
            },
            {
              apiVersion: "argoproj.io/v1alpha1",
              kind: "AppProject",
              metadata: { name: "zoo" },
            },
          ],
        },
      ],
    },
  };
}

const shownNamespaces = clusterFact(
  (cluster) =>
    new Set(
      cluster.snapshot
        .ofKind("", "ConfigMap")
        .filter(({ reference }) => reference.name === "argocd-cm")
        .map(({ reference }) => reference.namespace),
    ),
);
