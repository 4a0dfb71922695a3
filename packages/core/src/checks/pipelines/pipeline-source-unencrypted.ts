import { PIPELINE_FACTS } from "../../pipelines/facts-of.ts";
import { factPath, factTextOf } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { argoApplication } from "../writing/pipeline-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** Controllers follow sources that prove who they are. */
export const pipelineSourceUnencrypted: ObjectCheck = {
  on: "object",
  kinds: [PIPELINE_FACTS],
  id: "pipeline-source-unencrypted",
  title: "Deployed source without encryption",
  topic: "pipelines",
  severity: "high",
  description:
    "Whoever is on the way between the cluster and this source, or answers for its name, decides what is deployed: neither `http` nor `git` proves who answers.",
  remediation:
    "Use an address of `https` or `ssh`, and have the source's signature verified where that is possible.",
  references: referencesTo({ "mitre-attack": ["T1195", "T1557"] }),

  *evaluate({ object }) {
    const url = factTextOf(object, "unencrypted");
    if (url === "") return;
    yield {
      path: factPath("unencrypted"),
      message: `deploys what ${url} gives, which proves nothing`,
    };
  },

  examples: {
    violating: [
      {
        title: "an Application of http",
        objects: [argoApplication("http://git.example.com/web.git")],
        documents: [],
        violations: [
          "Pipeline/Application argocd/web spec.source.repoURL: deploys what http://git.example.com/web.git gives, which proves nothing",
        ],
      },
    ],
    compliant: [
      {
        title: "https",
        objects: [argoApplication("https://git.example.com/web.git")],
        documents: [],
      },
    ],
  },
};
