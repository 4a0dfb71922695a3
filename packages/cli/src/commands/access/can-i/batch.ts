import {
  type AccessRequest,
  type AccessUser,
  type Authorizer,
  readSubjectAccessReview,
} from "@watertight/core/access";
import { decodeObject, type JsonObject } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { proofJson } from "@watertight/reports/json";
import { type Answer, answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";
import { statusJson } from "../rbac-json.ts";

/** Who answers, and where what decides stands. */
interface AskedCluster {
  readonly authorizer: Authorizer;
  readonly snapshot: Snapshot;
}

/** `access can-i --batch`: SubjectAccessReviews in, the same with their status out. */
export function canIBatch(
  streams: BatchStreams,
  asked: AskedCluster,
  explain: boolean,
): Promise<Ending> {
  return answerLines(streams, (review) => answerReview(review, asked, explain));
}

const REVIEW = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview" };

function answerReview(review: JsonObject, cluster: AskedCluster, explain: boolean): Answer {
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
    ? explained(cluster, user, request)
    : { decision: cluster.authorizer.authorize(user, request), proof: {} };
  const status = statusJson(answer.decision, evaluationError);
  return {
    json: { ...idOf(review), ...object, status, ...answer.proof },
  };
}

function explained(
  { authorizer, snapshot }: AskedCluster,
  user: AccessUser,
  request: AccessRequest,
) {
  const { decision, verdict, proof, assumptions } = authorizer.explain(user, request);
  return { decision, proof: { proof: proofJson(proof, snapshot), verdict, assumptions } };
}
