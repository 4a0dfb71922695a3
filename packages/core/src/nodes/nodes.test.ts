import { nodeFacts, parseJsonText } from "@watertight/core/testing";
import { expect, test } from "vitest";
import type { JsonObject } from "../kubernetes/json.ts";
import { benchmarkFor, benchmarks } from "./benchmarks/benchmarks.ts";
import { type EvaluationOptions, evaluateNode } from "./evaluate/evaluate.ts";
import type { ControlResult } from "./evaluate/result.ts";
import { settingTopicOf } from "./evaluate/words.ts";
import { FILE_ROLES } from "./files/roles.ts";
import { ASK_TOPICS } from "./topics/asks.ts";

const CONFIG = "/var/lib/kubelet/config.yaml";

/** A running kubelet with these flags, and this configuration file. */
function kubelet(flags: readonly string[], config?: JsonObject, version = "v1.34.0"): JsonObject {
  const named = config === undefined ? [] : [`--config=${CONFIG}`];
  return {
    system: { kubeletVersion: version },
    processes: [
      { pid: 1, name: "systemd" },
      { pid: 812, name: "kubelet", arguments: ["/usr/bin/kubelet", ...named, ...flags] },
    ],
    ...(config && { texts: [{ path: CONFIG, text: JSON.stringify(config) }] }),
  };
}

function control(
  facts: JsonObject,
  id: string,
  options: Partial<EvaluationOptions> = {},
): ControlResult | undefined {
  const { results } = evaluateNode(nodeFacts(facts), {
    parse: parseJsonText,
    benchmark: "cis-1.12",
    ...options,
  });
  return results.find((each) => each.control === id);
}

/** Status, value and place, as a table has them. */
function short(result: ControlResult | undefined): readonly string[] {
  return result ? [result.status, result.seen, result.where] : [];
}

test("every topic of the benchmarks has words", () => {
  const unnamed = [...benchmarks()].flatMap(([benchmark, controls]) =>
    controls.flatMap(({ id, ask }) => {
      if (ask.kind === "mode" || ask.kind === "owner")
        return FILE_ROLES.has(ask.file) ? [] : [`${benchmark} ${id}`];
      if (ask.kind === "other") return [];
      const isNamed =
        settingTopicOf(ask.topic) ??
        ASK_TOPICS.get(ask.topic) ??
        (ask.topic === "provider" || undefined);
      return isNamed ? [] : [`${benchmark} ${id} ${ask.topic}`];
    }),
  );
  expect(unnamed).toEqual([]);
  expect(benchmarks().size).toBe(46);
  expect(benchmarks().get("cis-1.12")).toHaveLength(131);
  expect(benchmarks().get("eks-1.8.0")).toHaveLength(50);
});

test("the benchmark is that of the version, and for what is newer than all the newest", () => {
  const versions = [
    "v1.15.1",
    "1.18",
    "v1.24.17",
    "v1.28.3",
    "v1.31.0",
    "v1.34.1",
    "v1.35.0",
    "v1.36.3",
    "v1.37.0",
    "",
  ];
  expect(versions.map(benchmarkFor)).toEqual([
    ...["cis-1.5", "cis-1.6", "cis-1.24", "cis-1.10", "cis-1.11", "cis-1.12", "cis-1.12"],
    ...["cis-1.12", "cis-1.12", "cis-1.12"],
  ]);
  const providers = ["v1.33.0-eks-1552ad0", "v1.33.4-gke.100", "v1.33.1+k3s1", "v1.33.1+rke2r1"];
  expect(providers.map(benchmarkFor)).toEqual([
    "eks-1.8.0",
    "gke-1.9.0",
    "k3s-cis-1.9",
    "rke2-cis-1.8",
  ]);
});

test("a kubelet with a configuration file has its safe defaults, one without the old ones", () => {
  const withFile = kubelet([], {});
  const without = kubelet([]);
  expect(short(control(withFile, "4.2.1"))).toEqual(["pass", "false", CONFIG]);
  expect(short(control(without, "4.2.1"))).toEqual([
    "fail",
    "true",
    "process 812: started without a configuration file",
  ]);
  expect(short(control(withFile, "4.2.2"))).toEqual(["pass", "Webhook", CONFIG]);
  expect(short(control(without, "4.2.2"))[0]).toBe("fail");
  expect(short(control(withFile, "4.2.4"))).toEqual(["pass", "0", CONFIG]);
  expect(short(control(without, "4.2.4")).slice(0, 2)).toEqual(["fail", "10255"]);
});

