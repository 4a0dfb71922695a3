import { HARDENING } from "../benchmarks/ids.ts";
import { distributionOf } from "../evaluate/distribution.ts";
import type { NodeEvaluation } from "../evaluate/evaluate.ts";
import type { NodeFacts } from "../facts/node-facts.ts";
import { standardsOfDemand } from "../standards/nist.ts";
import { hardeningControls } from "./hardening.ts";

/** Judges a host as hardening for Kubernetes wants it; where general hardening contradicts Kubernetes, Kubernetes counts. */
export function evaluateHardening(facts: NodeFacts): NodeEvaluation {
  const distribution = distributionOf(facts.system);
  const results = hardeningControls().map(({ id, title, wanted, why, mend, judge }) => {
    const { status, seen = "", where = "", reason = "" } = judge(facts);
    const isOpen = status === "fail" || status === "manual";
    const change = distribution.immutable ? distribution.file(mend) : `${mend}.`;
    return {
      control: id,
      title,
      status,
      assessment: "automated" as const,
      seen,
      where,
      wanted,
      reason,
      why,
      remediation: isOpen ? change : "",
      links: [],
      standards: standardsOfDemand(id),
    };
  });
  return { node: facts.node, benchmark: HARDENING, results };
}
