import type { ForeignTool } from "../../findings/exception.ts";
import type { AnnotatedPlace } from "./annotations.ts";

/** What another scanner is told to leave out, in its own words. */
export interface ForeignStatement {
  readonly tool: ForeignTool;
  /** The scanner's ids, or everything. */
  readonly ids: readonly string[] | "everything";
  readonly container?: string;
  readonly reason: string;
  /** The last day, as written in part or whole. */
  readonly until?: string;
  /** Where it stands in `metadata`. */
  readonly field: "annotations" | "labels";
  readonly key: string;
}

/** What the annotations and labels of one place tell other scanners to leave out. */
export function* foreignStatementsOf(place: AnnotatedPlace): Generator<ForeignStatement> {
  for (const [key, value] of Object.entries(place.annotations)) {
    const statement = annotationStatement(key, value, place);
    if (statement) yield { ...statement, field: "annotations", key };
  }
  for (const [key, value] of Object.entries(place.labels)) {
    const statement = kubeauditStatement(key, value);
    if (statement) yield { ...statement, field: "labels", key };
  }
}

type Statement = Omit<ForeignStatement, "field" | "key">;

/** kube-score: `impliedIgnoreAnnotations` (scorecard/scorecard.go). It knows no word for everything. */
const IMPLIED_BY_KUBE_SCORE: ReadonlyMap<string, readonly string[]> = new Map([
  ["container-resources", ["container-ephemeral-storage-request-and-limit"]],
]);

function annotationStatement(
  key: string,
  value: string,
  { annotations, within }: AnnotatedPlace,
): Statement | undefined {
  // These two read the metadata of pod templates too; the others only the object's own.
  if (/(?:checkov|bridgecrew|cortex)\.io\/skip/.test(key)) return checkovStatement(key, value);
  if (key === "kube-score/ignore") {
    const ids = listOf(value).flatMap((id) => [id, ...(IMPLIED_BY_KUBE_SCORE.get(id) ?? [])]);
    return { tool: "kube-score", ids, reason: noReason(key) };
  }
  if (within.length > 0) return undefined;
  return (
    kubeLinterStatement(key, value) ??
    polarisStatement(key, value) ??
    kubescapeStatement(key, value, annotations)
  );
}

/** checkov: `get_skipped_checks` (checkov/kubernetes/kubernetes_utils.py) splits at the first equals sign. */
function checkovStatement(key: string, value: string): Statement {
  const at = value.indexOf("=");
  const id = (at < 0 ? value : value.slice(0, at)).trim();
  const reason = at < 0 ? "" : value.slice(at + 1).trim();
  return { tool: "checkov", ids: [id], reason: reason === "" ? noReason(key) : reason };
}

function kubeLinterStatement(key: string, value: string): Statement | undefined {
  const reason = value.trim() === "" ? noReason(key) : value.trim();
  if (key === "kube-linter.io/ignore-all")
    return { tool: "kube-linter", ids: "everything", reason };
  const id = after("ignore-check.kube-linter.io/", key);
  return id === undefined ? undefined : { tool: "kube-linter", ids: [id], reason };
}

/** polaris: `hasExemptionAnnotation` honours `true` in any case. */
function polarisStatement(key: string, value: string): Statement | undefined {
  const name = after("polaris.fairwinds.com/", key);
  if (name === undefined || value.toLowerCase() !== "true") return undefined;
  const reason = noReason(key);
  if (name === "exempt") return { tool: "polaris", ids: "everything", reason };
  const id = /^(.+)-exempt$/.exec(name)?.[1];
  return id === undefined ? undefined : { tool: "polaris", ids: [id], reason };
}

/** kubescape: `inlineExceptionFromResource`; the expiry is a time in RFC 3339. */
function kubescapeStatement(
  key: string,
  value: string,
  annotations: Readonly<Record<string, string>>,
): Statement | undefined {
  if (key !== "kubescape.io/skip-controls") return undefined;
  const reason = annotations["kubescape.io/skip-reason"]?.trim() ?? "";
  const expiry = annotations["kubescape.io/skip-expiry"]?.trim();
  return {
    tool: "kubescape",
    ids: listOf(value),
    reason: reason === "" ? noReason(key) : reason,
    ...(expiry === undefined ? {} : { until: expiry.slice(0, 10) }),
  };
}

/** kubeaudit: `container.kubeaudit.io/NAME.OVERRIDE` for one container, `kubeaudit.io/OVERRIDE` for the pod. */
function kubeauditStatement(key: string, value: string): Statement | undefined {
  const reason = value === "" ? noReason(key) : value;
  const inContainer = after("container.kubeaudit.io/", key);
  if (inContainer !== undefined) {
    const at = inContainer.lastIndexOf(".");
    if (at < 0) return undefined;
    const container = inContainer.slice(0, at);
    return { tool: "kubeaudit", ids: [inContainer.slice(at + 1)], container, reason };
  }
  const id = after("kubeaudit.io/", key);
  return id === undefined ? undefined : { tool: "kubeaudit", ids: [id], reason };
}

function after(prefix: string, text: string): string | undefined {
  return text.startsWith(prefix) && text.length > prefix.length
    ? text.slice(prefix.length)
    : undefined;
}

function listOf(value: string): string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function noReason(key: string): string {
  return `${key} gives no reason`;
}
