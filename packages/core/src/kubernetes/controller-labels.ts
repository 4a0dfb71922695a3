import { textAt, valueAt } from "./json-fields.ts";
import { groupOf, type KubernetesObject } from "./object.ts";
import {
  type NamedLabels,
  type PodLabels,
  unnamedValues,
  type VaryingLabels,
} from "./pod-labels.ts";
import type { Labels } from "./selectors.ts";

/** What decides, beside the object, which labels its pods get. */
export interface LabelContext {
  /** Minor version of Kubernetes. */
  readonly minor: number;
  /** Whether something else sets `spec.replicas`. */
  readonly isScaled: boolean;
}

const POD_NAME = "statefulset.kubernetes.io/pod-name";
const POD_INDEX = "apps.kubernetes.io/pod-index";
const COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";
const JOB_NAMES = ["job-name", "batch.kubernetes.io/job-name"] as const;
const CONTROLLER_UIDS = ["controller-uid", "batch.kubernetes.io/controller-uid"] as const;
const REVISION = "controller-revision-hash";
const TEMPLATE_HASH = "pod-template-hash";
const GENERATION = "pod-template-generation";
const TOPOLOGY = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone"] as const;

/** The first minor version that sets a label; the others are older than what anybody runs. */
const SINCE: ReadonlyMap<string, number> = new Map<string, number>([
  // StatefulSets: kubernetes/kubernetes#55329; feature PodIndexLabel, of Jobs too.
  [POD_NAME, 9],
  [POD_INDEX, 28],
  [COMPLETION_INDEX, 28],
  // ControllerRevisions of StatefulSets and DaemonSets.
  [REVISION, 7],
  [GENERATION, 6],
  [JOB_NAMES[1], 27],
  [CONTROLLER_UIDS[1], 27],
  // Admission plugin PodTopologyLabels, feature PodTopologyLabelsAdmission.
  [TOPOLOGY[0], 35],
  [TOPOLOGY[1], 35],
]);

/** Every label that Kubernetes itself may add to the labels of a template. */
export const CONTROLLER_LABELS: ReadonlySet<string> = new Set([
  ...SINCE.keys(),
  JOB_NAMES[0],
  CONTROLLER_UIDS[0],
  TEMPLATE_HASH,
]);

/** Labels with the name of a Job, by which its pods may be told from others for as long as it has it. */
export const JOB_NAME_LABELS: ReadonlySet<string> = new Set(JOB_NAMES);

/**
 * The labels of the pods that an object has made of a template with these. By pkg/controller of k8s.io/kubernetes (statefulset, daemon/util,
 * deployment/sync.go, job/indexed_job_utils.go, cronjob), `generateSelector` of pkg/registry/batch/job/strategy.go and
 * plugin/pkg/admission/podtopologylabels: all but the labels of Jobs replace what the template has.
 */
export function controlledLabelsOf(
  object: KubernetesObject,
  labels: Labels,
  context: LabelContext,
): PodLabels {
  const isKnown = ({ keys }: VaryingLabels): boolean => keys.length > 0;
  const { known, varying } = addedBy(object, labels, context);
  const own = varying.map((each) => inVersion(each, context)).filter(isKnown);
  const topology = topologyIn(context);
  const added = Object.entries(known).filter(([key]) => isSet(key, context));
  return {
    labels: added.length > 0 ? { ...labels, ...Object.fromEntries(added) } : labels,
    varying: own.length > 0 ? [...own, ...topology] : topology,
  };
}

/** The labels of a Pod as it is written: the node that it comes to has yet to add its own, if it names none. */
export function writtenPodLabelsOf(
  pod: KubernetesObject,
  labels: Labels,
  context: LabelContext,
): PodLabels {
  const isBound = textAt(pod, "spec", "nodeName") !== "";
  return { labels, varying: isBound ? NONE : topologyIn(context) };
}

const NONE: readonly VaryingLabels[] = [];

// One list for all: a cluster has a hundred thousand pods.
function topologyIn(context: LabelContext): readonly VaryingLabels[] {
  return TOPOLOGY.every((key) => isSet(key, context)) ? OF_NODES : NONE;
}

function isSet(key: string, { minor }: LabelContext): boolean {
  return minor >= (SINCE.get(key) ?? 0);
}

