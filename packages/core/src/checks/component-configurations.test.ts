import { describe, expect, it } from "vitest";
import { CHECKS } from "../../testing/false-alarm-objects.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";

/** `check path: message`, of what is said of one object. */
function said(object: KubernetesObject): string[] {
  return Array.from(
    scan(createCluster(snapshotOf([object])), CHECKS),
    ({ check, path, message }) => `${check} ${path}: ${message}`,
  );
}

function fixesOf(object: KubernetesObject, id: string): unknown[] {
  const found = [...scan(createCluster(snapshotOf([object])), CHECKS)].filter(
    ({ check }) => check === id,
  );
  return found.flatMap(({ fix }) =>
    (fix?.edits ?? []).map(({ op, path, ...edit }) => ({
      op,
      path: formatFieldPath(path),
      ...edit,
    })),
  );
}

const kubeletOf = (rest: JsonObject): KubernetesObject => ({
  apiVersion: "kubelet.config.k8s.io/v1beta1",
  kind: "KubeletConfiguration",
  ...rest,
});
const kubeadmOf = (version: string, kind: string, rest: JsonObject): KubernetesObject => ({
  apiVersion: `kubeadm.k8s.io/${version}`,
  kind,
  ...rest,
});
const apiServerOf = (kind: string, rest: JsonObject): KubernetesObject => ({
  apiVersion: "apiserver.config.k8s.io/v1",
  kind,
  ...rest,
});

describe("a KubeletConfiguration", () => {
  it("is judged with the defaults of its kind, which are safer than those of the flags", () => {
    expect(said(kubeletOf({}))).toEqual([
      "kubelet-certificate-missing tlsCertFile: kubelet serves a self-signed certificate",
      "kubelet-client-ca-missing authentication.x509.clientCAFile: kubelet has no client CA to verify client certificates",
      "kubelet-processes-unlimited podPidsLimit: kubelet sets no PID limit per pod",
      "kubelet-seccomp-default-off seccompDefault: kubelet does not set seccompDefault",
    ]);
  });

  it("is found wrong where it says so, with the field to change", () => {
    const open = kubeletOf({
      authentication: {
        anonymous: { enabled: true },
        x509: { clientCAFile: "/pki/ca.crt" },
      },
      authorization: { mode: "AlwaysAllow" },
      readOnlyPort: 10255,
      eventRecordQPS: 0,
      streamingConnectionIdleTimeout: "0s",
      makeIPTablesUtilChains: false,
      rotateCertificates: false,
      serverTLSBootstrap: true,
      tlsCipherSuites: ["TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"],
      podPidsLimit: 4096,
      seccompDefault: true,
    });
    expect(said(open)).toEqual([
      "kubelet-always-allow authorization.mode: kubelet has authorization mode AlwaysAllow",
      "kubelet-anonymous-requests authentication.anonymous.enabled: kubelet allows anonymous requests",
      "kubelet-ciphers-weak tlsCipherSuites: kubelet offers the cipher suite TLS_RSA_WITH_AES_128_CBC_SHA",
      "kubelet-client-certificate-rotation-off rotateCertificates: kubelet does not rotate its client certificate",
      "kubelet-events-unlimited eventRecordQPS: kubelet does not limit its rate of events",
      "kubelet-idle-streams-kept streamingConnectionIdleTimeout: kubelet never closes idle streaming connections",
      "kubelet-iptables-chains-off makeIPTablesUtilChains: kubelet sets makeIPTablesUtilChains to false",
      "kubelet-read-only-port readOnlyPort: kubelet has its read-only port open",
    ]);
    expect(fixesOf(open, "kubelet-read-only-port")).toEqual([
      { op: "replace", path: "readOnlyPort", value: 0 },
    ]);
    expect(fixesOf(open, "kubelet-anonymous-requests")).toEqual([
      { op: "replace", path: "authentication.anonymous.enabled", value: false },
    ]);
  });
});

