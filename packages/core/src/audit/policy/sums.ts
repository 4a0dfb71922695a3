import { AUDIT_STAGES, type AuditStage } from "./model.ts";

/** A number of events with their bytes. */
export interface AuditVolume {
  readonly events: number;
  readonly bytes: number;
}

/** A stage; `derived`: of RequestReceived, from what the last event of the request has. */
export type CountedStage = AuditStage | "derived";

/** What a rule records; undefined for what none matches. */
export interface RuleVolume extends AuditVolume {
  readonly rule: number | undefined;
}

/** Sums by rule and stage. */
export interface Sums {
  readonly add: (rule: number | undefined, stage: CountedStage, volume: AuditVolume) => void;
  /** Derived events count where the sample has none of RequestReceived itself. */
  readonly rows: (hasReceived: boolean) => readonly RuleVolume[];
}

export function createSums(): Sums {
  const sums = new Map<
    string,
    {
      readonly rule: number | undefined;
      readonly stage: CountedStage;
      events: number;
      bytes: number;
    }
  >();
  return {
    add: (rule, stage, { events, bytes }) => {
      const key = `${rule ?? ""} ${stage}`;
      const sum = sums.get(key) ?? { rule, stage, events: 0, bytes: 0 };
      sum.events += events;
      sum.bytes += bytes;
      sums.set(key, sum);
    },
    rows: (hasReceived) =>
      [...sums.values()].filter(({ stage }) => stage !== "derived" || !hasReceived),
  };
}

/** All together, in whole bytes. */
export function totalOf(rows: readonly AuditVolume[]): AuditVolume {
  return {
    events: rows.reduce((sum, { events }) => sum + events, 0),
    bytes: Math.round(rows.reduce((sum, { bytes }) => sum + bytes, 0)),
  };
}

/** One row a rule, most bytes first. */
export function byRule(rows: readonly RuleVolume[]): readonly RuleVolume[] {
  const rules = [...new Set(rows.map(({ rule }) => rule))];
  return rules
    .map((rule) => ({ rule, ...totalOf(rows.filter((row) => row.rule === rule)) }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** Whether a text is one of the API's stages. */
export function stageNamed(text: string): AuditStage | undefined {
  return AUDIT_STAGES.find((stage) => stage === text);
}
