import { expect, it } from "vitest";
import { runtimeAlertOf } from "./runtime-alerts.ts";

it("alerts of Falco, Tetragon and Sysdig Secure say the same of a container", () => {
  const falco = runtimeAlertOf({
    output: "shell in container (user=root)",
    priority: "Warning",
    rule: "Terminal shell in container",
    time: "2026-07-01T10:00:00.123456789Z",
    output_fields: {
      "k8s.ns.name": "shop",
      "k8s.pod.name": "web",
      "container.id": "6af5",
      "container.name": "<NA>",
      "container.image.repository": "registry.example/web",
    },
    hostname: "n1",
    tags: ["container", "T1059"],
  });
  expect(falco).toMatchObject({
    rule: "falco:Terminal shell in container",
    severity: "medium",
    at: 1_782_900_000_123,
    namespace: "shop",
    pod: "web",
    container: "",
    containerId: "6af5",
    node: "n1",
    techniques: ["T1059"],
  });
  const tetragon = runtimeAlertOf({
    process_kprobe: {
      process: {
        binary: "/bin/cat",
        arguments: "/etc/shadow",
        pod: {
          namespace: "shop",
          name: "web",
          container: {
            id: "containerd://6af5",
            name: "app",
            image: { name: "registry.example/web:1" },
          },
        },
      },
      function_name: "security_file_permission",
      policy_name: "file-monitoring",
      action: "KPROBE_ACTION_SIGKILL",
    },
    node_name: "n1",
    time: "2026-07-01T10:00:00Z",
  });
  expect(tetragon).toMatchObject({
    rule: "tetragon:file-monitoring",
    severity: "high",
    because: "/bin/cat /etc/shadow calls security_file_permission, and is stopped",
    containerId: "6af5",
    container: "app",
  });
  const sysdig = runtimeAlertOf({
    id: "16",
    timestamp: 1_782_900_000_123_456_000,
    severity: 2,
    name: "Suspicious activity",
    containerId: "6af5",
    content: {
      ruleName: "Launch Privileged Container",
      output: "it began",
      ruleTags: ["MITRE_T1610"],
    },
    labels: { "kubernetes.namespace.name": "shop", "kubernetes.pod.name": "web" },
  });
  expect(sysdig).toMatchObject({
    rule: "sysdig:Launch Privileged Container",
    severity: "high",
    time: "2026-07-01T10:00:00.123Z",
    because: "it began",
    pod: "web",
    techniques: ["T1610"],
  });
});

it("what is no alert is none, and what an alert says of secrets is not passed on", () => {
  expect(
    runtimeAlertOf({ process_exec: { process: { binary: "/bin/sh" } }, time: "x" }),
  ).toBeUndefined();
  expect(runtimeAlertOf([])).toBeUndefined();
  expect(runtimeAlertOf({ rule: "x" })).toBeUndefined();
  const alert = runtimeAlertOf({
    output: "cmdline=mysql --password=Sup3rS3cretPassw0rd",
    priority: "Notice",
    rule: "x",
  });
  expect(alert?.because).toBe("[redacted]");
});
