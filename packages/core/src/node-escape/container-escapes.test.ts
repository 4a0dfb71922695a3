import { describe, expect, test } from "vitest";
import { escapesIn, securedPod } from "../../testing/pods.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { escapesOf } from "./escapes.ts";

describe("what a container may do", () => {
  test.each<[string, PodSpec, string[]]>([
    [
      "a privileged container",
      securedPod({ privileged: true }),
      ['spec.containers[1].securityContext.privileged: container "main" is privileged: node'],
    ],
    [
      "a privileged container that does not run as root",
      securedPod({ privileged: true, runAsUser: 1000 }),
      [
        'spec.containers[1].securityContext.privileged: container "main" is privileged: node, unless: container "main" does not run as root, and needs a program that makes it root',
      ],
    ],
    [
      "a privileged container of a runtime class, which may be a sandbox",
      securedPod({ privileged: true }, { runtimeClassName: "kata" }),
      [
        'spec.containers[1].securityContext.privileged: container "main" is privileged: node, unless: runtime class "kata" may keep it in a sandbox',
      ],
    ],
    [
      "capabilities, in any case, and no others",
      securedPod({ capabilities: { add: ["CHOWN", "sys_admin", "all"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[1]: container "main" has the capability SYS_ADMIN: node',
        'spec.containers[1].securityContext.capabilities.add[2]: container "main" has the capability ALL: node',
      ],
    ],
    [
      "a prefix that containerd does not know",
      securedPod({ capabilities: { add: ["CAP_SYS_MODULE"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_MODULE: node, unless: containerd knows no capability CAP_SYS_MODULE, other runtimes do',
      ],
    ],
    [
      "BPF, which sees all with PERFMON only",
      securedPod({ capabilities: { add: ["BPF"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability BPF: node, unless: without PERFMON the kernel lets its programs see little',
      ],
    ],
    [
      "BPF with PERFMON",
      securedPod({ capabilities: { add: ["perfmon", "BPF"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability PERFMON: kernel',
        'spec.containers[1].securityContext.capabilities.add[1]: container "main" has the capability BPF: node',
      ],
    ],
    [
      "SYS_PTRACE with the node's processes",
      securedPod({ capabilities: { add: ["SYS_PTRACE"] } }, { hostPID: true }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_PTRACE: node',
        "spec.hostPID: sees the processes of its node: pods",
      ],
    ],
    [
      "SYS_PTRACE with the node's /proc",
      {
        volumes: [{ name: "proc", hostPath: { path: "/proc" } }],
        containers: [
          {
            name: "main",
            securityContext: { capabilities: { add: ["SYS_PTRACE"] } },
            volumeMounts: [{ name: "proc", mountPath: "/host/proc", readOnly: true }],
          },
        ],
      },
      [
        'spec.containers[0].securityContext.capabilities.add[0]: container "main" has the capability SYS_PTRACE: node',
        "spec.volumes[0].hostPath.path: mounts /proc of the node: pods",
      ],
    ],
    [
      "SYS_PTRACE among its own processes",
      securedPod({ capabilities: { add: ["SYS_PTRACE"] } }),
      [],
    ],
    [
      "NET_ADMIN in the node's network",
      securedPod({ capabilities: { add: ["NET_ADMIN"] } }, { hostNetwork: true }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability NET_ADMIN: network',
        "spec.hostNetwork: uses the network of its node: network",
      ],
    ],
    ["NET_ADMIN in its own network", securedPod({ capabilities: { add: ["NET_ADMIN"] } }), []],
    [
      "a capability that is dropped again",
      securedPod({ capabilities: { add: ["SYS_ADMIN"], drop: ["sys_admin"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_ADMIN: node, unless: container "main" drops it again, which not every runtime obeys',
      ],
    ],
    [
      "a capability added after all are dropped",
      securedPod({ capabilities: { add: ["SYS_ADMIN"], drop: ["ALL"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_ADMIN: node',
      ],
    ],
    [
      "capabilities of whoever has none, being another user and staying it",
      securedPod({
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        capabilities: { add: ["SYS_ADMIN"] },
      }),
      [],
    ],
    [
      "a process of a Windows node, by the pod and not by the container that says otherwise",
      {
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [
          { name: "a", securityContext: { windowsOptions: { hostProcess: false } } },
          { name: "b" },
        ],
      },
      [
        'spec.securityContext.windowsOptions.hostProcess: container "b" is a process of the host: node',
      ],
    ],
    [
      "in a user namespace of its own",
      securedPod(
        { privileged: true, capabilities: { add: ["ALL"] }, procMount: "Unmasked" },
        { hostUsers: false },
      ),
      [],
    ],
    ["a plain container", securedPod({}), []],
  ])("%s", (_, spec, expected) => {
    expect(escapesIn(spec)).toEqual(expected);
  });

  test("an unmasked /proc is the node's where AppArmor is off, by field or by annotation", () => {
    const path = "spec.containers[1].securityContext.procMount";
    const says = `${path}: container "main" sets procMount "Unmasked": node`;
    const annotation = { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" };
    const field = { appArmorProfile: { type: "Unconfined" } };
    expect([
      escapesIn(securedPod({ procMount: "Unmasked" })),
      escapesIn(securedPod({ procMount: "Unmasked", ...field })),
      escapesIn(securedPod({ procMount: "Unmasked" }), annotation),
      escapesIn(securedPod({ procMount: "Default", ...field })),
    ]).toEqual([
      [`${says}, unless: AppArmor may keep it from writing the kernel's settings`],
      [says],
      [says],
      [],
    ]);
  });

  test("init and ephemeral containers are containers, and each has its place", () => {
    const securityContext = { privileged: true };
    const found = escapesOf({
      path: [],
      spec: {
        initContainers: [{ name: "init", securityContext }],
        containers: [{ name: "main" }],
        ephemeralContainers: [{ name: "debug", securityContext }],
      },
    });
    expect(found.map(({ container }) => container)).toEqual([
      { name: "init", label: 'container "init"', path: ["spec", "initContainers", 0] },
      { name: "debug", label: 'container "debug"', path: ["spec", "ephemeralContainers", 0] },
    ]);
  });
});
