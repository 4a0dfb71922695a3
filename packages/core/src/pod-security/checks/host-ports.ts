import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { placedContainersOf } from "../security-contexts.ts";
import { containersNamed, pluralize, sortedSet } from "../text.ts";

/** Ports of the node are forbidden (baseline, v1.0). */
export const hostPorts: PodSecurityCheck = {
  id: "host-ports",
  name: "hostPorts",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...placedContainersOf(spec)].flatMap(({ container, name, path }) => {
    const ports = [...(container.ports ?? []).entries()].flatMap(([index, { hostPort }]) =>
      // 0 means "none", like an absent field
      hostPort ? [{ text: String(hostPort), path: [...path, "ports", index, "hostPort"] }] : [],
    );
    return ports.length === 0 ? [] : [{ name, ports }];
  });
  if (offending.length === 0) return undefined;
  const ports = offending.flatMap((container) => container.ports);
  const texts = sortedSet(ports.map(({ text }) => text));
  return {
    reason: "hostPort",
    detail: [
      containersNamed(offending.map(({ name }) => name)),
      pluralize("uses", "use", offending.length),
      pluralize("hostPort", "hostPorts", texts.length),
      texts.join(", "),
    ].join(" "),
    paths: ports.map(({ path }) => path),
  };
}
