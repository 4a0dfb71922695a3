import type { JsonObject } from "@watertight/core/kubernetes";
import { type ApiUse, isRewritten } from "@watertight/core/versions";

/** What ends a use, as documents have it; null where nothing takes its place. */
export function fixOf(use: ApiUse): JsonObject | null {
  const { replacement } = use;
  const message = fixWords(use);
  if (message === undefined) return null;
  return { message, replacement, mechanical: isMechanical(use) };
}

function isMechanical({ signal, group, version, object, replacement }: ApiUse): boolean {
  return (
    signal === "manifest" &&
    object !== null &&
    replacement !== null &&
    isRewritten(`${group}/${version}`, object.kind)
  );
}

/** One sentence on what to do; undefined where nothing takes the place of what goes. */
export function fixWords(use: ApiUse): string | undefined {
  const { replacement, signal } = use;
  const always = ALWAYS[signal]?.(use);
  if (always !== undefined || replacement === null) return always;
  return WITH_REPLACEMENT[signal]?.(replacement, use);
}

const ALWAYS: Partial<Record<ApiUse["signal"], (use: ApiUse) => string | undefined>> = {
  "webhook-rule": ruleWords,
  "policy-rule": ruleWords,
  "rbac-rule": ({ resource }) => `Take ${resource} out of the rule once nobody asks for it.`,
  "stored-version": ({ version }) =>
    `Migrate the stored objects to the storage version, and take ${version} out of status.storedVersions.`,
};

function ruleWords({ replacement, resource }: ApiUse): string {
  return replacement === null
    ? `Take the rule on ${resource} away.`
    : `Add ${replacement} to the rule.`;
}

const WITH_REPLACEMENT: Partial<
  Record<ApiUse["signal"], (replacement: string, use: ApiUse) => string>
> = {
  manifest: (replacement, use) =>
    isMechanical(use)
      ? `Write it in ${replacement}; watertight fix does that.`
      : `Write it in ${replacement}, with the fields that differ.`,
  "helm-release": (replacement) =>
    `Upgrade the release to a chart that has it in ${replacement}, before the cluster is upgraded.`,
  "managed-fields": manifestWords,
  "last-applied": manifestWords,
  metric: clientWords,
  audit: clientWords,
  reference: (replacement) => `Write ${replacement} there.`,
};

function manifestWords(replacement: string): string {
  return `Have its manifest in ${replacement}, and apply it.`;
}

function clientWords(replacement: string): string {
  return `Upgrade the client to one that asks for ${replacement}.`;
}
