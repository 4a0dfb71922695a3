import { compareSeverity, type Severity } from "../findings/finding.ts";
import type { GatheredIncident, IncidentReach, IncidentStep, ScoreFactor } from "./model.ts";

/** What one detection of a severity is worth: an incident of one high is high, of one medium low. */
const WORTH: Readonly<Record<Severity, number>> = {
  critical: 85,
  high: 60,
  medium: 25,
  low: 8,
  info: 0,
};
/** From which score an incident has a severity. */
const FROM: readonly (readonly [number, Severity])[] = [
  [80, "critical"],
  [55, "high"],
  [35, "medium"],
  [20, "low"],
];
/** Below this nobody has to look: such a matter is counted, and no incident. */
export const LEAST_SCORE = 20;

/** What is known besides what was gathered. */
export interface ScoreKnowledge {
  readonly reach: IncidentReach | undefined;
  /** How often the same actor gave the same rules in other incidents of the log. */
  readonly before: number;
}

/** A score of 0 to 100 with what makes it up: severity and stages add, what the engines know and what is usual multiply. */
export function scoreOf(
  incident: GatheredIncident,
  { reach, before }: ScoreKnowledge,
): {
  readonly score: number;
  readonly severity: Severity;
  readonly factors: readonly ScoreFactor[];
} {
  const added = [severityFactor(incident), ...stageFactors(incident)];
  const multiplied = [
    ...reachFactors(incident, reach),
    ...anonymousFactor(incident),
    ...noveltyFactor(incident),
    ...routineFactor(before),
  ];
  const sum = added.reduce((total, { value }) => total + value, 0);
  const product = multiplied.reduce((total, { value }) => total * value, sum);
  const score = Math.max(0, Math.min(100, Math.round(product)));
  return { score, severity: severityOf(score), factors: [...added, ...multiplied] };
}

/** The same by the log alone. */
export function plainScoreOf(incident: GatheredIncident): number {
  return scoreOf(incident, { reach: undefined, before: 0 }).score;
}

function severityOf(score: number): Severity {
  return FROM.find(([from]) => score >= from)?.[1] ?? "info";
}

function toldOf({ steps }: GatheredIncident): readonly IncidentStep[] {
  return steps.filter(({ kind }) => kind === "detection" || kind === "alert");
}

function severityFactor(incident: GatheredIncident): ScoreFactor {
  const [worst] = [...toldOf(incident)].sort((a, b) => compareSeverity(b.severity, a.severity));
  const severity = worst?.severity ?? "info";
  return {
    factor: "severity",
    value: WORTH[severity],
    because: `${worst?.rule ?? "nothing"} is ${severity}`,
  };
}

/** What one more stage of an attack adds, by the worst that was detected in it, and one more rule of the same stage. */
const STAGE: Readonly<Record<Severity, number>> = {
  critical: 15,
  high: 12,
  medium: 12,
  low: 4,
  info: 0,
};
const RULE = 3;
const MOST_RULES = 9;

function stageFactors(incident: GatheredIncident): readonly ScoreFactor[] {
  const stages = new Map<string, Severity>();
  const rules = new Set<string>();
  for (const { topic, severity, rule } of toldOf(incident)) {
    if (STAGE[severity] === 0) continue;
    const before = stages.get(topic);
    if (before === undefined || compareSeverity(severity, before) > 0) stages.set(topic, severity);
    if (compareSeverity(severity, "medium") >= 0) rules.add(rule);
  }
  // The first stage is what the severity says already.
  const [, ...others] = [...stages].sort(([, a], [, b]) => compareSeverity(b, a));
  const more = Math.max(0, rules.size - stages.size);
  return [
    ...(others.length === 0
      ? []
      : [
          {
            factor: "stages" as const,
            value: others.reduce((sum, [, severity]) => sum + STAGE[severity], 0),
            because: `it goes on to ${others.map(([topic]) => topic).join(", ")}`,
          },
        ]),
    ...(more === 0
      ? []
      : [
          {
            factor: "stages" as const,
            value: Math.min(MOST_RULES, more * RULE),
            because: `${more} further rules in the same stages`,
          },
        ]),
  ];
}

function reachFactors(
  incident: GatheredIncident,
  reach: IncidentReach | undefined,
): readonly ScoreFactor[] {
  if (reach === undefined) return [];
  const { clusterAdmin, wasAdmin, nodes, exposed } = reach;
  const [pod] = exposed;
  const isEntered = incident.touched.some(({ kind, by }) => kind === "pod" && by === "entered");
  return [
    ...reachFactor({ clusterAdmin, wasAdmin, nodes }),
    ...(pod === undefined || !isEntered
      ? []
      : [{ factor: "exposure" as const, value: 1.2, because: pod }]),
  ];
}

function reachFactor({
  clusterAdmin,
  wasAdmin,
  nodes,
}: Pick<IncidentReach, "clusterAdmin" | "nodes" | "wasAdmin">): readonly ScoreFactor[] {
  if (wasAdmin) return [];
  const [value, because] = REACH_WORDS[clusterAdmin];
  if (value > 1) return [{ factor: "reach", value, because }];
  return nodes === 0
    ? [{ factor: "reach", value, because }]
    : [{ factor: "reach", value: 1.2, because: "a node falls with what it has in hand" }];
}

const REACH_WORDS: Readonly<Record<IncidentReach["clusterAdmin"], readonly [number, string]>> = {
  yes: [1.5, "the whole cluster falls with what it has in hand"],
  unknown: [1.2, "the whole cluster may fall with what it has in hand"],
  no: [0.9, "cluster-admin is not reached from what it has in hand"],
};

function anonymousFactor({ isAnonymous }: GatheredIncident): readonly ScoreFactor[] {
  return isAnonymous
    ? [{ factor: "anonymous", value: 1.4, because: "nobody had to say who he is" }]
    : [];
}

function noveltyFactor({ newRules, knownRules }: GatheredIncident): readonly ScoreFactor[] {
  if (newRules.length > 0)
    return [
      {
        factor: "novelty",
        value: 1.2,
        because: `never seen of this actor: ${newRules.join(", ")}`,
      },
    ];
  return knownRules.length > 0
    ? [{ factor: "novelty", value: 0.4, because: "all of it is usual for this actor" }]
    : [];
}

function routineFactor(before: number): readonly ScoreFactor[] {
  return before < 2
    ? []
    : [
        {
          factor: "routine",
          value: 0.6,
          because: `the same rules of the same actor ${before} times before`,
        },
      ];
}
