import {
  type AccessRequest,
  type AccessUser,
  type Authorizer,
  readSubjectAccessReview,
} from "@watertight/core/access";
import { decodeObject, type JsonObject } from "@watertight/core/kubernetes";
import {
  type Answer,
  answerLines,
  type BatchExitStatus,
  type BatchStreams,
  idOf,
} from "../../../batch.ts";
import { proofJson, statusJson } from "../rbac-json.ts";

/** `access can-i --batch`: SubjectAccessReviews in, the same with their status out. */
export function canIBatch(
  streams: BatchStreams,
  authorizer: Authorizer,
  explain: boolean,
): Promise<BatchExitStatus> {
  return answerLines(streams, (review) => answerReview(review, authorizer, explain));
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
