import type { PodSpec } from "./api/types.ts";
import { containersOf } from "./containers.ts";
import type { FieldPath } from "./field-path.ts";
import type { JsonValue } from "./json.ts";
import { valueAt } from "./json-fields.ts";

/** What every namespace has, and who names none gets. */
const DEFAULT_ACCOUNT = "default";

/**
 * The service account that a pod runs as: `serviceAccount` is the older name of the same field (the conversion of core/v1),
 * "" is like an absent one, and without any it is `default` (plugin/pkg/admission/serviceaccount of k8s.io/kubernetes).
 */
export function serviceAccountNameOf({ serviceAccountName, serviceAccount }: PodSpec): string {
  return serviceAccountName || serviceAccount || DEFAULT_ACCOUNT;
}

/** The field of a PodSpec that names its service account; undefined where none does. */
export function serviceAccountFieldOf({
  serviceAccountName,
  serviceAccount,
}: PodSpec): "serviceAccountName" | "serviceAccount" | undefined {
  if (serviceAccountName) return "serviceAccountName";
  return serviceAccount ? "serviceAccount" : undefined;
}

/** Whether the containers of a pod hold a token of its service account for the API server. */
export interface TokenMount {
  /** `unknown`: Kubernetes mounts one unless the ServiceAccount, which is not shown, says otherwise. */
  readonly mounted: "yes" | "no" | "unknown";
  /** The field of the pod that says so, or that would, from the pod on: `spec.automountServiceAccountToken`. */
  readonly path: FieldPath;
}

/**
 * The pod decides before its account does, and absent means yes (plugin/pkg/admission/serviceaccount of k8s.io/kubernetes);
 * a projected token is there whatever they say. The account is undefined where the input does not show it.
 */
export function tokenMountOf(spec: PodSpec, account: JsonValue | undefined): TokenMount {
  const path = ["spec", "automountServiceAccountToken"];
  const mounted = automounted(spec, account);
  const projected = mounted === "yes" ? undefined : projectedTokenIn(spec);
  return projected ? { mounted: "yes", path: projected } : { mounted, path };
}

function automounted(spec: PodSpec, account: JsonValue | undefined): TokenMount["mounted"] {
  const own = spec.automountServiceAccountToken;
  if (own !== undefined) return own ? "yes" : "no";
  if (account === undefined) return "unknown";
  return valueAt(account, "automountServiceAccountToken") === false ? "no" : "yes";
}

function projectedTokenIn(spec: PodSpec): FieldPath | undefined {
  for (const [volume, { name, projected }] of (spec.volumes ?? []).entries()) {
    const source = (projected?.sources ?? []).findIndex(
      ({ serviceAccountToken: token }) => token !== undefined && isForApiServer(token.audience),
    );
    if (source < 0 || !isMounted(name, spec)) continue;
    return ["spec", "volumes", volume, "projected", "sources", source, "serviceAccountToken"];
  }
  return undefined;
}

function isMounted(volume: string, spec: PodSpec): boolean {
  return [...containersOf(spec)].some(({ container }) =>
    (container.volumeMounts ?? []).some(({ name }) => name === volume),
  );
}

/**
 * A token without an audience is for the API server. One for somebody else the API server refuses; its own names are those
 * of its issuer, which kubeadm calls `https://kubernetes.default.svc.cluster.local`, and `api`, which older set-ups gave it.
 */
function isForApiServer(audience = ""): boolean {
  return /^(?:|api|(?:https:\/\/)?kubernetes\.default(?:\.svc(?:\..+)?)?)$/.test(audience);
}
