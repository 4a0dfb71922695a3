import type { ComponentCves, UnjudgedComponent } from "@watertight/core/known-cves";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { documentHead, proofJson, referenceJson } from "@watertight/reports/json";
import { factsOf } from "../../../document-facts.ts";
import type { ReadCluster } from "../../../reading.ts";
import { cveJson } from "../affected/answer.ts";
import { type RecordsAge, recordRemarks, recordsJson } from "../records.ts";

/** What `versions cves` answers. */
export interface CvesAnswer {
  readonly rows: readonly ComponentCves[];
  readonly notJudged: readonly UnjudgedComponent[];
  readonly provider: string | undefined;
  readonly records: RecordsAge;
}

/** The document of `versions cves -o json`. */
export function cvesJson(read: ReadCluster, answer: CvesAnswer, incomplete: boolean): string {
  const { snapshot } = read.cluster;
  const { rows, notJudged, provider, records } = answer;
  const document: JsonObject = {
    ...documentHead({ ...factsOf(read), incomplete }),
    records: recordsJson(records),
    provider: provider ?? null,
    vulnerabilities: rows.flatMap(({ component, judged }) =>
      judged.map((one) => ({
        ...cveJson(one),
        severity: one.record.severity,
        title: one.record.title,
        component: component.component,
        version: component.version,
        where: component.where.map(({ object }) => referenceJson(object)),
        proof: proofJson([...component.where.slice(0, 1), ...one.proof], snapshot),
      })),
    ),
    notJudged: notJudged.map(({ component, version, where, reason }) => ({
      component,
      version,
      where: where.map(({ object }) => referenceJson(object)),
      reason,
    })),
    remarks: recordRemarks(records),
  };
  return `${stringifyJson(document)}\n`;
}
