import { benchmarks } from "../benchmarks/benchmarks.ts";
import { HARDENING } from "../benchmarks/ids.ts";
import { factsOfNode } from "../facts/node-facts.ts";
import { hardeningControls } from "../hardening/hardening.ts";
import { kubeletOf } from "../settings/kubelet.ts";
import { distributionOf } from "./distribution.ts";
import { wordsOf } from "./words.ts";

/** The controls of a benchmark in our words, whatever the node; `cis` is the same control of the CIS benchmark 1.12. */
export function benchmarkRows(
  benchmark: string,
): readonly { readonly id: string; readonly title: string; readonly cis?: string | undefined }[] {
  if (benchmark === HARDENING) return hardeningControls().map(({ id, title }) => ({ id, title }));
  const nobody = factsOfNode("");
  const placed = {
    distribution: distributionOf(nobody.system),
    kubelet: kubeletOf(nobody, () => ({ problem: "nothing was read" })),
  };
  return (benchmarks().get(benchmark) ?? []).map((control) => {
    const { title, cis } = wordsOf(control, placed);
    return { id: control.id, title, cis };
  });
}
