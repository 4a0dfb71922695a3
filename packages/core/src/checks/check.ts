import type { Cluster } from "../cluster/cluster.ts";
import type { ConfiguredException, JudgedException } from "../findings/exception.ts";
import type { Aggravation, Severity, Violation } from "../findings/finding.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";

/** The published standards that checks refer to, each a framework to report by. */
export const STANDARDS = [
  "cis-1.12",
  "nsa-1.2",
  "pss-baseline",
  "pss-restricted",
  "mitre-attack",
  "ms-threat-matrix",
  "nist-800-190",
  "nist-800-53",
] as const;

/** A control of a published standard that a check speaks to; the id only, our words are in the check. */
export interface Reference {
  readonly standard: (typeof STANDARDS)[number];
  readonly id: string;
}

type NonEmptyArray<Item> = readonly [Item, ...Item[]];

interface CheckCommon<Example> {
  /** Stable, kebab-case, equal to the file name, the page in docs/checks and the argument of `explain`. */
  readonly id: string;
  /** What it was called before it was renamed, which its fingerprints go on saying; in `aliases` too, as `watertight:ID`. */
  readonly formerId?: string;
  /** The thing and what is wrong with it, as a short noun phrase: "Privileged container". */
  readonly title: string;
  /** The folder below `checks/`. */
  readonly topic: Topic;
  readonly severity: Severity;
  /**
   * What it finds to be missing, as resources `GROUP/PLURAL`: of a cluster in which one of them could not be listed it says nothing,
   * which is among what was not examined.
   */
  readonly claimsAbsenceOf?: readonly string[];
  /** What makes this weakness worse, one step at most; absent: nothing does. */
  readonly raisedBy?: readonly Aggravation[];
  /** Why it matters: what an attacker gains. Markdown, whole sentences. */
  readonly description: string;
  /** What to change in the manifest. Markdown, imperative. */
  readonly remediation: string;
  readonly references: readonly Reference[];
  /** What peers call it, as `checkov:CKV_K8S_16`, `trivy:KSV-0017`, `kube-linter:privileged-container`, and `watertight:` ids of before. */
  readonly aliases?: readonly string[];
  /** Ids of checks whose finding in the same container, in the same rule of a role, or in the same pod where neither names a container, says this too. */
  readonly impliedBy?: readonly string[];
  /** Shown in the docs and by `explain`; run as the check's tests. */
  readonly examples: {
    readonly violating: NonEmptyArray<Example & ExpectedViolations>;
    readonly compliant: NonEmptyArray<Example>;
  };
}

export const TOPICS = [
  "pod-security",
  "resources",
  "images",
  "secrets",
  "service-accounts",
  "metadata",
  "network",
  "namespaces",
  "workloads",
  "control-plane",
  "cloud",
  "pipelines",
  "admission",
  "access",
  "reliability",
  "versions",
  "exceptions",
] as const;
type Topic = (typeof TOPICS)[number];

interface ExpectedViolations {
  /** Every violation, as `path: message`, in order. */
  readonly violations: NonEmptyArray<string>;
}

/** Titles are noun phrases that read well as test names: "a containerPort without a hostPort". */
export interface PodExample {
  readonly title: string;
  readonly pod: {
    readonly metadata?: Partial<PodTemplate["metadata"]> & { readonly namespace?: string };
    readonly spec: PodTemplate["spec"];
  };
  /** What else the snapshot of the example holds. */
  readonly objects?: readonly KubernetesObject[];
  readonly assumptions?: ExampleAssumptions;
}

/** What an example assumes in place of the newest version and of a part of a cluster; its title says so. */
export interface ExampleAssumptions {
  readonly kubernetesVersion?: string;
  readonly wholeCluster?: boolean;
}

/** A file that holds no object of Kubernetes. */
export interface ExampleDocument {
  readonly file: string;
  readonly json: JsonValue;
}

export interface ObjectsExample {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  /** What else is read for facts: descriptions of clouds. */
  readonly documents?: readonly ExampleDocument[];
  readonly assumptions?: ExampleAssumptions;
}

/** What is around a pod. The lookups in it, each built once a cluster, are in `checks/facts/`. */
export interface PodSurroundings {
  readonly cluster: Cluster;
  /** What describes the pod; its namespace is the pod's. */
  readonly object: SnapshotObject;
}

/** Asks about one pod at a time, wherever its template is. Pure: same pod, same violations, in field order. */
export interface PodCheck extends CheckCommon<PodExample> {
  readonly on: "pod";
  /** Which pods it speaks of, where that is quickly told; it is asked once for all the checks that share it. Absent: every pod. */
  readonly speaksOf?: (pod: PodTemplate) => boolean;
  readonly evaluate: (pod: PodTemplate, surroundings: PodSurroundings) => Iterable<Violation>;
  /** Whether an object shows what it asks about; absent: whatever it speaks of does. Without any a control is not passed by it. */
  readonly shows?: (entry: SnapshotObject) => boolean;
  /** Kinds that say for no pod what pods say elsewhere, and what it finds in them; paths are in the object. */
  readonly elsewhere?: Pick<ObjectCheck, "evaluate" | "notAssessable"> &
    Required<Pick<ObjectCheck, "kinds">>;
}

/** Asks about one object in the light of its cluster. Expected violations of its examples are `Kind/name path: message`. */
export interface ObjectCheck extends CheckCommon<ObjectsExample> {
  readonly on: "object";
  /** What it speaks of, and all that it is shown: kinds as `Service` and `apps/Deployment`, and `workloads` for whatever describes pods; absent: every object. */
  readonly kinds?: readonly string[];
  /** It is about how an object is written; others see one whose version has no such kind as what it must mean. */
  readonly asWritten?: true;
  readonly evaluate: (object: SnapshotObject, cluster: Cluster) => Iterable<Violation>;
  /** What it asks of an object and the input does not show, so that it neither passes nor fails there; absent: it always can tell. */
  readonly notAssessable?: (object: SnapshotObject, cluster: Cluster) => Iterable<Unassessable>;
}

/** A field that a check asks about and that is not known. */
export interface Unassessable {
  readonly path: FieldPath;
  /** Lower-case clause: why it is not known. */
  readonly reason: string;
}

/** The day on which the examples of the checks of exceptions are judged. */
export const EXAMPLE_DAY = "2026-07-01";

export interface ExceptionExample extends ObjectsExample {
  /** The `exceptions` of the configuration. */
  readonly configured?: readonly ConfiguredException[];
}

/** Asks about one exception after everything that it could except was seen. */
export interface ExceptionCheck extends CheckCommon<ExceptionExample> {
  readonly on: "exception";
  /** What is wrong with the exception, as messages of violations are written. */
  readonly evaluate: (judged: JudgedException) => Iterable<string>;
}

export type Check = PodCheck | ObjectCheck | ExceptionCheck;
