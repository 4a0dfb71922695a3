import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { ExampleDocument } from "../check.ts";

/** The configuration of the agent `prod` of GitLab's. */
export function agentConfiguration(json: JsonObject): ExampleDocument {
  return { file: ".gitlab/agents/prod/config.yaml", json };
}

/** A pipeline of GitLab's. */
export function gitlabPipeline(json: JsonObject): ExampleDocument {
  return { file: ".gitlab-ci.yml", json };
}

/** A workflow of GitHub's. */
export function githubWorkflow(json: JsonObject): ExampleDocument {
  return { file: ".github/workflows/deploy.yml", json };
}

/** A pipeline of Jenkins'. */
export function jenkinsfile(json: string): ExampleDocument {
  return { file: "Jenkinsfile", json };
}

/** The Deployment of an agent of GitLab's, in namespace shop. */
export function agentDeployment(name: string): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: `${name}-gitlab-agent`, namespace: "shop" },
    spec: {
      template: {
        spec: {
          serviceAccountName: "gitlab-agent",
          containers: [
            {
              name: "agentk",
              image:
                "registry.gitlab.com/gitlab-org/cluster-integration/gitlab-agent/agentk:v18.4.0",
            },
          ],
        },
      },
    },
  };
}

/** An Application of Argo CD's with this source. */
export function argoApplication(repoURL: string): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "web", namespace: "argocd" },
    spec: {
      project: "team",
      source: { repoURL, path: "deploy" },
      destination: { server: "https://kubernetes.default.svc", namespace: "web" },
    },
  };
}

/** An AppProject of Argo CD's. */
export function argoProject(
  destinations: readonly JsonObject[],
  clusterResourceWhitelist: readonly JsonObject[],
): KubernetesObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name: "team", namespace: "argocd" },
    spec: { sourceRepos: ["https://git.example.com/*"], destinations, clusterResourceWhitelist },
  };
}
