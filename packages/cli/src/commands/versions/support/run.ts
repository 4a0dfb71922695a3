import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { minorOf, SUPPORT_TERMS_OF, type SupportTerm, supportOn } from "@watertight/core/versions";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { lineOf } from "./text.ts";

/** `versions support`: the terms of the versions that are asked for, or of all that somebody still supports. */
export const run: Run = (args, context) => {
  const today = context.today();
  const provider = args.value("provider");
  const asked = args.operands.length > 0 ? args.operands.map(minorAsked) : undefined;
  const terms = supportOn(today, asked).filter(
    (term) =>
      (provider === undefined || term.provider === provider) &&
      (asked !== undefined || (term.state !== "ended" && term.state !== "unknown")),
  );
  const remarks = remarksOn(terms);
  const json = (): JsonObject => ({
    ...HEAD_WITHOUT_INPUT,
    today,
    gathered: SUPPORT_TERMS_OF,
    support: terms.map((term) => ({ ...term })),
    remarks,
  });
  writeAnswer(args, context.stdout, {
    json: () => `${stringifyJson(json())}\n`,
    text: () => `${[...terms.map(lineOf), ...remarks].map(sanitize).join("\n")}\n`,
  });
  return Promise.resolve(asked === undefined ? CLEAN : endingOf(terms, provider ?? "upstream"));
};

function remarksOn(terms: readonly SupportTerm[]): readonly string[] {
  return [
    `The terms were gathered on ${SUPPORT_TERMS_OF}; a newer patch may be out.`,
    ...(terms.some(({ provider }) => provider === "gke")
      ? ["Clusters in the Extended channel of GKE have longer terms, which are not told here."]
      : []),
  ];
}

function minorAsked(text: string): string {
  const minor = minorOf(text);
  if (minor !== undefined) return minor;
  throw new UsageError(
    `${JSON.stringify(text)} is no version of Kubernetes, such as 1.34 or v1.34.2.`,
    { verb: "versions support" },
  );
}

/** Upstream's terms decide where no provider is named, for the others' hold only for their clusters. */
function endingOf(terms: readonly SupportTerm[], provider: string): Ending {
  const deciding = terms.filter((term) => term.provider === provider);
  const over = deciding.find(({ state }) => state === "ended");
  if (over) return ended(`${over.minor} is no longer supported (${provider}).`);
  const unknown = deciding.find(({ state }) => state === "unknown");
  return unknown
    ? endedIncomplete(
        `The terms of ${unknown.minor} are not known (${provider}, gathered on ${SUPPORT_TERMS_OF}).`,
      )
    : CLEAN;
}