test("a flag counts before the file, and configz before both", () => {
  const open = { authentication: { anonymous: { enabled: true } } };
  const file = kubelet([], open);
  expect(short(control(file, "4.2.1"))).toEqual(["fail", "true", `${CONFIG}:1`]);
  const flag = kubelet(["--anonymous-auth=false"], open);
  expect(short(control(flag, "4.2.1"))).toEqual(["pass", "false", "process 812: --anonymous-auth"]);
  const configz = { ...flag, configz: { kubeletconfig: open } };
  expect(short(control(configz, "4.2.1"))).toEqual([
    "fail",
    "true",
    "configz: authentication.anonymous.enabled",
  ]);
});

test("a file of the configuration that was not read leaves what it decides unknown", () => {
  const facts = {
    processes: [{ pid: 9, name: "kubelet", arguments: ["kubelet", "--config=/x.yaml"] }],
  };
  expect(control(facts, "4.2.1")).toMatchObject({
    status: "unknown",
    reason: "/x.yaml was not read",
  });
  expect(short(control({}, "4.2.1"))[0]).toBe("unknown");
});

test("the last drop-in by name counts", () => {
  const facts = {
    processes: [
      { pid: 9, name: "kubelet", arguments: ["kubelet", "--config=/c.json", "--config-dir=/c.d"] },
    ],
    texts: [
      { path: "/c.json", text: '{"readOnlyPort":10255}' },
      { path: "/c.d/10-a.conf", text: '{"readOnlyPort":1}' },
      { path: "/c.d/90-b.conf", text: '{"readOnlyPort":0}' },
    ],
  };
  expect(short(control(facts, "4.2.4"))).toEqual(["pass", "0", "/c.d/90-b.conf:1"]);
});

test("of a file system the unit with its drop-ins says how the kubelet is started", () => {
  const facts = {
    texts: [
      {
        path: "/usr/lib/systemd/system/kubelet.service",
        text: "[Service]\nExecStart=/usr/bin/kubelet\n",
      },
      {
        path: "/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf",
        text: `[Service]
Environment="KUBELET_CONFIG_ARGS=--config=${CONFIG}"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS
`,
      },
      {
        path: "/var/lib/kubelet/kubeadm-flags.env",
        text: 'KUBELET_KUBEADM_ARGS="--pod-max-pids=99 --hostname-override=a"\n',
      },
      { path: CONFIG, text: "{}" },
    ],
  };
  const where = "/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf:5";
  expect(short(control(facts, "4.2.13"))).toEqual(["pass", "99", `${where}: --pod-max-pids`]);
  expect(short(control(facts, "4.2.7"))).toEqual(["fail", "a", `${where}: --hostname-override`]);
  expect(short(control(facts, "4.2.1"))).toEqual(["pass", "false", CONFIG]);
});

test("event rates, limits and suites are judged by what they mean", () => {
  expect(short(control(kubelet([], { eventRecordQPS: 0 }), "4.2.8"))[0]).toBe("fail");
  expect(short(control(kubelet([], {}), "4.2.8")).slice(0, 2)).toEqual(["pass", "50"]);
  expect(short(control(kubelet([], {}, "v1.26.0"), "4.2.8")).slice(0, 2)).toEqual(["pass", "5"]);
  expect(short(control(kubelet([], {}), "4.2.13")).slice(0, 2)).toEqual(["fail", "-1"]);
  expect(short(control(kubelet([], { streamingConnectionIdleTimeout: "0s" }), "4.2.5"))[0]).toBe(
    "fail",
  );
  const suites = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"];
  expect(short(control(kubelet([], { tlsCipherSuites: suites }), "4.2.12")).slice(0, 2)).toEqual([
    "fail",
    "RSA_WITH_AES_128_CBC_SHA",
  ]);
  const [strong = ""] = suites;
  expect(short(control(kubelet([], { tlsCipherSuites: [strong] }), "4.2.12"))[0]).toBe("pass");
});

test("what a version does not have is not applicable", () => {
  const facts = kubelet([], {}, "v1.21.0");
  expect(control(facts, "4.2.14")).toMatchObject({ status: "not-applicable" });
  expect(short(control(kubelet([], {}), "4.2.14")).slice(0, 2)).toEqual(["fail", "false"]);
});