function inVersion(varying: VaryingLabels, context: LabelContext): VaryingLabels {
  const keys = varying.keys.filter((key) => isSet(key, context));
  if (keys.length === varying.keys.length) return varying;
  const kept = new Set(keys);
  return {
    ...varying,
    keys,
    among: (named) =>
      varying
        .among(named)
        .map((part) => Object.fromEntries(Object.entries(part).filter(([key]) => kept.has(key)))),
  };
}

interface Added {
  readonly known: Labels;
  readonly varying: readonly VaryingLabels[];
}

function addedBy(object: KubernetesObject, labels: Labels, context: LabelContext): Added {
  const name = textAt(object, "metadata", "name");
  switch (`${groupOf(object)}/${object.kind}`) {
    case "apps/StatefulSet":
      return {
        known: {},
        varying: [ordinalsOf(object, name, context), decided(REVISION, revisionOf(name))],
      };
    case "apps/DaemonSet":
    case "extensions/DaemonSet":
      return {
        known: {},
        varying: [decided(REVISION, HASH), decided(GENERATION, /^[1-9]\d*$/)],
      };
    case "apps/Deployment":
    case "extensions/Deployment":
      return { known: {}, varying: [decided(TEMPLATE_HASH, HASH)] };
    case "batch/Job":
      return jobLabels(object, name, labels);
    case "batch/CronJob":
    case "batch/ScheduledJob":
      return cronJobLabels(object, name, labels);
    default:
      return { known: {}, varying: [] };
  }
}

// `rand.SafeEncodeString` of a number, and the number itself in old versions.
const HASH = /^[0-9a-z]{1,10}$/;

