import { parseQuantity } from "../kubernetes/quantity.ts";
import { qualifiedNameProblem } from "./names.ts";

// Follows pkg/apis/core/helper/helpers.go and validateResourceName and its siblings in pkg/apis/core/validation.

const CONTAINER: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);

const COUNTED = [
  ...["pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps"],
  ...["persistentvolumeclaims", "services.nodeports", "services.loadbalancers"],
];
const COUNTS: ReadonlySet<string> = new Set(COUNTED);

const QUOTA: ReadonlySet<string> = new Set([
  ...COUNTED,
  ...["cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory"],
  ...["requests.storage", "requests.ephemeral-storage", "limits.cpu", "limits.memory"],
  "limits.ephemeral-storage",
]);

export function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

function isQuotaHugePages(name: string): boolean {
  return isHugePages(name) || name.startsWith("requests.hugepages-");
}

/** `IsNativeResource`. */
function isNative(name: string): boolean {
  return !name.includes("/") || name.includes("kubernetes.io/");
}

function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith("requests.")) return false;
  return qualifiedNameProblem(`requests.${name}`) === undefined;
}

/** `IsOvercommitAllowed`. */
export function mayBeOvercommitted(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** `IsIntegerResourceName`. */
export function isCounted(name: string): boolean {
  return COUNTS.has(name) || isExtended(name);
}

/** What is wrong with the name of a resource: `validateResourceName`. */
export function resourceNameProblem(name: string): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined || name.includes("/")) return problem;
  if (name === "storage" || isQuotaResource(name)) return undefined;
  return "is no resource of Kubernetes and has no domain";
}

/** `IsStandardQuotaResourceName`. */
export function isQuotaResource(name: string): boolean {
  return QUOTA.has(name) || isQuotaHugePages(name);
}

/** `validateContainerResourceName`. */
export function containerResourceProblem(name: string): string | undefined {
  if (CONTAINER.has(name)) return undefined;
  const problem = resourceNameProblem(name);
  if (problem !== undefined) return problem;
  if (!name.includes("/")) return isHugePages(name) ? undefined : "is no resource of containers";
  return isNative(name) || isExtended(name) ? undefined : "is no name of an extended resource";
}

/** `ValidateResourceQuotaResourceName`. */
export function quotaResourceProblem(name: string): string | undefined {
  const problem = resourceNameProblem(name);
  if (problem !== undefined || name.includes("/")) return problem;
  return isQuotaResource(name) ? undefined : "is no resource of quotas";
}

/** Whether a pod as a whole may ask for it (`IsSupportedPodLevelResource`). */
export function isPodResource(name: string): boolean {
  return name === "cpu" || name === "memory" || isHugePages(name);
}

/** Whether a number of bytes is so many pages of the size in the name (`IsHugePageResourceValueDivisible`). */
export function isWholePages(name: string, bytes: bigint): boolean {
  const size = parseQuantity(name.slice("hugepages-".length));
  if (size === undefined || size <= 0n || size % 1_000_000_000n !== 0n) return false;
  return bytes % (size / 1_000_000_000n) === 0n;
}
