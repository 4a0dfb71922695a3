import { expect, test } from "vitest";
import { annHas, rule } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createAuthorizer } from "./authorizer.ts";
import { signerRequests } from "./signers.ts";

test.each([
  ["example.com/x", true],
  ["example.com/*", true],
  ["example.com/y", false],
  ["*", false],
  ["other.example/*", false],
])("a rule on the signer %j approves example.com/x: %j", (name, allowed) => {
  const granted = rule("approve", "signers", {
    apiGroups: ["certificates.k8s.io"],
    resourceNames: [name],
  });
  const authorizer = createAuthorizer(wholeSnapshotOf(annHas(granted)));
  const ann = { name: "ann", groups: [] };
  const answers = signerRequests("approve", "example.com/x").map(
    (request) => authorizer.authorize(ann, request).allowed,
  );
  expect(answers.includes(true)).toBe(allowed);
});
