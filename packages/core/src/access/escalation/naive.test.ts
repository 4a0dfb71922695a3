import fc from "fast-check";
import { expect, test } from "vitest";
import {
  analyse,
  anyCluster,
  NAMES,
  RBAC_GROUP,
  SPACES,
} from "../../../testing/access/random-clusters.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import type { Authorizer } from "../authorizer.ts";
import { resourceRequest } from "../request.ts";
import { serviceAccountUser } from "../user.ts";

/** Who becomes cluster-admin among accounts, by asking the authorizer alone, over and over. */
function naiveAdmins(
  objects: readonly KubernetesObject[],
  authorizer: Authorizer,
): ReadonlySet<string> {
  const users = SPACES.flatMap((space) =>
    NAMES.map((name) => ({ space, name, id: `${space}/${name}` })),
  );
  const may = (id: string, right: string, space: string, name = ""): boolean => {
    const [verb = "", resource = ""] = right.split(" ");
    const [namespaceOfUser = "", own = ""] = id.split("/");
    const [base = "", subresource = ""] = resource.split("/");
    const apiGroup = /roles|bindings/.test(base) ? RBAC_GROUP : "";
    const request = resourceRequest({
      verb,
      group: apiGroup,
      resource: base,
      subresource,
      namespace: space,
      name,
    });
    return authorizer.authorize(serviceAccountUser(namespaceOfUser, own), request).allowed;
  };
  const runs = objects.flatMap(({ kind, metadata, spec }) => {
    if (kind !== "Pod") return [];
    const { name, namespace: space } = metadata as {
      readonly name: string;
      readonly namespace: string;
    };
    const { serviceAccountName } = spec as { readonly serviceAccountName: string };
    return [{ name, space, id: `${space}/${serviceAccountName}` }];
  });
  const leads = (
    from: string,
    to: { readonly space: string; readonly name: string; readonly id: string },
  ): boolean =>
    may(from, "impersonate serviceaccounts", to.space, to.name) ||
    may(from, "create serviceaccounts/token", to.space, to.name) ||
    may(from, "create pods", to.space) ||
    runs.some(
      ({ name, space, id }) =>
        id === to.id &&
        (["get", "create"].some((verb) => may(from, `${verb} pods/exec`, space, name)) ||
          ["update", "patch"].some((verb) => may(from, `${verb} pods`, space, name))),
    );
  const admins = new Set(users.filter(({ id }) => may(id, "* *", "")).map(({ id }) => id));
  for (let before = -1; before < admins.size; ) {
    before = admins.size;
    for (const { id } of users) {
      if (users.some((to) => admins.has(to.id) && leads(id, to))) admins.add(id);
      if (may(id, "create clusterrolebindings", "") && may(id, "bind clusterroles", ""))
        admins.add(id);
    }
  }
  return admins;
}

test("whoever asking the authorizer over and over finds to become cluster-admin is found too", () => {
  fc.assert(
    fc.property(anyCluster, (objects) => {
      const { escalation, authorizer } = analyse(objects);
      const found = escalation.subjects.flatMap(
        ({ subject: { kind, namespace: space, name }, reaches }) =>
          kind === "ServiceAccount" && reaches.includes("cluster-admin")
            ? [`${space}/${name}`]
            : [],
      );
      const naive = [...naiveAdmins(objects, authorizer)];
      expect(found).toEqual(expect.arrayContaining(naive));
    }),
    { numRuns: 60 },
  );
});
