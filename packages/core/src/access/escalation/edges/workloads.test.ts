import { describe, expect, test } from "vitest";
import {
  BOSS,
  type EscalationCase,
  inside,
  named,
  outcomeOf,
  pod,
} from "../../../../testing/access/escalation.ts";
import { rule } from "../../../../testing/access/objects.ts";

describe("workloads", () => {
  const apps = { apiGroups: ["apps"] };
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "t" },
    spec: { template: { spec: { containers: [] } } },
  };
  test.each<EscalationCase>([
    {
      title: "a pod of one's own",
      objects: [...BOSS, ...inside("t", rule("create", "pods"))],
      ways: ["create-workload"],
    },
    {
      title: "a CronJob of one's own",
      objects: [...BOSS, ...inside("t", rule("create", "cronjobs", { apiGroups: ["batch"] }))],
      ways: ["create-workload"],
    },
    {
      title: "near miss: in a namespace where nobody has more",
      objects: [...BOSS, ...inside("s", rule("create", "pods"))],
      ways: [],
    },
    {
      title: "near miss: a POST of a pod has no name",
      objects: [...BOSS, ...inside("t", rule("create", "pods", named("web")))],
      ways: [],
    },
    {
      title: "by apply, which has a name",
      objects: [...BOSS, ...inside("t", rule("create patch", "pods", named("web")))],
      // The pod web that it may patch, which the input does not show, may be anybody's.
      ways: ["create-workload", "modify-pod ?"],
    },
    {
      title: "a workload that is there",
      objects: [
        ...BOSS,
        deployment,
        ...inside("t", rule("patch", "deployments", { ...apps, ...named("web") })),
      ],
      ways: ["modify-workload"],
    },
    {
      title: "a workload that the input does not show is not sure",
      objects: [
        ...BOSS,
        ...inside("t", rule("patch", "deployments", { ...apps, ...named("other") })),
      ],
      ways: ["modify-workload ?"],
    },
    {
      title: "near miss: scaling changes no pod",
      objects: [
        ...BOSS,
        deployment,
        ...inside("t", rule("patch update", "deployments/scale", apps)),
      ],
      ways: [],
    },
    {
      title: "commands in a pod, by a WebSocket's GET before 1.35",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("get", "pods/exec"))],
      kubernetesVersion: "v1.34",
      ways: ["exec-in-pod"],
    },
    {
      title: "near miss: from 1.35 a GET is asked for create too",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("get", "pods/exec"))],
      kubernetesVersion: "v1.35",
      ways: [],
    },
    {
      title: "commands in a pod by create alone",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("create", "pods/attach"))],
      ways: ["exec-in-pod"],
    },
    {
      title: "an ephemeral container",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        ...inside("t", rule("patch", "pods/ephemeralcontainers")),
      ],
      ways: ["exec-in-pod"],
    },
    {
      title: "another image for a pod",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("patch", "pods"))],
      ways: ["modify-pod"],
    },
    {
      title: "near miss: the pod mounts no token",
      objects: [
        ...BOSS,
        pod("t/p", "boss", { automountServiceAccountToken: false }),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: [],
    },
    {
      title: "near miss: the account says that no token is mounted",
      objects: [
        ...BOSS,
        {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: { name: "boss", namespace: "t" },
          automountServiceAccountToken: false,
        },
        pod("t/p", "boss"),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: [],
    },
    {
      title: "near miss: pods/* is no resource",
      objects: [...BOSS, pod("t/p", "boss"), ...inside("t", rule("create", "pods/*"))],
      ways: [],
    },
    {
      title: "near miss: another pod by name",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        pod("t/q", "nobody"),
        ...inside("t", rule("create", "pods/exec", named("q"))),
      ],
      ways: [],
    },
    {
      title: "a pod of a StatefulSet by the name that it will have",
      objects: [
        ...BOSS,
        {
          apiVersion: "apps/v1",
          kind: "StatefulSet",
          metadata: { name: "db", namespace: "t" },
          spec: { replicas: 2, template: { spec: { serviceAccountName: "boss", containers: [] } } },
        },
        ...inside("t", rule("create", "pods/exec", named("db-1"))),
      ],
      ways: ["exec-in-pod"],
    },
    {
      title: "a pod by name that the input does not show is not sure",
      objects: [
        ...BOSS,
        pod("t/p", "nobody"),
        ...inside("t", rule("create", "pods/exec", named("gone"))),
      ],
      ways: ["exec-in-pod ?"],
    },
    {
      title: "a pod that mounts another account's token",
      objects: [
        ...BOSS,
        {
          apiVersion: "v1",
          kind: "Secret",
          metadata: {
            name: "boss-token",
            namespace: "t",
            annotations: { "kubernetes.io/service-account.name": "boss" },
          },
          type: "kubernetes.io/service-account-token",
        },
        pod("t/p", "nobody", { volumes: [{ name: "v", secret: { secretName: "boss-token" } }] }),
        ...inside("t", rule("create", "pods/exec")),
      ],
      ways: ["exec-in-pod"],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});