test("permissions are a mask: fewer are as good, others are not", () => {
  const path = "/etc/kubernetes/kubelet.conf";
  const file = (mode: string): JsonObject => ({
    files: [{ path, type: "file", mode, uid: 0, gid: 0 }],
  });
  expect(short(control(file("0400"), "4.1.5"))).toEqual(["pass", "400", path]);
  expect(short(control(file("0640"), "4.1.5"))).toEqual(["fail", "640", path]);
  expect(short(control(file("4600"), "4.1.5"))[0]).toBe("fail");
  expect(control(file("0640"), "4.1.5")).toMatchObject({
    wanted: "600 or less",
    remediation: `Run chmod 600 ${path}.`,
  });
  expect(short(control(file("0600"), "4.1.6"))).toEqual(["pass", "root:root", path]);
});

test("a file that is not there is not applicable, one that nobody looked at unknown", () => {
  const paths = FILE_ROLES.get("azure-json")?.paths ?? [];
  const absent = { files: paths.map((path) => ({ path, type: "absent" })) };
  const aks = { benchmark: "aks-1.8" };
  expect(control(absent, "3.1.3", aks)).toMatchObject({
    status: "not-applicable",
    reason: "Azure's credentials is not there",
  });
  expect(control({}, "3.1.3", aks)).toMatchObject({ status: "unknown" });
});

test("a link is judged by what it leads to", () => {
  const facts = {
    files: [
      {
        path: "/etc/kubernetes/kubelet.conf",
        type: "link",
        mode: "0777",
        linkTarget: "/data/kubelet.conf",
      },
      { path: "/data/kubelet.conf", type: "file", mode: "0644", uid: 0, gid: 0 },
    ],
  };
  expect(short(control(facts, "4.1.5"))).toEqual(["fail", "644", "/data/kubelet.conf"]);
});

test("what the control plane does is not asked of a node that has none", () => {
  expect(control(kubelet([], {}), "1.2.1")).toMatchObject({
    status: "not-applicable",
    reason: "no kube-apiserver runs on this node",
  });
  const whole = { processes: [{ pid: 7, name: "k3s", arguments: ["k3s", "server"] }] };
  expect(control(whole, "1.2.1")).toMatchObject({ status: "unknown" });
});

test("etcd is configured by variables too, and its CA is to be its own", () => {
  const etcd = {
    pid: 3,
    name: "etcd",
    arguments: ["etcd", "--trusted-ca-file=/ca.crt"],
    environment: [{ name: "ETCD_CLIENT_CERT_AUTH", value: "true" }],
  };
  const server = {
    pid: 4,
    name: "kube-apiserver",
    arguments: ["kube-apiserver", "--client-ca-file=/ca.crt"],
  };
  const facts = { processes: [{ pid: 1, name: "init" }, etcd, server] };
  expect(short(control(facts, "2.2"))).toEqual([
    "pass",
    "true",
    "process 3: ETCD_CLIENT_CERT_AUTH",
  ]);
  expect(control(facts, "2.7")).toMatchObject({ status: "fail", reason: "both trust one CA" });
});

test("the first provider that covers Secrets has to encrypt", () => {
  const facts = (text: string): JsonObject => ({
    processes: [
      {
        pid: 4,
        name: "kube-apiserver",
        arguments: ["kube-apiserver", "--encryption-provider-config=/e"],
      },
    ],
    texts: [{ path: "/e", text }],
  });
  const config = (first: string): string =>
    JSON.stringify({
      resources: [{ resources: ["secrets"], providers: [{ [first]: {} }, { identity: {} }] }],
    });
  expect(short(control(facts(config("aescbc")), "1.2.28"))).toEqual(["pass", "aescbc", "/e"]);
  expect(short(control(facts(config("identity")), "1.2.28"))[0]).toBe("fail");
  expect(short(control(facts('{"resources":[]}'), "1.2.28"))[0]).toBe("fail");
});

test("an answer of a person stands where only a person can judge, and overrules nothing that was seen", () => {
  const answer = {
    status: "pass",
    reason: "the ticket says so",
    owner: "ops",
    date: "2026-01-02",
  } as const;
  const options = {
    answers: [
      { ...answer, control: "3.1.1" },
      { ...answer, control: "4.2.1" },
    ],
  };
  const facts = kubelet(["--anonymous-auth=true"]);
  expect(control(facts, "3.1.1", options)).toMatchObject({
    status: "pass",
    reason: "the ticket says so (ops, 2026-01-02)",
  });
  expect(control(facts, "4.2.1", options)?.status).toBe("fail");
});

test("objects of the cluster answer what a node does not show", () => {
  const objects = new Map([
    ["5.2.2", { status: "fail", reason: "2 findings of privileged", where: "objects" } as const],
  ]);
  expect(control({}, "5.2.2")).toMatchObject({ status: "manual" });
  expect(control({}, "5.2.2", { objects })).toMatchObject({
    status: "fail",
    reason: "2 findings of privileged",
  });
});
