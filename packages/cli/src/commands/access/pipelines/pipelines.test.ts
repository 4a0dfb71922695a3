import { expect, it } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

const AGENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: prod-gitlab-agent, namespace: agents }
spec:
  template:
    spec:
      serviceAccountName: agent
      containers:
        - name: agentk
          image: registry.gitlab.com/gitlab-org/cluster-integration/gitlab-agent/agentk:v18.4.0
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: deploy, namespace: web }
rules:
  - { apiGroups: [""], resources: [configmaps], verbs: [create, get, patch] }
  - { apiGroups: [""], resources: [secrets], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: deploy, namespace: web }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: deploy }
subjects: [{ kind: ServiceAccount, name: agent, namespace: agents }]
`;
const MANIFESTS = `apiVersion: v1
kind: ConfigMap
metadata: { name: a }
---
apiVersion: v1
kind: Service
metadata: { name: b }
spec: { ports: [{ port: 80 }] }
`;
const PIPELINE = `deploy:
  script:
    - kubectl config use-context shop/infra:prod
    - kubectl apply -n web -f k8s/
`;
const FILES = {
  "agent.yaml": AGENT,
  "k8s/web.yaml": MANIFESTS,
  ".gitlab-ci.yml": PIPELINE,
  Jenkinsfile: "withKubeConfig([credentialsId: 'prod']) { sh 'kubectl delete pod a' }",
};

it("says who acts as whom, with which rights, and which of them are needed and which are missing", async () => {
  const { stdout, status } = await watertight(["access", "pipelines", "."], FILES);
  expect(stdout.split("assuming:")[0]).toBe(`Jenkinsfile credential prod
  jenkins, by credentials that are kept outside the cluster (Jenkinsfile:1:1)
  people: whoever may push to the repository of this Jenkinsfile
  acts as: not known, for its kubeconfig is credential prod of Jenkins
  needs: not known, for it does not say which manifests it deploys

.gitlab-ci.yml job deploy
  gitlab, by GitLab's agent (.gitlab-ci.yml:2:3)
  people: whoever may push to the project of this pipeline
  acts as: serviceaccount/agents/agent
  deploys to: web
  may: get, create, patch on configmaps in namespace web
  may: get on secrets in namespace web
  needs: create, get, patch on configmaps in namespace web
  needs: create, get, patch on services in namespace web
  lacks: create, get, patch on services in namespace web
  does not need: get on secrets in namespace web
  because: Deployment agents/prod-gitlab-agent spec.template.spec.containers[0].image: runs registry.gitlab.com/gitlab-org/cluster-integration/gitlab-agent/agentk:v18.4.0 (agent.yaml:10:11)

`);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    "2 pipelines: 0 may do everything, of 1 it is not known as whom they act.",
  );
  expect(status).toBe(0);
});

it("says the same in JSON", async () => {
  const { stdout } = await watertight(["access", "pipelines", "-o", "json", "."], FILES);
  const { pipelines } = JSON.parse(stdout) as { readonly pipelines: readonly unknown[] };
  expect(pipelines).toMatchObject([
    {
      tool: "jenkins",
      account: null,
      clusterAdmin: null,
      unknown: "its kubeconfig is credential prod of Jenkins",
    },
    {
      pipeline: ".gitlab-ci.yml job deploy",
      tool: "gitlab",
      way: "agent",
      people: "whoever may push to the project of this pipeline",
      namespaces: ["web"],
      account: "serviceaccount/agents/agent",
      unknown: null,
      clusterAdmin: false,
      needs: [
        {
          namespace: "web",
          group: "",
          resource: "configmaps",
          verbs: ["create", "get", "patch"],
          missing: [],
        },
        { namespace: "web", group: "", resource: "services", missing: ["create", "get", "patch"] },
      ],
      needsUnknown: null,
      notNeeded: [
        { namespace: "web", rules: [{ verbs: ["get"], apiGroups: [""], resources: ["secrets"] }] },
      ],
      proof: [
        { location: { file: ".gitlab-ci.yml", line: 2 } },
        { location: { file: "agent.yaml", line: 10 } },
      ],
    },
  ]);
});

it("says where there is none, and scans a folder of pipelines alone", async () => {
  const none = await watertight(["access", "pipelines", "."], { "a.yaml": MANIFESTS });
  expect(none.stdout).toBe(
    "The input shows no pipeline: no file of GitLab, GitHub or Jenkins, and nothing that Argo CD, Flux or Tekton run.\n",
  );
  const only = await watertight(["scan", "-o", "oneline", "."], {
    ".github/workflows/a.yml":
      "on: [issue_comment]\njobs: { a: { environment: p, steps: [{ run: kubectl apply -f a }] } }\n",
  });
  expect(only.stdout.split("\n").map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
    ".github/workflows/a.yml:1:1 critical pipeline-open-to-everybody",
    ".github/workflows/a.yml:2:9 medium pipeline-credential-stored",
    ".github/workflows/a.yml:2:1 info not-examined",
    "",
  ]);
});
