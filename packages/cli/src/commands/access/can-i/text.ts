import type { Snapshot } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import { createLocator, evidenceText } from "../evidence-text.ts";
import { requestText } from "../question.ts";
import type { AnsweredAccess } from "./answer.ts";

/** `access can-i` for people: the verdict, and with `explain` what decides it and what it assumes. */
export function canIText(
  { user, request, verdict, incomplete }: AnsweredAccess,
  snapshot: Snapshot,
  explain: boolean,
): string {
  const locate = createLocator(snapshot);
  const head = `${verdict.verdict}: ${verdict.reason}`;
  if (!explain) return `${sanitize(head)}\n`;
  const groups = user.groups.length === 0 ? "" : ` (groups ${user.groups.join(", ")})`;
  const lines = [
    head,
    `  asked: ${requestText(request)} as ${user.name === "" ? "nobody by name" : user.name}${groups}`,
    ...(verdict.proof.length === 0 ? [] : ["  because:"]),
    ...verdict.proof.map((evidence) => `    ${evidenceText(evidence, locate)}`),
    "  assuming:",
    ...verdict.assumptions.map((assumption) => `    ${assumption}`),
    ...(incomplete ? ["    Some of the input could not be read; what it holds is not known."] : []),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}
