import { expect, test } from "vitest";
import { requestOf } from "./request-info.ts";

// Verb, resource and name of a request, and where it is; or verb and path.
test.each([
  ["GET /api/v1/pods", "list pods  in "],
  ["HEAD /api/v1/pods", "list pods  in "],
  ["GET /api/v1/pods?watch=1", "watch pods  in "],
  ["GET /api/v1/pods?watch=False", "list pods  in "],
  ["GET /api/v1/pods?watch", "watch pods  in "],
  ["GET /api/v1/watch/namespaces/a/pods", "watch pods  in a"],
  ["GET /api/v1/namespaces/a/pods/p", "get pods p in a"],
  ["GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dp", "list pods p in a"],
  ["GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dp&watch=true", "watch pods p in a"],
  ["GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name!%3Dp", "list pods  in a"],
  ["GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3D..", "list pods  in a"],
  ["GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dp&limit=x", "list pods  in a"],
  [
    "GET /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dp&labelSelector=a%20b",
    "list pods  in a",
  ],
  ["DELETE /api/v1/namespaces/a/pods", "deletecollection pods  in a"],
  [
    "DELETE /api/v1/namespaces/a/pods?fieldSelector=metadata.name%3Dp",
    "deletecollection pods  in a",
  ],
  ["DELETE /api/v1/namespaces/a/pods/p", "delete pods p in a"],
  ["POST /api/v1/namespaces/a/pods", "create pods  in a"],
  ["POST /api/v1/namespaces/a/pods/p/exec", "create pods/exec p in a"],
  ["GET /api/v1/namespaces/a/pods/p/proxy/x/y", "get pods/proxy p in a"],
  ["PATCH /apis/apps/v1/namespaces/a/deployments/d", "patch deployments.apps d in a"],
  ["PUT /apis/apps/v1/namespaces/a/deployments/d/scale", "update deployments/scale.apps d in a"],
  ["GET /api/v1/namespaces", "list namespaces  in "],
  ["GET /api/v1/namespaces/a", "get namespaces a in a"],
  ["PUT /api/v1/namespaces/a/finalize", "update namespaces/finalize a in a"],
  ["GET /api/v1/nodes/n", "get nodes n in "],
  ["OPTIONS /api/v1/pods", " pods  in "],
  ["GET /api/v1", "get /api/v1"],
  ["GET /apis/apps/v1", "get /apis/apps/v1"],
  ["GET /healthz/ping?verbose", "get /healthz/ping"],
  ["POST /", "post /"],
  ["GET /api/v1/namespaces/a%2Fb/pods", "get b pods in a"],
])("%s", (sent, asked) => {
  const [method = "", url = ""] = sent.split(" ");
  const request = requestOf(method, url);
  const text =
    "path" in request
      ? `${request.verb} ${request.path}`
      : `${request.verb} ${request.resource}${request.subresource && `/${request.subresource}`}${request.group && `.${request.group}`} ${request.name} in ${request.namespace}`;
  expect(text).toBe(asked);
});

test("selectors reach the authorizers for reads and deletions of collections only", () => {
  const selector = "fieldSelector=spec.nodeName%3Dn,metadata.name!%3Dx";
  expect(requestOf("GET", `/api/v1/pods?${selector}`)).toMatchObject({
    fieldSelector: [
      { field: "metadata.name", operator: "!=", value: "x" },
      { field: "spec.nodeName", operator: "=", value: "n" },
    ],
  });
  expect(requestOf("POST", `/api/v1/pods?${selector}`)).not.toHaveProperty("fieldSelector");
  expect(requestOf("GET", `/api/v1/watch/pods?${selector}`)).not.toHaveProperty("fieldSelector");
});
