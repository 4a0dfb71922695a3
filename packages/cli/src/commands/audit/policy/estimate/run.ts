import {
  type AuditRequest,
  type AuditVolume,
  createVolumeEstimator,
  diffAuditPolicies,
  type VolumeEstimate,
} from "@watertight/core/audit";
import type { JsonValue } from "@watertight/core/kubernetes";
import { isJsonObject, listAt } from "@watertight/core/kubernetes";
import { counted } from "@watertight/reports/text";
import { linesOf } from "../../../../batch.ts";
import type { Run } from "../../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../../ending.ts";
import { writeAnswer } from "../../../../terminal/wrap.ts";
import { UsageError } from "../../../../usage-error.ts";
import { readPolicyFile } from "../../policy-file.ts";
import type { Estimated } from "../answers.ts";
import { estimateJson } from "../json.ts";
import { estimateText } from "./text.ts";

const VERB = "audit policy estimate";

/** `audit policy estimate`. */
export const run: Run = async (args, context) => {
  const samples = args.values("sample");
  if (samples.length === 0) {
    throw new UsageError("Give a log with --sample LOG; - is standard input.", { verb: VERB });
  }
  const policy = await readPolicyFile(args.operands[0] ?? "", context, VERB);
  const by = args.value("recorded-by");
  const recorded = by === undefined ? undefined : await readPolicyFile(by, context, VERB);
  const estimator = createVolumeEstimator(policy.policy);
  for (const sample of samples) {
    for await (const line of linesOf(sample, context, "audit events")) {
      if (line.trim() === "") continue;
      for (const event of eventsIn(line)) {
        estimator.add(event.value, event.bytes);
      }
    }
  }
  const estimate = estimator.estimate();
  const unseen = recorded
    ? diffAuditPolicies(recorded.policy, policy.policy)
        .changes.filter(({ before }) => before.level === "None")
        .map(({ request }) => request)
    : [];
  const gap = gapOf(estimate, unseen);
  const estimated: Estimated = { ...estimate, policy, unseen, gap };
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => estimateJson(estimated),
    text: () => estimateText(estimated),
  });
  return ending;
};

interface SampleLine extends Pick<AuditVolume, "bytes"> {
  readonly value: JsonValue;
}

/** The event of a line, or those of an EventList, each with its share of the bytes. */
function eventsIn(line: string): readonly SampleLine[] {
  const value = parsed(line);
  const bytes = Buffer.byteLength(line) + 1;
  if (!isJsonObject(value) || value["kind"] !== "EventList") return [{ value, bytes }];
  const items = listAt(value, "items").map((each) => ({ ...isEvent(each) }));
  return items.map((each) => ({ value: each, bytes: Buffer.byteLength(JSON.stringify(each)) + 1 }));
}

// In a list they need not say what they are.
function isEvent(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return isJsonObject(value) ? { kind: "Event", apiVersion: "audit.k8s.io/v1", ...value } : {};
}

function parsed(line: string): JsonValue {
  try {
    return JSON.parse(line.replace(/^\ufeff/, "")) as JsonValue;
  } catch {
    return null;
  }
}

function gapOf(
  { perDay, unread, bodies, sample }: VolumeEstimate,
  unseen: readonly AuditRequest[],
): string | undefined {
  if (sample.events === 0) return "The sample holds no event.";
  if (perDay === undefined)
    return "The sample covers less than a minute, which says nothing of a day.";
  if (unread > 0) return `${counted(unread, "line")} of the sample could not be read.`;
  if (bodies.unknown > 0) {
    return `Of ${counted(bodies.unknown, "event")} the sample shows no bodies, and none of like requests.`;
  }
  if (unseen.length === 0) return undefined;
  return `The sample was recorded without ${counted(unseen.length, "kind")} of requests that the policy records.`;
}
