import {
  type ComponentFlag,
  componentFlagsOf,
  flagValueOf,
} from "../../kubernetes/component-flags.ts";
import type { NamedValue, NodeFacts } from "../facts/node-facts.ts";
import type { Seen, Unseen } from "./seen.ts";
import { kubeletUnitCommand } from "./unit-flags.ts";

/** A component of Kubernetes that runs on a node. */
export type Program =
  | "kubelet"
  | "kube-proxy"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "etcd";

/** How a program is started. */
export interface Started {
  readonly flags: ReadonlyMap<string, ComponentFlag>;
  readonly environment: readonly NamedValue[];
  /** `process 812`, `/etc/kubernetes/manifests/etcd.yaml`. */
  readonly where: string;
}

/** How a program is started on a node: `not-there` where all that could start it was looked at, and nothing does. */
export function startOf(facts: NodeFacts, program: Program): Started | "not-there" | Unseen {
  const running = facts.processes?.find((each) => isOf(each.name, each.arguments, program));
  if (running) {
    const where = running.pid > 0 ? `process ${running.pid}` : `command line of ${program}`;
    return startedBy(running.arguments, where, running.environment);
  }
  const pod = facts.staticPods?.find((each) => isOf("", each.arguments, program));
  if (pod) return startedBy(pod.arguments, pod.path, []);
  const unit = program === "kubelet" ? kubeletUnitCommand(facts) : undefined;
  if (unit) return startedBy(unit.words, unit.where, []);
  return withoutStart(facts, program);
}

function withoutStart(facts: NodeFacts, program: Program): "not-there" | Unseen {
  const { processes, sources } = facts;
  // A node that answers for its kubelet has one, even where its processes were not shown.
  if (program === "kubelet" && facts.configz !== undefined) {
    return { unknown: "its flags were not looked at" };
  }
  if (processes === undefined) return withoutProcesses(facts, program);
  const whole = processes.find(({ name }) => ALL_IN_ONE.test(name))?.name;
  if (whole !== undefined) {
    return {
      unknown: `${whole} runs ${program} inside of itself, with a configuration of its own`,
    };
  }
  const showsAll = processes.length > 0 && sources.some(({ kind }) => kind === "collected");
  return showsAll ? "not-there" : { unknown: `the facts show no process of ${program}` };
}

/** Of a file system alone: the control plane is its static pods, where it has any. */
function withoutProcesses({ staticPods }: NodeFacts, program: Program): "not-there" | Unseen {
  const isOfNodes = program === "kubelet" || program === "kube-proxy";
  if (!isOfNodes && staticPods !== undefined) return "not-there";
  return { unknown: `how ${program} is started was not looked at` };
}

/** Programs that hold several components, which then have no process of their own. */
const ALL_IN_ONE = /^(?:k3s(?:-server|-agent)?|kubelite|k0s)$/;

function isOf(name: string, words: readonly string[], program: Program): boolean {
  const first = words[0] ?? "";
  const base = name || first.slice(first.lastIndexOf("/") + 1);
  return base === program || (base === "hyperkube" && words[1] === program);
}

function startedBy(
  words: readonly string[],
  where: string,
  environment: readonly NamedValue[],
): Started {
  return { flags: componentFlagsOf(words.slice(1)), where, environment };
}

/** A flag as it was given; undefined where it was not. */
export function flagOf(started: Started, name: string): Seen | undefined {
  const flag = started.flags.get(name);
  if (flag)
    return {
      value: flagValueOf(name, flag.value),
      from: "flag",
      where: `${started.where}: --${name}`,
    };
  // etcd reads ETCD_CERT_FILE where --cert-file is not given.
  const variable = `ETCD_${name.toUpperCase().replaceAll("-", "_")}`;
  const set = started.environment.findLast((each) => each.name === variable);
  return set && { value: set.value, from: "variable", where: `${started.where}: ${variable}` };
}

/** The value of a flag that a program is started with; undefined where that is not set or not known. */
export function startedWith(facts: NodeFacts, program: Program, flag: string): string | undefined {
  const start = startOf(facts, program);
  if (start === "not-there" || "unknown" in start) return undefined;
  return flagOf(start, flag)?.value;
}
