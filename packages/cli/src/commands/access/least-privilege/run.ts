import { join } from "node:path";
import {
  indexSubjects,
  type LeastPrivilege,
  leastPrivilege,
  type SubjectBindings,
  usedRules,
} from "@watertight/core/access";
import type { DocumentFacts } from "@watertight/reports/json";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { readAccessOf } from "../reading.ts";
import type { LeastPrivilegeAnswer } from "./answer.ts";
import { type AuditLog, readAuditLogs } from "./audit-log.ts";
import { leastPrivilegeJson } from "./json.ts";
import { leastPrivilegeText } from "./text.ts";
import { applyYaml, deleteYaml } from "./yaml.ts";

const VERB = { verb: "access least-privilege" };

/** `access least-privilege`: rights beyond need, and the objects that leave the rest. */
export const run: Run = async (args, context) => {
  const access = await readAccessOf(args.operands, args, context);
  const { snapshot, authorizer, gap } = access;
  const index = indexSubjects(authorizer.bindings);
  const log = await readLog(args, index, context);
  const isWindowComplete = args.flag("window-complete");
  const result = leastPrivilege(snapshot, authorizer, {
    isWindowComplete,
    ...(log ? { usage: log.usage } : {}),
  });
  const missing = gap ?? damageOf(log);
  const ending = missing === undefined ? CLEAN : endedIncomplete(missing);
  context.statusSoFar(ending.status);
  await writeObjects(result, args.value("output-dir"), context);
  const rules = log ? usedRules(authorizer.bindings, log.usage) : [];
  const answer = { result, log, isWindowComplete, subjects: index.subjects, rules };
  context.stdout.write(reportAs(args.value("output"), answer, factsOf(access)));
  if (!args.flag("quiet")) printBadLines(log, context);
  return ending;
};

async function readLog(
  args: Arguments,
  index: SubjectBindings,
  context: Context,
): Promise<AuditLog | undefined> {
  const files = args.values("used");
  if (files.length > 0) return readAuditLogs(files, index, args.flag("keep-names"), context);
  for (const option of ["window-complete", "keep-names"]) {
    if (!args.flag(option)) continue;
    throw new UsageError(`--${option} says something about a log: give it with --used FILE.`, VERB);
  }
  return undefined;
}

function reportAs(
  format: string | undefined,
  answer: LeastPrivilegeAnswer,
  facts: DocumentFacts,
): string {
  if (format === "yaml") return applyYaml(answer.result);
  return format === "json"
    ? leastPrivilegeJson(answer, facts)
    : leastPrivilegeText(answer, facts.snapshot);
}

/** That lines of the log could not be read, in a sentence. */
function damageOf(log: AuditLog | undefined): string | undefined {
  if (log === undefined || log.badLines.count === 0) return undefined;
  return `${counted(log.badLines.count, "line")} of the log could not be read.`;
}

async function writeObjects(
  result: LeastPrivilege,
  folder: string | undefined,
  context: Context,
): Promise<void> {
  if (folder === undefined) return;
  await writeText(join(folder, "apply.yaml"), applyYaml(result), "The file", context);
  await writeText(join(folder, "delete.yaml"), deleteYaml(result), "The file", context);
}

function printBadLines(log: AuditLog | undefined, { stderr }: Context): void {
  if (!log) return;
  const { named, count } = log.badLines;
  for (const line of named) stderr.write(`${line}\n`);
  if (count > named.length) {
    stderr.write(`${count - named.length} more lines of the log could not be read.\n`);
  }
}
