import { judgeAdvisory, readOsv } from "@watertight/core/images";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { parseDocument } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import { type Answer, answerLines, idOf, questionLines } from "../../../batch.ts";
import type { Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, ended } from "../../../ending.ts";
import { readText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { textsOf } from "../questions.ts";

const VERB = { verb: "images affected" };

/** `images affected`: one record and package, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    return answerLines(streams, answerAffected);
  }
  const [file, ecosystem = "", name = "", version] = args.operands;
  if (file === undefined || version === undefined) {
    throw new UsageError(
      "Give a file with an OSV record, an ecosystem, a package and its version, or questions with --batch FILE.",
      VERB,
    );
  }
  const vulnerability = await readRecord(file, context);
  const answer = answerAffected({ vulnerability, package: { ecosystem, name, version } });
  if ("problem" in answer) throw new UsageError(answer.problem, VERB);
  const isAffected = answer.json["affected"] === true;
  const verdict = isAffected ? "is affected" : "is not affected";
  const line = `${name} ${version} ${verdict}: ${textAt(answer.json, "reason")}`;
  context.stdout.write(`${sanitize(line)}\n`);
  return isAffected ? ended(`${name} ${version} is affected.`) : CLEAN;
};

async function readRecord(file: string, context: Context): Promise<JsonValue> {
  return parseDocument(await readText(file, "The record", context)).values[0]?.value ?? null;
}

function answerAffected(question: JsonObject): Answer {
  const advisory = readOsv(question["vulnerability"] ?? null);
  if (advisory === undefined) {
    return { problem: "The member vulnerability must be an OSV record, with an id." };
  }
  if (!isJsonObject(question["package"])) {
    return { problem: "The member package must be an object with ecosystem, name and version." };
  }
  const texts = textsOf({ version: "", ...objectAt(question, "package") }, [
    "ecosystem",
    "name",
    "version",
  ]);
  if (typeof texts === "string") return { problem: texts };
  const [ecosystem = "", name = "", version = ""] = texts;
  const { affected, reason } = judgeAdvisory(advisory, { ecosystem, name, version });
  return { json: { ...idOf(question), affected, reason } };
}
