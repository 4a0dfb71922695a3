import { formatFieldPath } from "../kubernetes/field-path.ts";
import { quote } from "./text.ts";

/** The levels of the Pod Security Standards, from least to most strict. */
const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];
/** A minor version of Kubernetes, or whatever is newest. */
export type PodSecurityVersion = "latest" | `v1.${number}`;

export interface LevelVersion {
  readonly level: PodSecurityLevel;
  readonly version: PodSecurityVersion;
}

/** What applies to a namespace, in each mode. */
export interface PodSecurityPolicy {
  readonly enforce: LevelVersion;
  readonly audit: LevelVersion;
  readonly warn: LevelVersion;
}

export const LEVEL_ADVICE = "must be one of privileged, baseline, restricted";
export const VERSION_ADVICE = 'must be "latest" or "v1.x"';

/** The level of that name; undefined when there is none. */
export function parsePodSecurityLevel(text: string): PodSecurityLevel | undefined {
  return POD_SECURITY_LEVELS.find((level) => level === text);
}

const INT64_MAX = 2n ** 63n - 1n;

/** `latest` or `v1.x`; undefined for every other text. */
export function parsePodSecurityVersion(text: string): PodSecurityVersion | undefined {
  if (text === "latest") return text;
  const minor = /^v1\.(0|[1-9]\d{0,18})$/.exec(text)?.[1];
  if (minor === undefined || BigInt(minor) > INT64_MAX) return undefined;
  return isVersion(text) ? text : undefined;
}

function isVersion(text: string): text is `v1.${number}` {
  return text.startsWith("v1.");
}

/** `restricted:v1.30`. */
export function formatLevelVersion({ level, version }: LevelVersion): string {
  return `${level}:${version}`;
}

/** Negative when `a` is less strict than `b`. */
export function compareLevels(a: PodSecurityLevel, b: PodSecurityLevel): number {
  return POD_SECURITY_LEVELS.indexOf(a) - POD_SECURITY_LEVELS.indexOf(b);
}

/** A label that says nothing valid; `detail` says what would be. */
export interface LabelError {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

export const LABEL_PREFIX = "pod-security.kubernetes.io/";

type Mode = keyof PodSecurityPolicy;
type Labels = Readonly<Record<string, string>>;

/**
 * What the labels of a namespace ask for, and the labels that are wrong, as upstream's `PolicyToEvaluate` does:
 * a wrong enforce level means restricted, a wrong audit or warn level privileged, a wrong version latest.
 */
export function policyOf(
  labels: Labels,
  defaults: PodSecurityPolicy,
): { readonly policy: PodSecurityPolicy; readonly errors: readonly LabelError[] } {
  const enforce = modeOf("enforce", labels, defaults.enforce);
  const audit = modeOf("audit", labels, defaults.audit);
  const warn = modeOf("warn", labels, defaults.warn);
  const errors = [...enforce.errors, ...audit.errors, ...warn.errors];
  const raised = raisedWarn(enforce, warn);
  return {
    policy: { enforce: enforce.levelVersion, audit: audit.levelVersion, warn: raised },
    errors,
  };
}

interface ModeResult {
  readonly levelVersion: LevelVersion;
  readonly errors: readonly LabelError[];
  /** A valid level label is there. */
  readonly hasValidLevel: boolean;
  readonly hasLevel: boolean;
  readonly hasVersion: boolean;
}

function modeOf(mode: Mode, labels: Labels, defaults: LevelVersion): ModeResult {
  const level = readLabel(labels, mode, parsePodSecurityLevel, LEVEL_ADVICE);
  const version = readLabel(labels, `${mode}-version`, parsePodSecurityVersion, VERSION_ADVICE);
  const wrongLevel = mode === "enforce" ? "restricted" : "privileged";
  return {
    levelVersion: {
      level: valueOf(level, defaults.level, wrongLevel),
      version: valueOf(version, defaults.version, "latest"),
    },
    errors: [...errorsOf(level), ...errorsOf(version)],
    hasValidLevel: level?.value !== undefined,
    hasLevel: level !== undefined,
    hasVersion: version !== undefined,
  };
}

interface ReadLabel<Value> {
  /** Undefined where the label says nothing valid; then there is an error. */
  readonly value: Value | undefined;
  readonly errors: readonly LabelError[];
}

function valueOf<Value>(
  read: ReadLabel<Value> | undefined,
  absent: NoInfer<Value>,
  wrong: NoInfer<Value>,
): Value {
  return read === undefined ? absent : (read.value ?? wrong);
}

function errorsOf(read: ReadLabel<unknown> | undefined): readonly LabelError[] {
  return read?.errors ?? [];
}

function readLabel<Value>(
  labels: Labels,
  suffix: string,
  parse: (text: string) => Value | undefined,
  detail: string,
): ReadLabel<Value> | undefined {
  const label = LABEL_PREFIX + suffix;
  const text = labels[label];
  if (text === undefined) return undefined;
  const value = parse(text);
  return { value, errors: value === undefined ? [{ label, value: text, detail }] : [] };
}

// Where nothing is said about warnings, an explicit and stricter enforce level is warned about too.
function raisedWarn(enforce: ModeResult, warn: ModeResult): LevelVersion {
  const { level, version } = enforce.levelVersion;
  if (warn.hasLevel || !enforce.hasValidLevel) return warn.levelVersion;
  if (compareLevels(level, warn.levelVersion.level) <= 0) return warn.levelVersion;
  return { level, version: warn.hasVersion ? warn.levelVersion.version : version };
}

/** Where the label is: `metadata.labels[pod-security.kubernetes.io/enforce]`. */
export function labelFieldOf({ label }: LabelError): string {
  return formatFieldPath(["metadata", "labels", label]);
}

/** `Invalid value: "x": must be …`, as the API server words it. */
export function labelErrorBody({ value, detail }: LabelError): string {
  return `Invalid value: ${quote(value)}: ${detail}`;
}

/** All errors in one text: as it is when there is one, else in brackets. */
export function joinErrors(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return distinct.length === 1 ? distinct.join("") : `[${distinct.join(", ")}]`;
}
