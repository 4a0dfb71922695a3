import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { textAt, textsAt } from "../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { type FactDocument, factTextOf } from "../snapshot/facts.ts";
import { pipelineFactsOf } from "./facts-of.ts";
import { looksLikePipeline } from "./shapes.ts";

function documentOf(file: string, value: JsonValue): FactDocument {
  const at = { file, line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
  return { value, origin: { from: "file", file, document: 1, line: 1 }, locate: () => at };
}

/** `way: account or what it is of; namespaces; deploys; people`, a line a pipeline. */
function read(file: string, value: JsonValue, objects: readonly KubernetesObject[] = []): string[] {
  const documents = file === "" ? [] : [documentOf(file, value)];
  return pipelineFactsOf(documents, snapshotOf(objects)).map(({ object }) => {
    const of = (name: string): string =>
      factTextOf(object, name) ||
      textsAt(object, "spec", name, "value").join(",") ||
      textAt(object, "spec", name, "unknown");
    const who = of("account") || `${of("controller")} ${of("agent")}`.trim();
    return `${of("way")}: ${who}; ${of("namespaces")}; ${of("deploys")}; ${of("people")}`;
  });
}

describe("GitLab", () => {
  const AGENT = ".gitlab/agents/prod/config.yaml";

  it("has jobs and members act by an agent, as itself or as whom it says", () => {
    const config = {
      ci_access: {
        projects: [
          { id: "shop/web", default_namespace: "web", protected_branches_only: true },
          { id: "shop/api", access_as: { ci_job: {} }, environments: ["prod", "stage"] },
        ],
        groups: [
          { id: "ops", access_as: { impersonate: { username: "deployer", groups: ["ops"] } } },
        ],
        instance: {},
      },
      user_access: { access_as: { user: {} }, projects: [{ id: "shop/web" }] },
    };
    expect(read(AGENT, config)).toEqual([
      "agent: gitlab-agent prod; ; ; whoever may push to the project of the agent's configuration",
      "agent: gitlab-agent prod; web; ; whoever may push to a protected branch of project shop/web",
      "agent: user/gitlab:ci_job; ; ; whoever may push to project shop/api, for jobs of environment prod, stage",
      "agent: user/deployer; ; ; whoever may push to any project of group ops",
      "agent: gitlab-agent prod; ; ; whoever may push to any project of the GitLab instance",
      "agent: user/gitlab:user; ; ; whoever is at least Developer in project shop/web",
    ]);
  });

  it("has jobs choose a context, inherit scripts and variables, and use the connection by certificates", () => {
    const jobs = {
      stages: ["deploy"],
      variables: { KUBE_CONTEXT: "shop/infra:prod" },
      default: { before_script: ["kubectl get pods"] },
      ".base": { script: ["kubectl apply -n web -f k8s/"] },
      inherits: { extends: ".base" },
      lint: { variables: { KUBE_CONTEXT: "" }, script: "npm test" },
      certificate: {
        variables: { KUBE_CONTEXT: "" },
        script: ["kubectl --token $KUBE_TOKEN apply -k overlays/prod"],
        environment: "prod",
      },
      stored: {
        variables: { KUBE_CONTEXT: "" },
        script: [["helm upgrade \\\n  web ./charts/web --namespace web"]],
      },
      own: { variables: { KUBE_CONTEXT: "" }, id_tokens: {}, script: "kubectl apply -f a.yaml" },
    };
    const push = "whoever may push to the project of this pipeline";
    expect(read(".gitlab-ci.yml", jobs)).toEqual([
      `agent: gitlab-agent prod; web; k8s/; ${push}`,
      `certificate: GitLab keeps the account of a connection by certificates; ; overlays/prod; ${push} and to deploy to environment prod`,
      `kubeconfig: its kubeconfig is kept in GitLab; web; ./charts/web; ${push}`,
      `oidc: its token is exchanged outside the cluster; ; a.yaml; ${push}`,
    ]);
  });

  it("survives a job that extends itself", () => {
    expect(read(".gitlab-ci.yml", { a: { extends: ["b"] }, b: { extends: "a" } })).toEqual([]);
  });
});

describe("GitHub", () => {
  const FILE = ".github/workflows/deploy.yml";
  const APPLY = { run: "kubectl apply -f k8s/" };

  it("has jobs act by secrets, by tokens of their own and by actions", () => {
    const jobs = {
      test: { steps: [{ run: "npm test" }] },
      secret: {
        environment: { name: "prod" },
        steps: [{ ...APPLY, env: { KUBECONFIG: "${{ secrets.PROD }}" } }],
      },
      cloud: {
        permissions: { "id-token": "write" },
        steps: [
          {
            uses: "aws-actions/configure-aws-credentials@v4",
            with: { "role-to-assume": "arn:aws:iam::1:role/deploy" },
          },
          { run: "aws eks update-kubeconfig --name shop" },
        ],
      },
      action: {
        steps: [
          {
            uses: "azure/k8s-deploy@v5",
            with: { namespace: "web", manifests: "k8s/a.yaml\nk8s/b.yaml" },
          },
        ],
      },
    };
    const push = "whoever may push to the repository of this workflow";
    expect(read(FILE, { on: ["push"], jobs })).toEqual([
      `kubeconfig: its kubeconfig is kept in a secret of the repository; ; k8s/; ${push}, and passes what environment prod asks for`,
      `oidc: the cloud says which user arn:aws:iam::1:role/deploy is in the cluster; ; ; ${push}`,
      `kubeconfig: its credentials are kept outside the cluster; web; k8s/a.yaml,k8s/b.yaml; ${push}`,
    ]);
  });

  it("has strangers start what runs for their pull requests and comments", () => {
    for (const on of [
      ["pull_request_target"],
      { pull_request_target: {} },
      "pull_request_target",
    ]) {
      const people = read(FILE, { on, jobs: { a: { steps: [APPLY] } } });
      expect(people[0]?.split("; ").at(-1)).toBe("everybody who may open a pull request");
    }
    // YAML 1.1 reads `on` as true.
    const people = read(FILE, { true: "issue_comment", jobs: { a: { steps: [APPLY] } } });
    expect(people[0]?.split("; ").at(-1)).toBe("everybody who may comment on an issue");
  });
});

describe("controllers in the cluster", () => {
  const object = (
    apiVersion: string,
    kind: string,
    namespace: string,
    spec: JsonValue,
  ): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name: "web", namespace },
    spec,
  });

  it("follow sources as themselves, or as the account that an object names", () => {
    const source = object("source.toolkit.fluxcd.io/v1", "GitRepository", "team", {
      url: "ssh://git@example.com/web.git",
    });
    const sourceRef = { kind: "GitRepository", name: "web" };
    const flux = "kustomize.toolkit.fluxcd.io/v1";
    const push = "whoever may push to ssh://git@example.com/web.git";
    expect(
      read("", null, [
        source,
        object(flux, "Kustomization", "team", {
          sourceRef,
          path: "./deploy",
          targetNamespace: "web",
        }),
        object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "team", {
          serviceAccountName: "deployer",
          chart: { spec: { sourceRef: { kind: "HelmRepository", name: "charts" } } },
        }),
        object(flux, "Kustomization", "far", {
          sourceRef,
          kubeConfig: { secretRef: { name: "k" } },
        }),
      ]),
    ).toEqual([
      `controller: flux; web; ./deploy; ${push}`,
      "controller: it deploys to the cluster of its kubeConfig; ; ; whoever may push to GitRepository web",
      "controller: serviceaccount/team/deployer; team; ; whoever may push to HelmRepository charts",
    ]);
  });

  it("are Argo CD's, whose projects may give each namespace an account", () => {
    const argo = "argoproj.io/v1alpha1";
    const spec = (project: string, server: string): JsonValue => ({
      project,
      source: { repoURL: "https://git.example.com/web.git", path: "deploy" },
      destination: { server, namespace: "web" },
    });
    const own = "https://kubernetes.default.svc";
    const project = object(argo, "AppProject", "argocd", {
      destinationServiceAccounts: [
        { server: "*", namespace: "other-*", defaultServiceAccount: "no" },
        { server: own, namespace: "we*", defaultServiceAccount: "accounts:deployer" },
      ],
    });
    const push = "whoever may push to https://git.example.com/web.git";
    expect(
      read("", null, [
        project,
        object(argo, "Application", "argocd", spec("web", own)),
        object(argo, "Application", "argocd", spec("default", own)),
        object(argo, "Application", "argocd", spec("default", "https://10.0.0.1")),
        object(argo, "ApplicationSet", "argocd", { template: { spec: spec("default", own) } }),
      ]),
    ).toEqual([
      `controller: serviceaccount/accounts/deployer; web; deploy; ${push}`,
      `controller: argo-cd; web; deploy; ${push}`,
      `controller: it deploys to https://10.0.0.1, which is not this cluster; web; deploy; ${push}`,
      `controller: argo-cd; web; deploy; ${push}`,
    ]);
  });

  it("are Tekton's runs and listeners, with the account that they name", () => {
    const listener = { serviceAccountName: "listener", triggers: [{ interceptors: [] }] };
    const template = {
      resourcetemplates: [
        { kind: "PipelineRun", spec: { taskRunTemplate: { serviceAccountName: "builder" } } },
        { kind: "TaskRun", spec: { serviceAccountName: "$(tt.params.account)" } },
      ],
    };
    expect(
      read("", null, [
        object("triggers.tekton.dev/v1beta1", "EventListener", "ci", listener),
        object("triggers.tekton.dev/v1beta1", "TriggerTemplate", "ci", template),
        object("tekton.dev/v1", "TaskRun", "ci", { serviceAccountName: "tester" }),
        object("tekton.dev/v1", "PipelineRun", "ci", {}),
      ]),
    ).toEqual([
      "pod: serviceaccount/ci/tester; ci; ; whoever may change what TaskRun ci/web runs",
      "pod: serviceaccount/ci/listener; ci; ; whoever may have EventListener ci/web called",
      "pod: serviceaccount/ci/builder; ci; ; whoever may change what TriggerTemplate ci/web runs",
    ]);
  });
});

