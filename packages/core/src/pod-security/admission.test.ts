import { expect, test } from "vitest";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { type AdmissionContext, admitPodSecurity } from "./admission.ts";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  parsePodSecurityConfiguration,
} from "./configuration.ts";
import { recommendLevels } from "./recommend.ts";

const PREFIX = "pod-security.kubernetes.io/";

function namespace(name: string, labels: JsonObject): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function pod(name: string, spec: JsonObject, uid?: string): KubernetesObject {
  const ownerReferences = uid === undefined ? [] : [{ uid, controller: true }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name, ownerReferences }, spec };
}

function context(changes: Partial<AdmissionContext>): AdmissionContext {
  const configuration = DEFAULT_POD_SECURITY_CONFIGURATION;
  return { configuration, getNamespace: () => undefined, podsIn: () => [], ...changes };
}

function update(labels: JsonObject, oldLabels: JsonObject): JsonObject {
  return {
    operation: "UPDATE",
    name: "shop",
    namespace: "shop",
    kind: { group: "", version: "v1", kind: "Namespace" },
    resource: { group: "", version: "v1", resource: "namespaces" },
    object: namespace("shop", labels),
    oldObject: namespace("shop", oldLabels),
  };
}

const CREATE_POD: JsonObject = {
  operation: "CREATE",
  name: "web",
  namespace: "shop",
  kind: { group: "", version: "v1", kind: "Pod" },
  resource: { group: "", version: "v1", resource: "pods" },
  object: pod("web", { hostPID: true }),
};

test("a pod that violates the enforced level is forbidden in upstream's words", () => {
  const getNamespace = () => namespace("shop", { [`${PREFIX}enforce`]: "baseline" });
  expect(admitPodSecurity(CREATE_POD, context({ getNamespace }))).toEqual({
    allowed: false,
    status: {
      metadata: {},
      status: "Failure",
      message:
        'pods "web" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostPID=true)',
      reason: "Forbidden",
      details: { name: "web", kind: "pods" },
      code: 403,
    },
    auditAnnotations: { "enforce-policy": "baseline:latest" },
  });
});

test("a namespace that does not exist is an internal error", () => {
  expect(admitPodSecurity(CREATE_POD, context({}))).toEqual({
    allowed: false,
    status: {
      metadata: {},
      status: "Failure",
      message: 'Internal error occurred: failed to lookup namespace "shop"',
      reason: "InternalError",
      details: { causes: [{ message: 'failed to lookup namespace "shop"' }] },
      code: 500,
    },
    auditAnnotations: {
      error:
        'Internal error occurred: failed to lookup namespace "shop": namespaces "shop" not found',
    },
  });
});

test("deleting a pod is none of its business", () => {
  expect(admitPodSecurity({ ...CREATE_POD, operation: "DELETE" }, context({}))).toEqual({
    allowed: true,
  });
});

test("wrong labels are refused with every field, unless they were there before", () => {
  const labels = { [`${PREFIX}enforce`]: "strict", [`${PREFIX}warn-version`]: "1.30" };
  expect(admitPodSecurity(update(labels, {}), context({})).status).toMatchObject({
    message:
      'Namespace "shop" is invalid: [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"]',
    reason: "Invalid",
    code: 422,
  });
  expect(admitPodSecurity(update(labels, labels), context({}))).toEqual({ allowed: true });
});

test("a stricter level warns about the pods that are there, grouped by reason", () => {
  const pods = [
    pod("c", { hostPID: true }),
    pod("b", { hostPID: true }),
    pod("a", { volumes: [{ name: "v", hostPath: {} }] }, "set"),
    pod("z", { volumes: [{ name: "v", hostPath: {} }] }, "set"),
    pod("ok", { containers: [{ name: "web" }] }),
    pod("d", { hostIPC: true }),
  ];
  const request = update({ [`${PREFIX}enforce`]: "baseline" }, {});
  const header =
    'existing pods in namespace "shop" violate the new PodSecurity enforce level "baseline:latest"';
  expect(admitPodSecurity(request, context({ podsIn: () => pods })).warnings).toEqual([
    header,
    "a (and 1 other pod): hostPath volumes",
    "b (and 2 other pods): host namespaces",
  ]);
  const cutOff = context({ podsIn: () => pods, isOverdue: () => true });
  expect(admitPodSecurity(request, cutOff).warnings).toEqual([
    "new PodSecurity enforce level only checked against the first 1 of 6 existing pods",
    header,
    "c: host namespaces",
  ]);
});

test("a configuration is read from an AdmissionConfiguration too, and every mistake is named", () => {
  const inner = {
    apiVersion: "pod-security.admission.config.k8s.io/v1",
    kind: "PodSecurityConfiguration",
    defaults: { enforce: "baseline", "warn-version": "v1.30" },
    exemptions: { usernames: ["admin"] },
  };
  const outer = {
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "AdmissionConfiguration",
    plugins: [{ name: "PodSecurity", configuration: inner }],
  };
  expect(parsePodSecurityConfiguration(outer)).toEqual({
    configuration: {
      defaults: {
        enforce: { level: "baseline", version: "latest" },
        audit: { level: "privileged", version: "latest" },
        warn: { level: "privileged", version: "v1.30" },
      },
      exemptions: { usernames: ["admin"], namespaces: [], runtimeClasses: [] },
    },
  });
  const wrong = {
    ...inner,
    defaults: { enforce: "strict", enforced: "x" },
    exemptions: { namespaces: ["ok", "ok"], usernames: [""] },
  };
  expect(parsePodSecurityConfiguration(wrong)).toEqual({
    problems: [
      'unknown field "defaults.enforced"',
      'defaults.enforce: Invalid value: "strict": must be one of privileged, baseline, restricted',
      'exemptions.namespaces[1]: Duplicate value: "ok"',
      'exemptions.usernames[0]: Invalid value: "": username must not be empty',
    ],
  });
});

test("a namespace is recommended the highest level that all its pods pass, and told what is in the way", () => {
  const object = { apiVersion: "v1", kind: "Pod", namespace: "shop", name: "web" };
  const metadata = { labels: {}, annotations: {} };
  const template = { path: [], metadata, spec: { hostIPC: true } };
  expect(
    recommendLevels(["shop", "empty"], [{ namespace: "shop", object, pod: template }], "latest"),
  ).toEqual([
    { namespace: "empty", level: "restricted", pods: 0 },
    {
      namespace: "shop",
      level: "privileged",
      pods: 1,
      next: {
        level: "baseline",
        obstacles: [
          {
            object,
            pod: template,
            violations: [
              {
                check: "hostNamespaces",
                reason: "host namespaces",
                detail: "hostIPC=true",
                paths: [["spec", "hostIPC"]],
              },
            ],
          },
        ],
      },
    },
  ]);
});
