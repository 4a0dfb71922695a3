import fc from "fast-check";
import { expect, test } from "vitest";
import { authorizerOf } from "../../../testing/access/rights.ts";
import { runs } from "../../../testing/runs.ts";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { compareAccess } from "../rights/compare-access.ts";
import { effectiveRights } from "../rights/effective-rights.ts";
import { accessMatrix } from "../rights/matrix.ts";
import { indexSubjects } from "../rights/subject-bindings.ts";
import { userOfSubject } from "../rights/subjects.ts";
import { readAuditEvent } from "./audit-event.ts";
import { leastPrivilege } from "./least-privilege.ts";
import { createUsageRecorder } from "./usage.ts";

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
const name = fc.oneof(fc.constantFrom("a", "b", "", "system:masters"), json);
const record = (
  fields: Readonly<Record<string, fc.Arbitrary<JsonValue>>>,
): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    json,
  ) as fc.Arbitrary<JsonValue>;
const names = fc.oneof(fc.array(name, { maxLength: 3 }), json);
const rule = record({
  verbs: names,
  apiGroups: names,
  resources: names,
  resourceNames: names,
  nonResourceURLs: names,
});
const subject = record({
  kind: fc.oneof(fc.constantFrom("User", "Group", "ServiceAccount"), json),
  name,
  namespace: name,
});
const kind = fc.constantFrom("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
const object = fc.record({
  apiVersion: fc.constant("rbac.authorization.k8s.io/v1"),
  kind,
  metadata: record({ name, namespace: name, labels: json, annotations: json }),
  rules: fc.oneof(fc.array(rule, { maxLength: 3 }), json),
  subjects: fc.oneof(fc.array(subject, { maxLength: 3 }), json),
  roleRef: record({ kind, name }),
  aggregationRule: json,
}) as fc.Arbitrary<KubernetesObject>;

test("whatever the fields of roles and bindings hold, every question has an answer", () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), (objects) => {
      const authorizer = authorizerOf(objects);
      const picture = { authorizer, isWhole: false };
      const result = leastPrivilege(snapshotOf(objects), authorizer);
      const after = {
        authorizer: authorizerOf(result.narrowed.objects.map((one) => one.object)),
        isWhole: false,
      };
      expect(compareAccess(picture, after).flatMap(({ gained }) => gained)).toEqual([]);
      const { subjects } = indexSubjects(authorizer.bindings);
      for (const each of subjects) effectiveRights(authorizer, userOfSubject(each), true);
      const all = { namespaces: [], resources: [], verbs: [], isFolded: () => false };
      const { columns, rows } = accessMatrix(authorizer, all);
      expect(rows.filter(({ cells }) => cells.length !== columns.length)).toEqual([]);
    }),
    runs(100),
  );
});

const event = record({
  kind: fc.constant("Event"),
  apiVersion: fc.constant("audit.k8s.io/v1"),
  stage: fc.oneof(fc.constantFrom("ResponseStarted", "ResponseComplete"), json),
  verb: fc.oneof(fc.constantFrom("create", "patch", "get"), json),
  user: record({ username: name, groups: names, extra: json, uid: json }),
  impersonatedUser: record({
    username: name,
    groups: names,
    extra: record({ a: names }),
    uid: json,
  }),
  objectRef: record({ resource: name, apiGroup: name, subresource: name, name, namespace: name }),
  annotations: json,
  responseStatus: record({ code: fc.oneof(fc.integer(), json) }),
  authenticationMetadata: record({ impersonationConstraint: name }),
  requestObject: json,
  requestURI: name,
  stageTimestamp: name,
});

test("whatever an event holds, it is read or it is said what is wrong", () => {
  fc.assert(
    fc.property(event, (value) => {
      const recorder = createUsageRecorder(indexSubjects([]), true);
      const read = readAuditEvent(value);
      if ("problem" in read) expect(read.problem).toMatch(/^[a-z][^.]*/);
      else recorder.record(read);
      const { events, users } = recorder.usage();
      const counts = Object.values(events).reduce((sum, count) => sum + count, 0);
      expect(counts).toBe("problem" in read ? 0 : 1);
      const known = "problem" in read ? [] : [read.user.name, read.impersonator?.name];
      expect(users.filter(([name]) => !known.includes(name))).toEqual([]);
    }),
    runs(100),
  );
});
