import { type JsonObject } from "@watertight/core/kubernetes";
import { ECOSYSTEM_GATHERED, RECORDS_GATHERED } from "@watertight/core/versions";

/** How old the records of CVEs are. */
export interface RecordsAge {
  /** Days as `2026-08-22`. */
  readonly kubernetes: string;
  readonly ecosystem: string;
  /** Whole days since the older of them. */
  readonly daysOld: number;
}

export function recordsOn(today: string): RecordsAge {
  const older = Math.min(Date.parse(RECORDS_GATHERED), Date.parse(ECOSYSTEM_GATHERED));
  const daysOld = Math.max(0, Math.round((Date.parse(today) - older) / 86_400_000));
  return { kubernetes: RECORDS_GATHERED, ecosystem: ECOSYSTEM_GATHERED, daysOld };
}

export function recordsJson({ kubernetes, ecosystem, daysOld }: RecordsAge): JsonObject {
  return { kubernetes, ecosystem, daysOld };
}

/** Announced without saying what they are, when the records were gathered. */
const PLACEHOLDERS = "CVE-2026-2270 and CVE-2026-76654";

/** Whole sentences: how old the records are, and what they lack. */
export function recordRemarks({ kubernetes, daysOld }: RecordsAge): readonly string[] {
  return [
    `The records were gathered on ${kubernetes}, ${daysOld} days ago: what was published later is not in them.`,
    `${PLACEHOLDERS} of Kubernetes were announced without details, and are not judged.`,
  ];
}
