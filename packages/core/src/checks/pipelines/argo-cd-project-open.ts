import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { argoProject } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** A project of Argo CD's keeps teams apart. */
export const argoCdProjectOpen: ObjectCheck = {
  on: "object",
  kinds: ["argoproj.io/AppProject"],
  id: "argo-cd-project-open",
  title: "Argo CD project without limits",
  topic: "pipelines",
  severity: "medium",
  description:
    "An AppProject is what keeps one team's Applications out of another's namespaces. With every namespace and every kind of cluster-wide object, whoever may push to a repository of one of its Applications deploys into all of them with the rights of Argo CD's controller, roles and bindings included. The project `default` is so from the start.",
  remediation:
    "Name the namespaces of the team in `destinations`, its repositories in `sourceRepos`, and no kind in `clusterResourceWhitelist` that the team does not need; empty the project `default`.",
  references: referencesTo({ "mitre-attack": ["T1078", "T1195"] }),

  *evaluate({ object }) {
    for (const [index, each] of listAt(object, "spec", "destinations").entries()) {
      if (textAt(each, "namespace") !== "*") continue;
      const isWhole = listAt(object, "spec", "clusterResourceWhitelist").some(
        (kind) => textAt(kind, "group") === "*" && textAt(kind, "kind") === "*",
      );
      const what = isWhole ? "everything, whatever its kind," : "into every namespace";
      const path = ["spec", "destinations", index, "namespace"];
      yield { path, message: `its Applications deploy ${what}${isWhole ? " everywhere" : ""}` };
    }
  },

  examples: {
    violating: [
      {
        title: "every namespace and every kind",
        objects: [argoProject([{ namespace: "*", server: "*" }], [{ group: "*", kind: "*" }])],
        documents: [],
        violations: [
          "AppProject/team spec.destinations[0].namespace: its Applications deploy everything, whatever its kind, everywhere",
        ],
      },
      {
        title: "every namespace",
        objects: [argoProject([{ namespace: "*", server: "*" }], [])],
        documents: [],
        violations: [
          "AppProject/team spec.destinations[0].namespace: its Applications deploy into every namespace",
        ],
      },
    ],
    compliant: [
      {
        title: "the namespaces of a team",
        objects: [argoProject([{ namespace: "team-*", server: "*" }], [])],
        documents: [],
      },
    ],
  },
};