describe("Jenkins", () => {
  it("has its steps name credentials and its pods an account", () => {
    const text =
      "agent { kubernetes {\n namespace 'ci'\n serviceAccount 'jenkins'\n} }\nwithKubeConfig([credentialsId: 'prod']) {\n sh 'kubectl apply -n web -f k8s/'\n}";
    const push = "whoever may push to the repository of this Jenkinsfile";
    expect(read("ci/Jenkinsfile", text)).toEqual([
      `kubeconfig: its kubeconfig is credential prod of Jenkins; web; k8s/; ${push}`,
      `pod: serviceaccount/ci/jenkins; web; k8s/; ${push}`,
    ]);
    expect(read("Jenkinsfile", "sh 'npm test'")).toEqual([]);
    expect(read("Jenkinsfile.prod", "sh 'helm upgrade web ./charts/web'")).toEqual([
      `kubeconfig: its credentials are kept in Jenkins; ; ./charts/web; ${push}`,
    ]);
  });

  it("is configured as code with the accounts of its agents", () => {
    const kubernetes = {
      namespace: "ci",
      templates: [{ name: "maven", serviceAccount: "builder" }, { name: "plain" }],
    };
    expect(read("casc.yaml", { jenkins: { clouds: [{ kubernetes }] } })).toEqual([
      "pod: serviceaccount/ci/builder; ; ; whoever may change a job of this Jenkins",
    ]);
  });
});

