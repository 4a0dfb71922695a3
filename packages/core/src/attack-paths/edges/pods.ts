import { statefulNames } from "../../access/escalation/edges/workloads.ts";
import type { Fact } from "../../access/escalation/facts.ts";
import { secretsOf } from "../../access/pod-references.ts";
import { formatFieldPath } from "../../kubernetes/field-path.ts";
import { valueAtPath } from "../../kubernetes/json-fields.ts";
import { locateInObject } from "../../kubernetes/pod-template.ts";
import { escapesOf } from "../../node-escape/escapes.ts";
import type { EscapeKind, NodeEscape } from "../../node-escape/model.ts";
import { opensNode } from "../../node-escape/model.ts";
import type { AttackBuild, StepDetail } from "../build.ts";
import type { PodGroup } from "../pod-nodes.ts";
import type { StandingPod } from "../standing.ts";
import type { OwnStepId } from "../steps.ts";
import { nodeVertexOf } from "./nodes.ts";

/** What commands in a pod give: its containers, their tokens and Secrets, and the node where they open it. */
export function addPods(build: AttackBuild, groups: ReadonlyMap<StandingPod, PodGroup>): void {
  for (const each of build.standing) {
    addContainers(build, each);
    addTokens(build, each);
    addSecrets(build, each);
    addEscapes(build, each, groups);
    addImages(build, each);
  }
}

/** By every way in which rights name pods. */
function addContainers(
  { places, containerOf, escalation, add }: AttackBuild,
  each: StandingPod,
): void {
  const { pod, vertex, containers, at } = each;
  const { facts } = escalation.graph;
  const own = places.idOf(vertex);
  const named = (fact: Fact): void => {
    add(facts.idOf(fact), own);
  };
  named({ kind: "pods", namespace: pod.namespace });
  if (pod.nodeName !== "") named({ kind: "pods-on-node", namespace: "", name: pod.nodeName });
  if (vertex.kind === "StatefulSet") {
    for (const name of statefulNames(vertex.name, pod.object.object["spec"])) {
      const fact: Fact = { kind: "pod", namespace: pod.namespace, name };
      if (facts.find(fact) !== undefined) named(fact);
    }
  }
  const inside = containers.map(({ container }) => containerOf(each, container.name));
  for (const container of inside) add(own, container);
  if (pod.template.spec.shareProcessNamespace !== true) return;
  const evidence = [at(["spec", "shareProcessNamespace"], "shares processes among its containers")];
  for (const from of inside)
    for (const to of inside) if (from !== to) add(from, to, { step: "shared-processes", evidence });
}

function addTokens(build: AttackBuild, each: StandingPod): void {
  const { containerOf, escalation, add } = build;
  const { pod, containers } = each;
  const without = withoutToken(each);
  const identity = (principal: typeof pod.account): number =>
    escalation.graph.facts.idOf({ kind: "identity", principal });
  for (const { container } of containers) {
    const from = containerOf(each, container.name);
    if (pod.token !== "no") {
      add(from, identity(pod.account), {
        ...{ step: "pod-token", evidence: [pod.runsAs] },
        ...without,
      });
    }
    for (const { account, evidence } of pod.mountedAccounts)
      add(from, identity(account), { step: "pod-token", evidence: [evidence] });
  }
}

/** A pod whose spec says nothing itself can be told to do without. */
function withoutToken({ pod, vertex }: StandingPod): Pick<StepDetail, "change"> {
  const { template, object } = pod;
  const path = locateInObject(template, ["spec", "automountServiceAccountToken"]);
  const mounts = (template.spec.volumes ?? []).some(({ projected }) => projected !== undefined);
  if (mounts) return {};
  const op = template.spec.automountServiceAccountToken === undefined ? "add" : "replace";
  return {
    change: {
      cost: 1,
      change: {
        message: `Run ${vertex.kind} ${vertex.namespace}/${vertex.name} without a token of its account.`,
        object: object.reference,
        edits: [{ op, path, value: false }],
      },
    },
  };
}

function addSecrets({ places, containerOf, add }: AttackBuild, each: StandingPod): void {
  const { pod, containers, at } = each;
  const { spec } = pod.template;
  for (const { name, path } of secretsOf(spec)) {
    const [, list, index] = path;
    const to = places.idOf({ kind: "Secret", namespace: pod.namespace, name });
    const evidence = [at(path, `gives Secret ${pod.namespace}/${name} to the container`)];
    if (list === "imagePullSecrets") continue;
    for (const { container, fieldPath } of containers) {
      const isOwn =
        list === "volumes"
          ? (container.volumeMounts ?? []).some(
              (mount) => mount.name === spec.volumes?.[Number(index)]?.name,
            )
          : formatFieldPath(fieldPath) === formatFieldPath(path.slice(1, 3));
      if (isOwn)
        add(containerOf(each, container.name), to, {
          step: "mounted-secret",
          evidence,
        });
    }
  }
}