describe("kubeadm's configuration", () => {
  const apiServer = (extraArgs: JsonObject["x"]): JsonObject => ({ apiServer: { extraArgs } });

  it("is false in what a kubelet that runs leaves out, for it says all that is not", () => {
    const rotation = (metadata: JsonObject): readonly string[] =>
      said(kubeletOf({ metadata })).filter((text) => text.includes("rotation"));
    const inForce = { name: "n1", annotations: { "facts.watertight.dev/nodes": "n1" } };
    expect([rotation({ name: "n1" }), rotation(inForce)]).toEqual([
      [],
      [
        "kubelet-client-certificate-rotation-off rotateCertificates: kubelet does not rotate its client certificate",
      ],
    ]);
  });

  it("stands for kubeadm's own flags with the further ones over them, in either form", () => {
    const map = said(
      kubeadmOf("v1beta3", "ClusterConfiguration", {
        ...apiServer({ "anonymous-auth": "true", "authorization-mode": "AlwaysAllow" }),
        kubernetesVersion: "v1.30.2",
      }),
    );
    expect(map).toContain(
      "api-server-always-allow apiServer.extraArgs[authorization-mode]: kube-apiserver has AlwaysAllow in --authorization-mode",
    );
    expect(map).toContain(
      "api-server-anonymous-requests apiServer.extraArgs[anonymous-auth]: kube-apiserver allows anonymous requests",
    );
    const list = said(
      kubeadmOf("v1beta4", "ClusterConfiguration", {
        ...apiServer([
          { name: "profiling", value: "false" },
          { name: "authorization-mode", value: "AlwaysAllow" },
        ]),
      }),
    );
    expect(list).toContain(
      "api-server-always-allow apiServer.extraArgs[1].value: kube-apiserver has AlwaysAllow in --authorization-mode",
    );
    expect(
      list.filter((text) => /certificate|-ca-|profil|node-restriction|rbac-off/.test(text)),
    ).toEqual([
      "api-server-kubelet-ca-missing apiServer.extraArgs: kube-apiserver has no --kubelet-certificate-authority to verify kubelets' certificates",
      "api-server-rbac-off apiServer.extraArgs[1].value: kube-apiserver does not have RBAC in --authorization-mode",
      "controller-manager-profiling controllerManager.extraArgs: kube-controller-manager has profiling enabled",
      "scheduler-profiling scheduler.extraArgs: kube-scheduler has profiling enabled",
    ]);
  });

  it("is changed in the form that it has", () => {
    const id = "api-server-profiling";
    expect(fixesOf(kubeadmOf("v1beta3", "ClusterConfiguration", {}), id)).toEqual([
      { op: "add", path: "apiServer.extraArgs.profiling", value: "false" },
    ]);
    expect(fixesOf(kubeadmOf("v1beta4", "ClusterConfiguration", {}), id)).toEqual([
      { op: "add", path: "apiServer.extraArgs", value: [{ name: "profiling", value: "false" }] },
    ]);
    const list = apiServer([{ name: "v", value: "2" }]);
    expect(fixesOf(kubeadmOf("v1beta4", "ClusterConfiguration", list), id)).toEqual([
      { op: "add", path: "apiServer.extraArgs[1]", value: { name: "profiling", value: "false" } },
    ]);
  });

  it("says of a node's kubelet only what it sets, and nothing of an etcd outside", () => {
    const nodeRegistration = { kubeletExtraArgs: { "read-only-port": "10255", v: "2" } };
    expect(said(kubeadmOf("v1beta3", "InitConfiguration", { nodeRegistration }))).toEqual([
      "kubelet-read-only-port nodeRegistration.kubeletExtraArgs[read-only-port]: kubelet has its read-only port open",
    ]);
    const list = { kubeletExtraArgs: [{ name: "anonymous-auth", value: "true" }] };
    expect(said(kubeadmOf("v1beta4", "JoinConfiguration", { nodeRegistration: list }))).toEqual([
      "kubelet-anonymous-requests nodeRegistration.kubeletExtraArgs[0].value: kubelet allows anonymous requests",
    ]);
    const external = kubeadmOf("v1beta4", "ClusterConfiguration", {
      etcd: { external: { endpoints: [] } },
    });
    expect(said(external).filter((text) => text.startsWith("etcd"))).toEqual([]);
    const etcd = { local: { extraArgs: { "client-cert-auth": "false" } } };
    expect(
      said(kubeadmOf("v1beta3", "ClusterConfiguration", { etcd })).filter((text) =>
        text.startsWith("etcd"),
      ),
    ).toEqual([
      "etcd-client-certificate-not-required etcd.local.extraArgs[client-cert-auth]: etcd does not require client certificates",
    ]);
  });
});

