import type { NodeFacts } from "../facts/node-facts.ts";
import { fail, manual, pass, type Verdict } from "./result.ts";

/** What facts of a node say of what benchmarks ask beyond nodes; undefined: nothing. */
export function judgeAsk({ cniNames }: NodeFacts, topic: string): Verdict | undefined {
  const isAboutCni = topic === "cni-network-policies" || topic === "network-policy-enabled";
  return isAboutCni && cniNames !== undefined ? judgeCni(cniNames) : undefined;
}

/** By the names that kubescape's host scanner gives them, and those of `/etc/cni/net.d`. */
const ENFORCING = /calico|cilium|weave|antrea|kube-router|canal|azure|ovn|romana/i;

const MAY_ENFORCE = /^aws|aws-cni|gke/i;

function judgeCni(names: readonly string[]): Verdict | undefined {
  const seen = names.join(", ");
  const where = "/etc/cni/net.d";
  if (names.length === 0) return undefined;
  if (names.some((name) => ENFORCING.test(name))) return pass(seen, where);
  return names.some((name) => MAY_ENFORCE.test(name))
    ? manual("the plugin enforces network policies only where that is switched on", seen, where)
    : fail(seen, where, "the plugin enforces no network policies");
}