const STEPS: Readonly<Record<EscapeKind, OwnStepId>> = {
  privileged: "privileged-container",
  "host-process": "host-process",
  capability: "capability",
  "proc-mount": "proc-mount",
  "host-pid": "host-pid",
  "host-network": "host-network",
  "host-ipc": "host-ipc",
  "runtime-socket": "runtime-socket",
  "cloud-credentials": "cloud-credentials",
  "host-path": "host-path",
};

function addEscapes(
  build: AttackBuild,
  each: StandingPod,
  groups: ReadonlyMap<StandingPod, PodGroup>,
): void {
  const all = escapesOf(each.pod.template);
  addNeighbours(build, each, all, groups);
  const escapes = all.filter(({ gives }) => opensNode(gives));
  if (escapes.length === 0) return;
  const node = nodeVertexOf(build, each, groups);
  for (const escape of escapes) {
    for (const from of containersWith(build, each, escape)) {
      build.add(from, node, {
        step: STEPS[escape.kind],
        evidence: [each.at(escape.path, escape.message)],
        unknown: escape.reason || undefined,
        ...withoutField(each, escape),
      });
    }
  }
}

/** What lets see other pods of the node gets at them as far as their processes have no more rights. */
function addNeighbours(
  build: AttackBuild,
  each: StandingPod,
  escapes: readonly NodeEscape[],
  groups: ReadonlyMap<StandingPod, PodGroup>,
): void {
  const seeing = escapes.filter(({ gives }) => gives === "pods");
  if (seeing.length === 0) return;
  const pods = neighboursOf(build, each, groups);
  for (const escape of seeing) {
    for (const from of containersWith(build, each, escape))
      build.add(from, pods, {
        step: STEPS[escape.kind],
        evidence: [each.at(escape.path, escape.message)],
        unknown: "whether processes of other pods there have no more rights than its own",
        ...withoutField(each, escape),
      });
  }
}

/** The pods that surely run on its node; of several nodes those of any. */
function neighboursOf(
  { places, escalation, add }: AttackBuild,
  each: StandingPod,
  groups: ReadonlyMap<StandingPod, PodGroup>,
): number {
  const { pod, vertex } = each;
  const { facts } = escalation.graph;
  const on = (name: string): number => facts.idOf({ kind: "pods-on-node", namespace: "", name });
  if (pod.nodeName !== "") return on(pod.nodeName);
  const name = `beside ${vertex.kind} ${vertex.namespace}/${vertex.name}`;
  const beside = places.idOf({ kind: "Any", namespace: "", name });
  const group = groups.get(each);
  for (const node of group?.nodes ?? []) add(beside, on(node.name), { unknown: group?.doubt });
  return beside;
}

function containersWith(
  { containerOf }: AttackBuild,
  each: StandingPod,
  { container }: NodeEscape,
): readonly number[] {
  return each.containers
    .filter((one) => container === undefined || one.container.name === container.name)
    .map((one) => containerOf(each, one.container.name));
}

/** What gives the node goes; a volume would take its mounts along, which is no small change. */
function withoutField(
  { pod, vertex }: StandingPod,
  escape: NodeEscape,
): Pick<StepDetail, "change"> {
  const { template, object } = pod;
  if (escape.volume !== undefined) return withoutVolume(pod, vertex.name, escape.volume);
  const path = locateInObject(template, escape.path);
  if (valueAtPath(object.object, path) === undefined) return {};
  return {
    change: {
      cost: 2,
      change: {
        message: `Take ${formatFieldPath(path)} away from ${vertex.kind} ${vertex.namespace}/${vertex.name}.`,
        object: object.reference,
        edits: [{ op: "remove", path }],
      },
    },
  };
}

function withoutVolume(
  { template, object, namespace }: StandingPod["pod"],
  owner: string,
  volume: string,
): Pick<StepDetail, "change"> {
  const { spec } = template;
  const index = (spec.volumes ?? []).findIndex(({ name }) => name === volume);
  const at = (path: readonly (string | number)[]): { op: "remove"; path: typeof path } => ({
    op: "remove",
    path: locateInObject(template, path),
  });
  const lists = ["initContainers", "containers", "ephemeralContainers"] as const;
  const mounts = lists.flatMap((list) =>
    (spec[list] ?? []).flatMap((container, number) =>
      (container.volumeMounts ?? []).flatMap(({ name }, mount) =>
        name === volume ? [at(["spec", list, number, "volumeMounts", mount])] : [],
      ),
    ),
  );
  return {
    change: {
      cost: 3,
      change: {
        message: `Take the volume ${volume} away from ${object.reference.kind} ${namespace}/${owner}.`,
        object: object.reference,
        edits: [...mounts, at(["spec", "volumes", index])],
      },
    },
  };
}

/** Whoever controls an image controls what runs it, when it is next pulled. */
function addImages({ places, containerOf, add }: AttackBuild, each: StandingPod): void {
  for (const { container, fieldPath } of each.containers) {
    const { image = "" } = container;
    if (image === "") continue;
    const evidence = [each.at(["spec", ...fieldPath, "image"], `runs ${image}`)];
    const from = places.idOf({ kind: "Image", namespace: "", name: image });
    const to = containerOf(each, container.name);
    add(from, to, { step: "image-supply", evidence });
  }
}
