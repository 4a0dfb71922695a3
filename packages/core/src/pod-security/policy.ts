import { formatFieldPath } from "../kubernetes/field-path.ts";
import { quote } from "./text.ts";

/** The levels of the Pod Security Standards, from least to most strict. */
export const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;
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
  const level = read(labels, `${LABEL_PREFIX}${mode}`);
  const version = read(labels, `${LABEL_PREFIX}${mode}-version`);
  const parsedLevel = level === undefined ? defaults.level : parsePodSecurityLevel(level.value);
  const parsedVersion =
    version === undefined ? defaults.version : parsePodSecurityVersion(version.value);
  const fallback = mode === "enforce" ? "restricted" : "privileged";
  const wrongLevel = parsedLevel === undefined && level ? [{ ...level, detail: LEVEL_ADVICE }] : [];
  const wrongVersion =
    parsedVersion === undefined && version ? [{ ...version, detail: VERSION_ADVICE }] : [];
  return {
    levelVersion: { level: parsedLevel ?? fallback, version: parsedVersion ?? "latest" },
    errors: [...wrongLevel, ...wrongVersion],
    hasValidLevel: level !== undefined && parsedLevel !== undefined,
    hasLevel: level !== undefined,
    hasVersion: version !== undefined,
  };
}

// Where nothing is said about warnings, an explicit and stricter enforce level is warned about too.
function raisedWarn(enforce: ModeResult, warn: ModeResult): LevelVersion {
  const { level, version } = enforce.levelVersion;
  if (warn.hasLevel || !enforce.hasValidLevel) return warn.levelVersion;
  if (compareLevels(level, warn.levelVersion.level) <= 0) return warn.levelVersion;
  return { level, version: warn.hasVersion ? warn.levelVersion.version : version };
}

function read(labels: Labels, label: string): { label: string; value: string } | undefined {
  const value = labels[label];
  return value === undefined ? undefined : { label, value };
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
