import { expect, test } from "vitest";
import type { JsonObject } from "../kubernetes/json.ts";
import { readSubjectAccessReview } from "./subject-access-review.ts";

function withSelectors(selectors: JsonObject) {
  const resourceAttributes = { verb: "list", resource: "pods", ...selectors };
  return readSubjectAccessReview({ spec: { user: "ann", resourceAttributes } });
}

test("a review is read with its groups as they are", () => {
  const spec = {
    user: "ann",
    groups: ["g"],
    uid: "7",
    extra: { k: ["v"] },
    resourceAttributes: {
      verb: "get",
      group: "apps",
      version: "v1",
      resource: "deployments",
      subresource: "scale",
      name: "d",
      namespace: "a",
    },
  };
  expect(readSubjectAccessReview({ spec })).toEqual({
    user: { name: "ann", groups: ["g"], uid: "7", extra: { k: ["v"] } },
    request: {
      verb: "get",
      group: "apps",
      resource: "deployments",
      subresource: "scale",
      name: "d",
      namespace: "a",
    },
    evaluationError: "",
  });
});

test("a path is asked for without a namespace", () => {
  const spec = { groups: ["g"], nonResourceAttributes: { verb: "get", path: "/x" } };
  expect(readSubjectAccessReview({ spec })).toMatchObject({ request: { verb: "get", path: "/x" } });
});

test.each([
  [{}, "The SubjectAccessReview has no spec."],
  [{ spec: { resourceAttributes: {} } }, "The spec names neither a user nor a group."],
  [
    { spec: { user: "a" } },
    "The spec must have exactly one of resourceAttributes and nonResourceAttributes.",
  ],
  [
    { spec: { user: "a", resourceAttributes: {}, nonResourceAttributes: {} } },
    "The spec must have exactly one of resourceAttributes and nonResourceAttributes.",
  ],
])("%j is refused", (review, problem) => {
  expect(readSubjectAccessReview(review)).toEqual({ problem });
});

test.each([
  [{ fieldSelector: {} }, "The fieldSelector must have either a rawSelector or requirements."],
  [
    { labelSelector: { rawSelector: "a", requirements: [{ key: "a", operator: "Exists" }] } },
    "The labelSelector must have either a rawSelector or requirements.",
  ],
  [
    { fieldSelector: { requirements: [{ key: "", operator: "In", values: ["x"] }] } },
    "The fieldSelector has an invalid requirement.",
  ],
  [
    { fieldSelector: { requirements: [{ key: "a", operator: "In" }] } },
    "The fieldSelector has an invalid requirement.",
  ],
  [
    { labelSelector: { requirements: [{ key: "a", operator: "Exists", values: ["x"] }] } },
    "The labelSelector has an invalid requirement.",
  ],
  [
    { labelSelector: { requirements: [{ key: "a b", operator: "Exists" }] } },
    "The labelSelector has an invalid requirement.",
  ],
])("the selectors %j are refused", (selectors, problem) => {
  expect(withSelectors(selectors)).toEqual({ problem });
});

const FIELDS = "spec.resourceAttributes.fieldSelector ignored due to parse error";
const LABELS = "spec.resourceAttributes.labelSelector ignored due to parse error";

test.each([
  [{ fieldSelector: { rawSelector: "a=b" } }, ""],
  [{ fieldSelector: { rawSelector: "a" } }, FIELDS],
  [{ fieldSelector: { requirements: [{ key: "a", operator: "Exists" }] } }, FIELDS],
  [
    {
      fieldSelector: {
        requirements: [
          { key: "a", operator: "In", values: ["x"] },
          { key: "b", operator: "In", values: ["x", "y"] },
        ],
      },
    },
    "spec.resourceAttributes.fieldSelector partially ignored due to parse error",
  ],
  [{ labelSelector: { rawSelector: "a in b" } }, LABELS],
  [{ labelSelector: { requirements: [{ key: "a", operator: "Like" }] } }, LABELS],
  [
    { fieldSelector: { rawSelector: "a" }, labelSelector: { rawSelector: "a b" } },
    `${FIELDS}; ${LABELS}`,
  ],
])("the selectors %j are evaluated with the error %j", (selectors, evaluationError) => {
  expect(withSelectors(selectors)).toMatchObject({ evaluationError });
});
