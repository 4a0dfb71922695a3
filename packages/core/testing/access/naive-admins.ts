import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { textAt } from "../reference-json.ts";
import { naiveReason } from "./naive.ts";

interface Named {
  readonly space: string;
  readonly name: string;
}

interface Running extends Named {
  /** The account that a pod runs as. */
  readonly account: string;
}

/**
 * Who becomes cluster-admin among the accounts of a cluster, as `namespace/name`: by asking over and over who may use whose
 * rights. It knows a few ways only, and shares nothing with the engine that knows more.
 */
export function naiveAdmins(objects: readonly KubernetesObject[]): ReadonlySet<string> {
  const users = objects.flatMap((object) =>
    object.kind === "ServiceAccount" ? [namedOf(object)] : [],
  );
  const runs = objects.flatMap((object): Running[] => {
    if (object.kind !== "Pod") return [];
    const pod = namedOf(object);
    return [{ ...pod, account: `${pod.space}/${textAt(object, "spec.serviceAccountName")}` }];
  });
  const leads = (from: Named, to: Named): boolean =>
    may(objects, from, "impersonate serviceaccounts", to) ||
    may(objects, from, "create serviceaccounts/token", to) ||
    may(objects, from, "create pods", { space: to.space, name: "" }) ||
    runs.some(
      (pod) =>
        pod.account === idOf(to) &&
        ["create pods/exec", "update pods", "patch pods"].some((right) =>
          may(objects, from, right, pod),
        ),
    );
  const admins = new Set(
    users.filter((user) => may(objects, user, "* *", EVERYWHERE)).map((user) => idOf(user)),
  );
  for (let before = -1; before < admins.size; ) {
    before = admins.size;
    for (const user of users) {
      const isLed = users.some((to) => admins.has(idOf(to)) && leads(user, to));
      const binds = ["create clusterrolebindings", "bind clusterroles"].every((right) =>
        may(objects, user, right, EVERYWHERE),
      );
      if (isLed || binds) admins.add(idOf(user));
    }
  }
  return admins;
}

const EVERYWHERE: Named = { space: "", name: "" };

function namedOf(object: KubernetesObject): Named {
  return { space: textAt(object, "metadata.namespace"), name: textAt(object, "metadata.name") };
}

function idOf({ space, name }: Named): string {
  return `${space}/${name}`;
}

/** Whether an account has a right, `create pods/exec`, on what is named. */
function may(
  objects: readonly KubernetesObject[],
  { space, name }: Named,
  right: string,
  on: Named,
): boolean {
  const [verb = "", what = ""] = right.split(" ");
  const [resource = "", subresource = ""] = what.split("/");
  const group = /roles|bindings/.test(resource) ? "rbac.authorization.k8s.io" : "";
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${space}`];
  const asking = {
    name: `system:serviceaccount:${space}:${name}`,
    groups: [...groups, "system:authenticated"],
  };
  const request = { verb, group, resource, subresource, name: on.name, namespace: on.space };
  return naiveReason(objects, asking, request) !== "";
}
