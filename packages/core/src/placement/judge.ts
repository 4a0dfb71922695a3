import type { AdmittedPod } from "./admission.ts";
import type {
  PlacementNode,
  PlacementPod,
  PlacementReason,
  PlacementScope,
  PlacementVerdict,
} from "./model.ts";
import { isRunning, isStaticPod } from "./pods.ts";
import {
  affinity,
  allOf,
  company,
  executionTaints,
  hostPorts,
  kubeletResources,
  onPod,
  operatingSystem,
  passedTaints,
  type Question,
  type RuleWorld,
  resources,
  schedulingGates,
  schedulingTaints,
  spread,
  unschedulable,
  volumes,
} from "./rules.ts";

/** A question about a pod as it is written. */
export interface Asked {
  readonly pod: PlacementPod;
  readonly node: PlacementNode;
  readonly world: RuleWorld;
  readonly scope: PlacementScope;
}

type Judged = Omit<PlacementVerdict, "assumptions">;

/** What the scheduler and then the kubelet say of a pod that admission has taken. */
export function judge({ spec, refusal, doubts }: AdmittedPod, asked: Asked): Judged {
  if (refusal) return { verdict: "no", reasons: [refusal] };
  const { node, world, scope } = asked;
  const pod = spec === asked.pod.spec ? asked.pod : { ...asked.pod, spec };
  const question = { pod, node, world };
  const isNamed = (spec.nodeName ?? "") !== "";
  const said = isNamed ? ofKubelet(question, scope) : ofScheduler(question, scope);
  return verdictOf([...doubts, ...said]);
}

function verdictOf(reasons: readonly PlacementReason[]): Judged {
  for (const verdict of ["no", "unknown"] as const) {
    const deciding = reasons.filter(({ says }) => says === verdict);
    if (deciding.length > 0) return { verdict, reasons: deciding };
  }
  return { verdict: "yes", reasons };
}

const SCHEDULER_EVER = allOf([schedulingTaints]);
const SCHEDULER_NOW = allOf([schedulingGates, schedulingTaints, unschedulable, spread, volumes]);
const BOTH_NOW = allOf([company, hostPorts, resources]);

function ofScheduler(question: Question, scope: PlacementScope): readonly PlacementReason[] {
  const lasting = [...operatingSystem(question), ...affinity(question)];
  const scheduler =
    scope === "ever"
      ? SCHEDULER_EVER(question)
      : [...SCHEDULER_NOW(question), ...BOTH_NOW(question)];
  return [...lasting, ...byAnother(question, scheduler)];
}

/** What a scheduler that is none of Kubernetes' does not have to heed; the kubelet heeds NoExecute, ports and room itself. */
function byAnother(
  question: Question,
  reasons: readonly PlacementReason[],
): readonly PlacementReason[] {
  const { schedulerName = "" } = question.pod.spec;
  if (schedulerName === "" || schedulerName === "default-scheduler") return reasons;
  const path = ["spec", "schedulerName"];
  const kubelets = executionTaints(question);
  if (kubelets.length > 0) return kubelets;
  return reasons.map((reason) =>
    reason.says === "no" && !BY_KUBELET.has(reason.rule)
      ? onPod(question, "scheduler", "unknown", {
          path,
          message: `whether scheduler ${schedulerName} heeds it is not known: ${reason.message}`,
        })
      : reason,
  );
}

const BY_KUBELET: ReadonlySet<PlacementReason["rule"]> = new Set(["hostPorts", "resources"]);

/** `Admit` of pkg/kubelet/lifecycle/predicate.go; a pod that runs is only evicted by NoExecute. */
function ofKubelet(question: Question, scope: PlacementScope): readonly PlacementReason[] {
  const { pod, node } = question;
  const { nodeName = "" } = pod.spec;
  const path = ["spec", "nodeName"];
  if (nodeName !== node.name) {
    return [onPod(question, "nodeName", "no", { path, message: `names node ${nodeName}` })];
  }
  const taints = taintsOfNamed(question);
  const isThere = onPod(question, "nodeName", "yes", { path, message: "is on the node already" });
  if (isRunning(pod)) return [isThere, ...taints];
  const message = "names its node, so that the scheduler is not asked";
  const lasting = [
    onPod(question, "nodeName", "yes", { path, message }),
    ...operatingSystem(question),
    ...affinity(question),
    ...taints,
  ];
  return scope === "ever"
    ? lasting
    : [...lasting, ...hostPorts(question), ...kubeletResources(question)];
}

function taintsOfNamed(question: Question): readonly PlacementReason[] {
  // The controller of DaemonSets heeds all taints before it makes a pod, be its node named or not.
  if (question.pod.ofDaemonSet) return schedulingTaints(question);
  if (!isStaticPod(question.pod)) return [...executionTaints(question), ...passedTaints(question)];
  const passed = schedulingTaints(question).map(({ message, ...rest }) => ({
    ...rest,
    says: "yes" as const,
    message: `${message}, and a static pod needs none`,
  }));
  return passed;
}
