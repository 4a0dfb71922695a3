import {
  type AccessRequest,
  type AccessUser,
  type Authorizer,
  readPolicyRules,
  readSubjectAccessReview,
  resourceRequest,
  uncoveredRules,
} from "@watertight/core/access";
import {
  decodeObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@watertight/core/kubernetes";
import {
  type Answer,
  answerLines,
  type BatchExitStatus,
  type BatchStreams,
  idOf,
} from "../../batch.ts";
import { proofJson, ruleJson, statusJson, subjectJson } from "./rbac-json.ts";

/** `access can-i --batch`: SubjectAccessReviews in, the same with their status out. */
export function canIBatch(
  streams: BatchStreams,
  authorizer: Authorizer,
  explain: boolean,
): Promise<BatchExitStatus> {
  return answerLines(streams, (review) => answerReview(review, authorizer, explain));
}

/** `access who-can --batch`. */
export function whoCanBatch(
  streams: BatchStreams,
  authorizer: Authorizer,
): Promise<BatchExitStatus> {
  return answerLines(streams, (question) => {
    const request = requestOfQuestion(question);
    if ("problem" in request) return request;
    const subjects = authorizer.whoCan(request).map(({ subject }) => subjectJson(subject));
    return { json: { ...idOf(question), subjects } };
  });
}

/** `access covers --batch`. */
export function coversBatch(streams: BatchStreams): Promise<BatchExitStatus> {
  return answerLines(streams, answerCovers);
}

const REVIEW = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview" };

function answerReview(review: JsonObject, authorizer: Authorizer, explain: boolean): Answer {
  const object = Object.fromEntries(
    Object.entries(review).filter(([key]) => key !== "id" && key !== "status"),
  );
  const { apiVersion = REVIEW.apiVersion, kind = REVIEW.kind } = object;
  if (apiVersion !== REVIEW.apiVersion || kind !== REVIEW.kind) {
    return { problem: "The object is not a SubjectAccessReview of authorization.k8s.io/v1." };
  }
  const { problems } = decodeObject({ ...object, ...REVIEW });
  const wrong = problems.find((problem) => problem.kind === "wrong-type");
  if (wrong) return { problem: `The SubjectAccessReview cannot be decoded: ${wrong.message}.` };
  const asked = readSubjectAccessReview(object);
  if ("problem" in asked) return asked;
  const { user, request, evaluationError } = asked;
  const answer = explain
    ? explained(authorizer, user, request)
    : { decision: authorizer.authorize(user, request), proof: {} };
  const status = statusJson(answer.decision, evaluationError);
  return {
    json: { ...idOf(review), ...object, status, ...answer.proof },
  };
}

function explained(authorizer: Authorizer, user: AccessUser, request: AccessRequest) {
  const { decision, verdict, assumptions } = authorizer.explain(user, request);
  return { decision, proof: { proof: proofJson(decision), verdict, assumptions } };
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

function answerCovers(question: JsonObject): Answer {
  const { owner, wanted } = question;
  for (const [name, rules] of Object.entries({ owner, wanted })) {
    if (!isListOfRules(rules)) {
      return {
        problem: `The member ${name} must be a list of rules, whose fields are lists of strings.`,
      };
    }
  }
  const uncovered = uncoveredRules(readPolicyRules(owner), readPolicyRules(wanted));
  const json = { covered: uncovered.length === 0, uncovered: uncovered.map(ruleJson) };
  return { json: { ...idOf(question), ...json } };
}

const RULE_FIELDS = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"];

// Go writes an empty list as null.
function isListOfRules(value: JsonValue | undefined): boolean {
  if (value === null) return true;
  return Array.isArray(value) && value.every(isRule);
}

function isRule(value: JsonValue): boolean {
  return isJsonObject(value) && RULE_FIELDS.every((field) => isListOfStrings(value[field] ?? []));
}

function isListOfStrings(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
