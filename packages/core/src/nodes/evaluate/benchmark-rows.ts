import { benchmarks } from "../benchmarks/benchmarks.ts";
import { HARDENING } from "../benchmarks/ids.ts";
import { factsOfNode } from "../facts/node-facts.ts";
import { hardeningControls } from "../hardening/hardening.ts";
import { kubeletOf } from "../settings/kubelet.ts";
import { distributionOf } from "./distribution.ts";
import { type ShownBy, shownBy } from "./shown-by.ts";
import { wordsOf } from "./words.ts";

/** A control of a benchmark in our words, whatever the node. */
export interface BenchmarkRow {
  readonly id: string;
  readonly title: string;
  /** The same control of the CIS benchmark 1.12. */
  readonly cis?: string | undefined;
  readonly shownBy: ShownBy;
}

/** The controls of a benchmark, in its order. */
export function benchmarkRows(benchmark: string): readonly BenchmarkRow[] {
  if (benchmark === HARDENING) {
    return hardeningControls().map(({ id, title }) => ({ id, title, shownBy: "node" }));
  }
  const nobody = factsOfNode("");
  const placed = {
    distribution: distributionOf(nobody.system),
    kubelet: kubeletOf(nobody, () => ({ problem: "nothing was read" })),
  };
  return (benchmarks().get(benchmark) ?? []).map((control) => {
    const { title, cis } = wordsOf(control, placed);
    return { id: control.id, title, cis, shownBy: shownBy(control) };
  });
}