describe("other configurations", () => {
  it("say which authorizers there are", () => {
    const authorizers = [
      { type: "Webhook", name: "w" },
      { type: "AlwaysAllow", name: "a" },
    ];
    expect(said(apiServerOf("AuthorizationConfiguration", { authorizers }))).toEqual([
      "api-server-always-allow authorizers: kube-apiserver has AlwaysAllow in --authorization-mode",
      "api-server-node-authorizer-off authorizers: kube-apiserver does not have Node in --authorization-mode",
      "api-server-rbac-off authorizers: kube-apiserver does not have RBAC in --authorization-mode",
    ]);
    const good = [
      { type: "Node", name: "n" },
      { type: "RBAC", name: "r" },
    ];
    expect(said(apiServerOf("AuthorizationConfiguration", { authorizers: good }))).toEqual([]);
  });

  it("say who is answered without credentials", () => {
    const anonymous = (rest: JsonObject): string[] =>
      said(apiServerOf("AuthenticationConfiguration", rest));
    expect(anonymous({ anonymous: { enabled: true } })).toEqual([
      "api-server-anonymous-requests anonymous.enabled: kube-apiserver allows anonymous requests",
    ]);
    expect(anonymous({ anonymous: { enabled: true, conditions: [{ path: "/livez" }] } })).toEqual(
      [],
    );
    const conditions = [{ path: "/livez" }, { path: "/api/v1/secrets" }];
    expect(anonymous({ anonymous: { enabled: true, conditions } })).toEqual([
      "api-server-anonymous-requests anonymous.conditions[1].path: kube-apiserver allows anonymous requests",
    ]);
    expect(anonymous({ anonymous: { enabled: false } })).toEqual([]);
    expect(anonymous({})).toEqual([]);
  });

  it("say where kube-proxy and the scheduler are heard", () => {
    const proxy = {
      apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
      kind: "KubeProxyConfiguration",
    };
    expect(said({ ...proxy, metricsBindAddress: "0.0.0.0:10249" })).toEqual([
      "kube-proxy-metrics-open metricsBindAddress: kube-proxy serves its metrics on addresses other than localhost",
    ]);
    expect(said({ ...proxy, metricsBindAddress: "" })).toEqual([]);
    expect(
      said({ apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" }),
    ).toEqual(["scheduler-profiling enableProfiling: kube-scheduler has profiling enabled"]);
  });
});

it("says of a pod of the kubelet or kube-proxy with a configuration only what its flags set", () => {
  const pod = (command: readonly string[]): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "node", namespace: "kube-system" },
    spec: { containers: [{ name: "main", command }] },
  });
  const about = (command: readonly string[]): string[] =>
    said(pod(command)).filter((text) => /^kube(?:let|-proxy)-/.test(text));
  expect(about(["kube-proxy", "--config=/c", "--metrics-bind-address=0.0.0.0:1"])).toEqual([
    "kube-proxy-metrics-open spec.containers[0].command[2]: kube-proxy serves its metrics on addresses other than localhost",
  ]);
  expect(about(["kubelet", "--config=/c", "--read-only-port=1"])).toEqual([
    "kubelet-read-only-port spec.containers[0].command[2]: kubelet has its read-only port open",
  ]);
  expect(about(["kubelet"]).map((text) => text.split(" ")[0])).toEqual([
    "kubelet-always-allow",
    "kubelet-anonymous-requests",
    "kubelet-certificate-missing",
    "kubelet-client-ca-missing",
    "kubelet-processes-unlimited",
    "kubelet-read-only-port",
    "kubelet-seccomp-default-off",
  ]);
});
