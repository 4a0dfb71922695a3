import { type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { type Ask, until } from "../control-plane/index.ts";
import { binding, mustCreate, role, user } from "./objects.ts";

export interface Said {
  readonly allowed: boolean;
  readonly evaluationError: string;
}

/** What the API server says to the spec of a SubjectAccessReview. */
export async function reviewed(ask: Ask, spec: JsonObject): Promise<Said> {
  const { status, json, text } = await ask(
    "POST",
    "/apis/authorization.k8s.io/v1/subjectaccessreviews",
    { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec },
  );
  if (status !== 201) throw new Error(`${JSON.stringify(spec)} (${status}): ${text}`);
  const said = objectAt(json, "status");
  return { allowed: said["allowed"] === true, evaluationError: textAt(said, "evaluationError") };
}

/**
 * Waits until the server's RBAC has seen all roles and bindings that there are: it has then seen those that are made last, one of
 * each kind. The name is used once.
 */
export async function untilAuthorizersKnow(ask: Ask, name: string, space: string): Promise<void> {
  const rules = [{ verbs: ["get"], apiGroups: ["last.example"], resources: ["marks"] }];
  const last = [
    role(name, rules),
    role(name, rules, space),
    binding(name, name, [user(`${name}-everywhere`)]),
    binding(name, name, [user(`${name}-here`)], { space, kind: "Role" }),
  ];
  for (const object of last) await mustCreate(ask, object);
  const mark = { verb: "get", group: "last.example", resource: "marks", namespace: space };
  await until("the authorizers know all roles and bindings", async () => {
    const everywhere = await reviewed(ask, {
      user: `${name}-everywhere`,
      resourceAttributes: mark,
    });
    const here = await reviewed(ask, { user: `${name}-here`, resourceAttributes: mark });
    return everywhere.allowed && here.allowed;
  });
}
