import type { Check } from "@watertight/core/checks";
import {
  type AssessmentInput,
  FRAMEWORKS,
  type Framework,
  frameworkOfBenchmark,
  nodesAnswersOf,
  speaksTo,
} from "@watertight/core/scan";
import {
  createSnapshot,
  isOfFacts,
  NODE_FACTS_KIND,
  type Snapshot,
} from "@watertight/core/snapshot";
import { HARDENING, NODE_BENCHMARKS } from "@watertight/core/vocabulary";
import { sanitize } from "@watertight/reports/text";
import { assumedVersion, wholeClusterOf } from "../../assumed.ts";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Ending } from "../../ending.ts";
import { knownNodes, withVersion } from "../../node-facts/known-nodes.ts";
import { parseText } from "../../node-facts/parse-text.ts";
import { type ReadFacts, readFacts } from "../../node-facts/read-facts.ts";
import { configurationFor } from "../../reading.ts";
import { prepareScan, scanPlan } from "../../scanning.ts";
import { UsageError } from "../../usage-error.ts";
import { type Reported, reportScan } from "./report-scan.ts";

/** `scan --framework`: checks over the objects and judgements of nodes by their facts, in one report by control. */
export async function scanByFramework(args: Arguments, context: Context): Promise<Ending> {
  refusePartOfFindings(args);
  const framework = await frameworkNamed(args.value("framework") ?? "");
  const facts = await readFacts(args.operands, undefined, context);
  for (const { file, reason } of facts.problems) {
    context.stderr.write(`${sanitize(`${file}: ${reason}`)}\n`);
  }
  const runs = (check: Check): boolean =>
    framework.controls.some((control) => speaksTo(check, control));
  const scanning = await scanned(facts, runs, args, context);
  const ofNodes = await answersOfNodes(framework, facts, scanning, args);
  return reportScan(scanning, args, context, { framework, ...(ofNodes && { ofNodes }) });
}

/** A control is kept to or broken by all of the input. */
function refusePartOfFindings(args: Arguments): void {
  for (const option of ["severity", "kind", "only-namespace", "changed"]) {
    if (args.values(option).length === 0) continue;
    throw new UsageError(
      `--framework judges all of the input by control, so that --${option} has no place beside it.`,
      { verb: "scan" },
    );
  }
}

async function frameworkNamed(id: string): Promise<Framework> {
  const framework = FRAMEWORKS.find((each) => each.id === id);
  if (framework) return framework;
  const { benchmarkRows } = await import("@watertight/core/nodes");
  return frameworkOfBenchmark(id, benchmarkRows(id));
}

/** The objects of the input; where there are facts alone, none, and nothing is missed. */
async function scanned(
  facts: ReadFacts,
  runs: (check: Check) => boolean,
  args: Arguments,
  context: Context,
): Promise<Reported> {
  const problem = facts.problems[0];
  const wrong = problem && `${problem.file} was not examined: ${problem.reason}`;
  if (facts.paths.length > 0 || facts.files === 0) {
    const paths = facts.files === 0 ? args.operands : facts.paths;
    const scanning = await prepareScan(args, context, "scan", { paths, runs, isRanked: true });
    return { ...scanning, gap: scanning.gap ?? wrong };
  }
  const configuration = await configurationFor(args, context);
  const plan = await scanPlan(args, context, "scan", { configuration, runs });
  const snapshot = createSnapshot({
    objects: [],
    diagnostics: [],
    coverage: {
      ...{ files: facts.files, documents: facts.files, objects: 0 },
      notExamined: facts.problems.map(({ file, reason }) => ({
        ...{ file, line: 1, reason },
        kind: "unreadable" as const,
      })),
      unknownKinds: [],
    },
    assumptions: {
      kubernetesVersion: assumedVersion(args, configuration, context),
      wholeCluster: wholeClusterOf(args, configuration),
    },
    sourceOf: () => undefined,
  });
  return {
    ...plan,
    snapshot,
    gap: wrong,
    unassessedBy: () => undefined,
    namespaces: () => [],
    findings: () => [],
  };
}

/** What is asked of nodes for a framework: itself where it is a benchmark, and for NIST's all that is known of nodes. */
function benchmarksFor({ id }: Framework): readonly (string | undefined)[] {
  if (NODE_BENCHMARKS.includes(id)) return [id];
  return id.startsWith("nist-") ? [undefined, HARDENING] : [];
}

function isOfNode({ object }: Snapshot["objects"][number]): boolean {
  return object.kind === "Node" || (object.kind === NODE_FACTS_KIND && isOfFacts(object));
}

async function answersOfNodes(
  framework: Framework,
  facts: ReadFacts,
  { snapshot, gap, configuration }: Reported,
  args: Arguments,
): Promise<AssessmentInput["ofNodes"]> {
  const wanted = benchmarksFor(framework);
  const mayHave = facts.nodes.length > 0 || snapshot.objects.some(isOfNode);
  if (wanted.length === 0 || !mayHave) return undefined;
  const { evaluateHardening, evaluateNode } = await import("@watertight/core/nodes");
  const nodes = knownNodes(facts.nodes, snapshot, gap);
  const evaluations = nodes.flatMap((known) => {
    const node = withVersion(known, args.value("kube-version"));
    return wanted.map((benchmark) =>
      benchmark === HARDENING
        ? evaluateHardening(node)
        : evaluateNode(node, {
            ...{ parse: parseText, benchmark, answers: configuration.nodes.answers },
          }),
    );
  });
  return nodesAnswersOf(evaluations);
}