it("knows files by their names and shapes, and leaves all others", () => {
  const jobs = { jobs: { a: {} } };
  const cases: readonly (readonly [string, JsonValue, boolean])[] = [
    [".gitlab-ci.yml", {}, true],
    ["app/.gitlab-ci.yaml", {}, true],
    [".gitlab/ci/deploy.yml", {}, true],
    [".gitlab/agents/prod/config.yaml", {}, true],
    [".gitlab/agents/prod/other.yaml", {}, false],
    [".github/workflows/a.yml", jobs, true],
    [".github/workflows/a.yml", {}, false],
    [".github/dependabot.yml", jobs, false],
    ["Jenkinsfile", "text", true],
    ["values.yaml", jobs, false],
    ["values.yaml", "text", false],
    ["casc.yaml", { jenkins: { clouds: [{ kubernetes: { name: "k" } }] } }, true],
  ];
  for (const [file, value, is] of cases)
    expect([file, looksLikePipeline(file, value)]).toEqual([file, is]);
});

it("reads scripts that were made to take long in little time", () => {
  const text = `${"helm ".repeat(100_000)}\n${"kubectl -f ".repeat(100_000)}`;
  const before = performance.now();
  read(".gitlab-ci.yml", { a: { script: text } });
  read("Jenkinsfile", `${"withKubeConfig credentialsId ".repeat(20_000)}${text}`);
  // Where a pattern tries everything twice it takes hours, on any machine.
  expect(performance.now() - before).toBeLessThan(60_000);
});
