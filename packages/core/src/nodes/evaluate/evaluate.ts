import { type BenchmarkControl, benchmarkFor, benchmarks } from "../benchmarks/benchmarks.ts";
import type { NodeFacts } from "../facts/node-facts.ts";
import { type Kubelet, kubeletOf } from "../settings/kubelet.ts";
import type { ParseText } from "../settings/seen.ts";
import { standardsOfDemand, standardsOfTopic } from "../standards/nist.ts";
import { ASK_TOPICS, type AskTopic } from "../topics/asks.ts";
import { judgeAsk } from "./asks.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { judgeMode, judgeOwner } from "./files.ts";
import { type ControlResult, manual, notApplicable, type Verdict } from "./result.ts";
import { judgeSetting } from "./settings.ts";
import { settingTopicOf, type Words, wordsOf } from "./words.ts";

/** What somebody says of a control that a person has to judge. */
export interface ManualAnswer {
  /** `4.2.8`, or with the benchmark `cis-1.12:4.2.8`. */
  readonly control: string;
  /** Absent: on every node. */
  readonly node?: string;
  readonly status: "pass" | "fail" | "not-applicable";
  readonly reason: string;
  readonly owner: string;
  /** As `2026-07-01`. */
  readonly date: string;
}

/** What the objects of the cluster say of a control of the CIS benchmark 1.12. */
export interface ObjectsAnswer {
  readonly status: ControlResult["status"];
  readonly reason: string;
  readonly where: string;
}

export interface EvaluationOptions {
  readonly parse: ParseText;
  /** A benchmark's id; undefined: the one for the node's version. */
  readonly benchmark?: string | undefined;
  readonly answers?: readonly ManualAnswer[];
  /** By the control of the CIS benchmark 1.12. */
  readonly objects?: ReadonlyMap<string, ObjectsAnswer>;
}

/** What a benchmark says of a node. */
export interface NodeEvaluation {
  readonly node: string;
  readonly benchmark: string;
  readonly results: readonly ControlResult[];
}

/** Judges a node by a benchmark: one result a control, in the benchmark's order. */
export function evaluateNode(facts: NodeFacts, options: EvaluationOptions): NodeEvaluation {
  const benchmark = options.benchmark ?? benchmarkFor(facts.system.kubeletVersion);
  const kubelet = kubeletOf(facts, options.parse);
  const judge: Judge = {
    facts,
    kubelet,
    options,
    benchmark,
    distribution: distributionOf(facts.system),
  };
  const results = (benchmarks().get(benchmark) ?? []).map((control) => resultOf(control, judge));
  return { node: facts.node, benchmark, results };
}

interface Judge {
  readonly facts: NodeFacts;
  readonly kubelet: Kubelet;
  readonly options: EvaluationOptions;
  readonly benchmark: string;
  readonly distribution: Distribution;
}

function resultOf(control: BenchmarkControl, judge: Judge): ControlResult {
  const words = wordsOf(control, judge);
  const seen = joined(verdictOf(control, judge), words, judge);
  const verdict = answered(seen, control, judge);
  const isToMend = verdict.status === "fail" || verdict.status === "manual";
  return {
    control: control.id,
    title: words.title,
    status: verdict.status,
    assessment: control.assessment,
    seen: verdict.seen ?? "",
    where: verdict.where ?? "",
    wanted: words.wanted,
    reason: verdict.reason ?? "",
    why: words.why,
    remediation: isToMend ? words.mend(verdict) : "",
    links: words.links,
    standards: standardsOf(control),
  };
}

function standardsOf({ ask }: BenchmarkControl): ControlResult["standards"] {
  switch (ask.kind) {
    case "mode":
    case "owner":
      return standardsOfDemand(ask.kind);
    case "set":
    case "ask":
      return standardsOfTopic(ask.topic);
    case "other":
      return [];
  }
}

function verdictOf({ ask }: BenchmarkControl, { facts, kubelet, options }: Judge): Verdict {
  switch (ask.kind) {
    case "mode":
      return judgeMode(facts, kubelet, ask.file, ask.mode);
    case "owner":
      return judgeOwner(facts, kubelet, ask.file, ask.owner);
    case "set": {
      const topic = settingTopicOf(ask.topic);
      return topic
        ? judgeSetting({
            facts,
            kubelet,
            parse: options.parse,
            key: ask.topic,
            topic,
            what: ask.what,
          })
        : unaskedOf(ASK_TOPICS.get(ask.topic));
    }
    case "ask":
      return ask.topic === "provider"
        ? notApplicable("the provider runs the control plane")
        : (judgeAsk(facts, ask.topic) ?? unaskedOf(ASK_TOPICS.get(ask.topic)));
    case "other":
      return manual("no fact of a node shows it");
  }
}

function unaskedOf(topic: AskTopic | undefined): Verdict {
  if (!topic) return manual("no fact of a node shows it");
  switch (topic.shownBy) {
    case "objects":
      return manual("the objects of the cluster show it: give them too, or --cluster");
    case "cloud":
      return manual("the provider's own API shows it");
    case "people":
      return manual("a person has to say");
  }
}

/**
 * The node's own word counts; where it says nothing, that of the cluster's objects does. What runs on each node they show of another
 * node, or of what new ones are given: of this one they say nothing.
 */
function joined(verdict: Verdict, { cis, program }: Words, { options }: Judge): Verdict {
  if (!isOpen(verdict) || program === "kubelet" || program === "kube-proxy") return verdict;
  const answer = cis === undefined ? undefined : options.objects?.get(cis);
  if (!answer || answer.status === "unknown") return verdict;
  if (answer.status === "manual" && verdict.status === "manual")
    return { ...verdict, reason: answer.reason };
  return { status: answer.status, seen: "", where: answer.where, reason: answer.reason };
}

function isOpen({ status }: Verdict): boolean {
  return status === "manual" || status === "unknown";
}

/** A person's answer to what only a person can judge; it does not overrule what was seen. */
function answered(
  verdict: Verdict,
  { id }: BenchmarkControl,
  { options, benchmark, facts }: Judge,
): Verdict {
  if (!isOpen(verdict)) return verdict;
  const answer = options.answers?.findLast(
    ({ control, node }) =>
      (control === id || control === `${benchmark}:${id}`) &&
      (node === undefined || node === facts.node),
  );
  if (!answer) return verdict;
  return {
    ...verdict,
    status: answer.status,
    where: "watertight.yaml",
    reason: `${answer.reason} (${answer.owner}, ${answer.date})`,
  };
}
