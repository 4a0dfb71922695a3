import type { BenchmarkRow } from "../../nodes/evaluate/benchmark-rows.ts";
import type { NodeEvaluation } from "../../nodes/evaluate/evaluate.ts";
import type { ControlResult as NodeResult } from "../../nodes/evaluate/result.ts";
import type { NodesAnswer } from "./assess.ts";
import { CIS_1_12 } from "./cis-1.12.ts";
import type { Control, Framework } from "./framework.ts";

/** A benchmark of nodes as a framework: checks speak to what they say of the same control of the CIS benchmark 1.12. */
export function frameworkOfBenchmark(
  id: string,
  rows: readonly Omit<BenchmarkRow, "shownBy">[],
): Framework {
  const known = new Map(CIS_1_12.controls.map((control) => [control.id, control]));
  return {
    id,
    title: `Benchmark ${id}`,
    controls: rows.map((row): Control => {
      const same = row.cis === undefined ? undefined : known.get(row.cis);
      return {
        ...{ standard: id, id: row.id, title: row.title },
        judged: same?.judged ?? "elsewhere",
        ...(same?.program !== undefined && { program: same.program }),
        ...(same && { alsoBy: [{ standard: same.standard, id: same.id }] }),
      };
    }),
  };
}

interface Judged {
  readonly node: string;
  readonly benchmark: string;
  readonly result: NodeResult;
}

/** What judgements of nodes say of the controls of frameworks: of a benchmark's own, and of the standards that they serve. */
export function nodesAnswersOf(
  evaluations: readonly NodeEvaluation[],
): (control: Control) => NodesAnswer | undefined {
  const own = new Map<string, Judged[]>();
  const served = new Map<string, Judged[]>();
  const add = (map: Map<string, Judged[]>, key: string, judged: Judged): void => {
    const list = map.get(key);
    if (list) list.push(judged);
    else map.set(key, [judged]);
  };
  for (const { node, benchmark, results } of evaluations) {
    for (const result of results) {
      const judged = { node, benchmark, result };
      add(own, `${benchmark} ${result.control}`, judged);
      for (const { standard, id } of result.standards) add(served, `${standard} ${id}`, judged);
    }
  }
  return ({ standard, id }) => {
    const key = `${standard} ${id}`;
    const whole = own.get(key);
    if (whole) return answerOf(whole, true);
    const parts = served.get(key);
    return parts && answerOf(parts, false);
  };
}

/** Worst first: what one node lacks, the cluster lacks, and what is not known of one is not known. */
function answerOf(judged: readonly Judged[], isWhole: boolean): NodesAnswer | undefined {
  const of = (status: NodeResult["status"]): readonly Judged[] =>
    judged.filter(({ result }) => result.status === status);
  const failures = of("fail").map(({ node, benchmark, result: { control, seen, where } }) => ({
    ...{ node, benchmark, control, seen, where },
  }));
  if (failures.length > 0) return { status: "fail", failures, isWhole };
  const [unknown] = of("unknown");
  if (unknown) return open("not-assessable", unknown, isWhole);
  const [manual] = of("manual");
  if (manual) return open("manual", manual, isWhole);
  if (of("pass").length > 0) return { status: "pass", failures, isWhole };
  const [away] = of("not-applicable");
  return away && open("not-assessable", away, isWhole);
}

function open(
  status: "manual" | "not-assessable",
  { node, result: { reason, control } }: Judged,
  isWhole: boolean,
): NodesAnswer {
  const whose = isWhole ? node : `${node}, ${control}`;
  return { status, reason: `${reason} (${whose})`, failures: [], isWhole };
}
