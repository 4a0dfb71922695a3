import type { Cluster } from "../cluster/cluster.ts";
import { textAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { Told } from "../versions/cves/judge.ts";
import {
  type Asked,
  at,
  every,
  type Gate,
  gateIs,
  needing,
  onWindows,
  type Reader,
} from "./answers.ts";
import { CHANGE, POD_MAKERS } from "./needed-rights.ts";
import { onlyRuledOut, type Reading } from "./reading.ts";
import { holdersBesidesAdmins } from "./rights.ts";
import { flagOf } from "./settings.ts";

const WINDOWS: Reading = { text: "Kubelets on Windows are concerned, no others.", read: onWindows };

const GIT_REPO_DRIVER: Gate = {
  component: "kubelet",
  gate: "GitRepoVolumeDriver",
  defaultAt: (minor) => minor < 33,
};

/** CVEs of kubelets, and of what runs on Windows nodes. */
export const NODE_READINGS: readonly (readonly [id: string, reading: Reading])[] = [
  ...[
    "CVE-2018-1002101",
    "CVE-2023-3676",
    "CVE-2023-3955",
    "CVE-2023-3893",
    "CVE-2024-5321",
    "CVE-2024-9042",
    "CVE-2021-25736",
  ].map((id) => [id, WINDOWS] as const),
  [
    "CVE-2021-25749",
    {
      text: "Workloads on Windows are concerned: there are none without Windows nodes.",
      read: onlyRuledOut(onWindows),
    },
  ],
  [
    "CVE-2023-5528",
    {
      text: "Windows nodes, and volumes of in-tree storage plug-ins (local, host path): without Windows it is none; with it, whoever may create pods and persistent volumes.",
      read: onlyRuledOut(onWindows),
    },
  ],
  [
    "CVE-2025-0426",
    {
      text: "The read-only port is open, and the container runtime makes checkpoints (CRI-O since 1.25, containerd since 2.0 with criu), with the feature gate ContainerCheckpoint, on by default since 1.30.",
      read: onlyRuledOut(readOnlyPort),
    },
  ],
  [
    "CVE-2024-10220",
    {
      text: "Whoever may create pods with a gitRepo volume; the Pod Security level restricted forbids them.",
      read: gitRepository,
    },
  ],
  [
    "CVE-2025-1767",
    {
      text: "Never fixed. Whoever may create pods with a gitRepo volume; the kubelet's feature gate GitRepoVolumeDriver is off by default since 1.33.",
      read: every(withoutGitRepoDriver, gitRepository),
    },
  ],
];

function withoutGitRepoDriver(asked: Asked): ReturnType<Reader> {
  const told = gateIs(asked, GIT_REPO_DRIVER);
  if (told) return told.on ? { remarks: [told] } : { mitigation: told };
  const [, minor] = asked.version.numbers;
  if (minor < 33) return {};
  const because =
    "the kubelet's feature gate GitRepoVolumeDriver is off by default since 1.33, and nothing of the input sets it";
  return { mitigation: { because, proof: [] } };
}

/** Pods have such volumes, or somebody may create them where the level of Pod Security does not forbid it. */
function gitRepository(asked: Asked): ReturnType<Reader> {
  const { cluster } = asked;
  const used = podsWithGitRepository(cluster);
  const [first] = used;
  if (first) {
    return {
      remarks: [
        {
          because: `${first.object.kind.toLowerCase()}/${first.object.name} has a gitRepo volume`,
          proof: used.slice(0, 3),
        },
      ],
    };
  }
  const level = restrictedEverywhere(cluster);
  if (level) return { mitigation: level };
  return needing("create pods", ...POD_MAKERS)(asked);
}

function podsWithGitRepository({ snapshot }: Cluster): readonly Evidence[] {
  return snapshot
    .viewed(gitRepositoriesView)
    .flatMap((entry) =>
      entry.podTemplates.flatMap((pod) =>
        (pod.spec.volumes ?? []).flatMap((volume, index) =>
          volume.gitRepo === undefined
            ? []
            : [
                at(
                  entry,
                  locateInObject(pod, ["spec", "volumes", index, "gitRepo"]),
                  `has the gitRepo volume ${volume.name}`,
                ),
              ],
        ),
      ),
    );
}

function gitRepositoriesView({ podTemplates }: SnapshotObject): unknown {
  const used = podTemplates.filter(({ spec }) =>
    (spec.volumes ?? []).some(({ gitRepo }) => gitRepo !== undefined),
  );
  return used.length === 0 ? undefined : used.map(({ path, spec }) => [path, spec.volumes]);
}

/** Every namespace outside of Kubernetes' own enforces restricted. */
function restrictedEverywhere(cluster: Cluster): Told | undefined {
  const { held } = holdersBesidesAdmins(cluster, [
    { verbs: CHANGE, group: "", resource: "namespaces" },
  ]);
  if (held !== "no") return undefined;
  const namespaces = cluster.snapshot
    .ofKind("", "Namespace")
    .filter(({ reference: { name } }) => !name.startsWith("kube-"));
  const key = "pod-security.kubernetes.io/enforce";
  const isRestricted = namespaces.every(
    ({ object }) => stringMapOf(object, "labels")[key] === "restricted",
  );
  if (namespaces.length === 0 || !isRestricted) return undefined;
  return {
    because:
      "every namespace enforces the Pod Security level restricted, which forbids gitRepo volumes",
    proof: namespaces
      .slice(0, 3)
      .map((each) => at(each, ["metadata", "labels", key], "enforces restricted")),
  };
}

function readOnlyPort(asked: Asked): ReturnType<Reader> {
  const { cluster } = asked;
  const runtime = withoutCheckpoints(cluster);
  if (runtime) return { condition: { holds: false, ...runtime } };
  const gate = gateIs(asked, {
    component: "kubelet",
    gate: "ContainerCheckpoint",
    defaultAt: (minor) => minor >= 30,
  });
  if (gate?.on === false)
    return { condition: { holds: false, because: gate.because, proof: gate.proof } };
  const ports = flagOf(cluster, "kubelet", "read-only-port");
  if (ports.length === 0) return {};
  const open = ports.filter(({ value = "0" }) => value !== "0");
  const because =
    open.length > 0
      ? "a kubelet has the read-only port open"
      : "no kubelet has the read-only port open";
  const proof = (open.length > 0 ? open : ports).slice(0, 3).map(({ evidence }) => evidence);
  return { condition: { holds: open.length > 0, because, proof } };
}

/** Docker, CRI-O before 1.25 and containerd before 2.0 make no checkpoints. */
function withoutCheckpoints({ snapshot }: Cluster): Told | undefined {
  const path = ["status", "nodeInfo", "containerRuntimeVersion"];
  const nodes = snapshot.ofKind("", "Node");
  const makesNone = nodes.every(({ object }) => {
    const [, name, major, minor] =
      /^(docker|containerd|cri-o):\/\/v?(\d{1,4})\.(\d{1,4})\./.exec(textAt(object, ...path)) ?? [];
    if (name === "docker") return true;
    if (name === "containerd") return Number(major) < 2;
    return name === "cri-o" && Number(major) === 1 && Number(minor) < 25;
  });
  if (nodes.length === 0 || !makesNone) return undefined;
  return {
    because: "no container runtime of the nodes makes checkpoints",
    proof: nodes
      .slice(0, 3)
      .map((node) => at(node, path, "has a container runtime without checkpoints")),
  };
}
