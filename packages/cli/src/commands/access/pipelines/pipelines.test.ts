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
  expect(stdout.split("assuming:")[0]).toBe(`MAY        ACTS AS                      PIPELINE
not known  not known                    Jenkinsfile credential prod
2 rules    serviceaccount/agents/agent  .gitlab-ci.yml job deploy

Jenkinsfile credential prod
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

const ROLE = "arn:aws:iam::111122223333:role/ci/deploy";
const WORKFLOW = `on: push
jobs:
  deploy:
    permissions: { id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: "${ROLE}" }
      - run: aws eks update-kubeconfig --name shop && kubectl apply -n web -f k8s/
`;
const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: deployers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: deployers }]
`;

it("knows who the cloud's role of a pipeline is: by an access entry, by aws-auth, by an access policy", async () => {
  const asked = async (files: Readonly<Record<string, string>>) => {
    const { stdout } = await watertight(["access", "pipelines", "-o", "json", "."], {
      ".github/workflows/deploy.yml": WORKFLOW,
      "binding.yaml": BINDING,
      ...files,
    });
    const { pipelines } = JSON.parse(stdout) as {
      readonly pipelines: readonly Readonly<Record<string, unknown>>[];
    };
    return pipelines.map(({ account, groups, unknown, clusterAdmin }) => ({
      ...{ account, groups, unknown, clusterAdmin },
    }));
  };
  const nobody = { account: null, groups: [], clusterAdmin: null };
  expect(await asked({})).toEqual([
    { ...nobody, unknown: `the cloud says which user ${ROLE} is in the cluster` },
  ]);
  const authenticated = ["system:authenticated"];
  const entry = { clusterName: "shop", principalArn: ROLE, kubernetesGroups: ["deployers"] };
  expect(await asked({ "entry.json": JSON.stringify({ accessEntry: entry }) })).toEqual([
    {
      account: `user/${ROLE}`,
      groups: ["deployers", ...authenticated],
      unknown: null,
      clusterAdmin: true,
    },
  ]);
  const awsAuth = `apiVersion: v1
kind: ConfigMap
metadata: { name: aws-auth, namespace: kube-system }
data:
  mapRoles: |
    - rolearn: ${ROLE.replace("ci/", "")}
      username: ci
      groups: [others]
`;
  expect(await asked({ "aws-auth.yaml": awsAuth })).toEqual([
    {
      account: "user/ci",
      groups: ["others", ...authenticated],
      unknown: null,
      clusterAdmin: false,
    },
  ]);
  const policies = {
    ...{ clusterName: "shop", principalArn: ROLE },
    associatedAccessPolicies: [
      {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster", namespaces: [] },
      },
    ],
  };
  expect(await asked({ "policies.json": JSON.stringify(policies) })).toEqual([
    { account: `user/${ROLE}`, groups: authenticated, unknown: null, clusterAdmin: true },
  ]);
});