// `ControllerRevisionName`, which cuts long names.
function revisionOf(name: string): RegExp {
  return new RegExp(`^${escaped(name.slice(0, 223))}-[0-9a-z]{1,10}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** One key with a value of this form, which is the same for all pods of a revision and not known before. */
function decided(key: string, form: RegExp): VaryingLabels {
  return {
    keys: [key],
    eachIsOfSomePod: false,
    among: (named) => valuesOf(key, form, named).map((value) => ({ [key]: value })),
  };
}

function valuesOf(key: string, form: RegExp, named: NamedLabels): readonly string[] {
  const { values = [], tests } = named.get(key) ?? {};
  return [...values].filter((value) => form.test(value)).concat(unnamedValues(tests?.keys() ?? []));
}

/** A label of a node, which pods get where their node has it. */
function sometimes(key: string): VaryingLabels {
  return {
    keys: [key],
    eachIsOfSomePod: false,
    among: (named) => [{}, ...valuesOf(key, /^/, named).map((value) => ({ [key]: value }))],
  };
}

const OF_NODES = TOPOLOGY.map((key) => sometimes(key));

/** Pods numbered one by one. */
interface Numbering {
  readonly from: number;
  /** Undefined: nobody says how many there are. */
  readonly count: number | undefined;
  /** What the keys are for a number. */
  readonly labels: (index: number) => Labels;
  /** The number with which a key has a value, whether or not it is one of the pods. */
  readonly indexOf: (key: string, value: string) => number | undefined;
}

// Tests look into values, which have to be there: so many are.
const ENUMERATED = 64;

function numbered(keys: readonly string[], numbering: Numbering): VaryingLabels {
  const { from, count, labels, indexOf } = numbering;
  const isOne = (index: number): boolean =>
    index >= from && (count === undefined || index < from + count);
  return {
    keys,
    eachIsOfSomePod: true,
    among: (named) => {
      const asked = keys.flatMap((key) =>
        [...(named.get(key)?.values ?? [])].map((value) => indexOf(key, value)),
      );
      const indices = new Set(asked.filter((index) => index !== undefined).filter(isOne));
      const tests = keys.flatMap((key) => [...(named.get(key)?.tests.keys() ?? [])]);
      if (tests.length > 0)
        for (let at = 0; at < Math.min(count ?? ENUMERATED, ENUMERATED); at++)
          indices.add(from + at);
      const others = count !== undefined && indices.size >= count ? [] : unnamedValues(tests);
      return [
        ...Array.from(indices, labels),
        ...others.map((value) => Object.fromEntries(keys.map((key) => [key, value]))),
      ];
    },
  };
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

function ordinalsOf(
  object: KubernetesObject,
  name: string,
  { isScaled }: LabelContext,
): VaryingLabels {
  const start = valueAt(object, "spec", "ordinals", "start");
  const replicas = valueAt(object, "spec", "replicas");
  // An absent number is most often one that something else sets; without pods it is not yet known how many there will be.
  const isStated = typeof replicas === "number" && replicas > 0 && !isScaled;
  return numbered([POD_NAME, POD_INDEX], {
    from: typeof start === "number" && start > 0 ? start : 0,
    count: isStated ? replicas : undefined,
    labels: (index) => ({ [POD_NAME]: `${name}-${index}`, [POD_INDEX]: String(index) }),
    indexOf: (key, value) => {
      const text = key === POD_INDEX ? value : afterName(name, value);
      return text !== undefined && INDEX.test(text) ? Number(text) : undefined;
    },
  });
}

function afterName(name: string, value: string): string | undefined {
  return value.startsWith(`${name}-`) ? value.slice(name.length + 1) : undefined;
}

function jobLabels(object: KubernetesObject, name: string, labels: Labels): Added {
  const spec = valueAt(object, "spec") ?? {};
  const varying = completionIndices(spec);
  // Then nobody generates a selector, nor what it selects by.
  if (valueAt(spec, "manualSelector") === true) return { known: {}, varying };
  const uid = textAt(object, "metadata", "uid");
  const known = {
    ...(name !== "" && unwritten(JOB_NAMES, name, labels)),
    ...(uid !== "" && unwritten(CONTROLLER_UIDS, uid, labels)),
  };
  const generated = new RegExp(
    `^${escaped(textAt(object, "metadata", "generateName"))}[0-9a-z]{5}$`,
  );
  return {
    known,
    varying: [
      ...varying,
      ...(name === "" ? alike(JOB_NAMES, generated, labels) : []),
      ...(uid === "" ? alike(CONTROLLER_UIDS, UID, labels) : []),
    ],
  };
}

function cronJobLabels(object: KubernetesObject, name: string, labels: Labels): Added {
  const spec = valueAt(object, "spec", "jobTemplate", "spec") ?? {};
  const varying = completionIndices(spec);
  if (valueAt(spec, "manualSelector") === true) return { known: {}, varying };
  // `getJobName`: the time for which it is, in minutes; in seconds before 1.21.
  const names = new RegExp(`^${escaped(name)}-\\d+$`);
  return {
    known: {},
    varying: [
      ...varying,
      ...alike(JOB_NAMES, names, labels),
      ...alike(CONTROLLER_UIDS, UID, labels),
    ],
  };
}

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// The API server adds those that the template has not; the others have to be the same or the Job is refused.
function unwritten(keys: readonly string[], value: string, labels: Labels): Labels {
  return Object.fromEntries(
    keys.filter((key) => !Object.hasOwn(labels, key)).map((key) => [key, value]),
  );
}

/** Several keys with one value of this form. */
function alike(keys: readonly string[], form: RegExp, labels: Labels): readonly VaryingLabels[] {
  const added = keys.filter((key) => !Object.hasOwn(labels, key));
  if (added.length === 0) return [];
  return [
    {
      keys: added,
      eachIsOfSomePod: false,
      among: (named) => {
        const values = added.flatMap((key) =>
          [...(named.get(key)?.values ?? [])].filter((value) => form.test(value)),
        );
        const tests = added.flatMap((key) => [...(named.get(key)?.tests.keys() ?? [])]);
        const possible = new Set([...values, ...unnamedValues(new Set(tests))]);
        return Array.from(possible, (value) =>
          Object.fromEntries(added.map((key) => [key, value])),
        );
      },
    },
  ];
}

function completionIndices(spec: Parameters<typeof valueAt>[0]): readonly VaryingLabels[] {
  if (textAt(spec, "completionMode") !== "Indexed") return [];
  const completions = valueAt(spec, "completions");
  return [
    numbered([COMPLETION_INDEX], {
      from: 0,
      count: typeof completions === "number" && completions > 0 ? completions : undefined,
      labels: (index) => ({ [COMPLETION_INDEX]: String(index) }),
      indexOf: (_key, value) => (INDEX.test(value) ? Number(value) : undefined),
    }),
  ];
}
