import { type AccessRequest, type Authorizer, resourceRequest } from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { subjectJson } from "@watertight/reports/access";
import { answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";

/** `access who-can --batch`. */
export function whoCanBatch(streams: BatchStreams, authorizer: Authorizer): Promise<Ending> {
  return answerLines(streams, (question) => {
    const request = requestOfQuestion(question);
    if ("problem" in request) return request;
    const subjects = authorizer.whoCan(request).map(({ subject }) => subjectJson(subject));
    return { json: { ...idOf(question), subjects } };
  });
}

function requestOfQuestion(question: JsonObject): AccessRequest | { readonly problem: string } {
  const texts = new Map<string, string>();
  for (const field of QUESTION_FIELDS) {
    const value = question[field] ?? "";
    if (typeof value !== "string") return { problem: `The ${field} must be a string.` };
    texts.set(field, value);
  }
  const text = (field: (typeof QUESTION_FIELDS)[number]): string => texts.get(field) ?? "";
  if (text("verb") === "") return { problem: "The question has no verb." };
  if ((text("path") === "") === (text("resource") === "")) {
    return { problem: "The question must have either a resource or a path." };
  }
  if (text("path") !== "") return { verb: text("verb"), path: text("path") };
  return resourceRequest({
    verb: text("verb"),
    group: text("group"),
    resource: text("resource"),
    subresource: text("subresource"),
    name: text("name"),
    namespace: text("namespace"),
  });
}

const QUESTION_FIELDS = [
  "verb",
  "group",
  "resource",
  "subresource",
  "name",
  "namespace",
  "path",
] as const;
