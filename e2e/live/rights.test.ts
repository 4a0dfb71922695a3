import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  isKubernetesObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { CONTROL_PLANE } from "../control-plane/index.ts";
import { differencesBetween, findingLines } from "./findings.ts";
import { untilAuthorizersKnow } from "./known-to-authorizers.ts";
import { binding, mustCreate, user } from "./objects.ts";
import { type LiveShop, startShop } from "./shop.ts";
import { VERBS } from "./verbs.ts";

const LIVE = ["--cluster", "--request-rate", "10000"];

describe(
  "reading a cluster with the rights that rbac-needed prints",
  needing(CONTROL_PLANE),
  () => {
    let shop: LiveShop;
    let count = 0;
    beforeAll(async () => {
      shop = await startShop("alone");
      // Custom resources are among what it prints.
      writeFileSync(join(shop.folder, "widgets.json"), JSON.stringify(WIDGETS));
      shop.kubectl(["apply", "-f", "widgets.json"]);
    });
    afterAll(() => shop.stop());

    /** A user with the roles that are given, and with nothing else. */
    const userWith = async (
      roles: readonly KubernetesObject[],
    ): Promise<{ readonly name: string; readonly kubeconfig: string }> => {
      count += 1;
      const name = `reader-${count}`;
      const objects = roles.flatMap((role) => {
        const space = textAt(role, "metadata", "namespace");
        return [
          role,
          binding(name, textAt(role, "metadata", "name"), [user(name)], { space, kind: role.kind }),
        ];
      });
      for (const object of objects) await mustCreate(shop.plane.ask, object);
      await untilAuthorizersKnow(shop.plane.ask, `known-${count}`, "default");
      return { name, kubeconfig: shop.plane.identity(name).kubeconfig };
    };

    /** The roles that it prints for a verb, under a name that is used once. */
    const rolesFor = async (
      verb: string,
      ...more: readonly string[]
    ): Promise<readonly KubernetesObject[]> => {
      const named = ["--name", `role-${count}`, "-q", "-o", "json", ...LIVE, ...more];
      const { stdout } = await shop.watertight(["rbac-needed", ...verb.split(" "), ...named]);
      return listAt(JSON.parse(stdout) as JsonValue, "items").filter(isKubernetesObject);
    };

    const refusedOf = (name: string): readonly string[] =>
      readFileSync(join(shop.plane.folder, "audit.log"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as JsonObject)
        .filter((event) => textAt(event, "user", "username") === name)
        .filter((event) => objectAt(event, "responseStatus")["code"] === 403)
        .map((event) => textAt(event, "requestURI"));

    test.each(VERBS)("%s sees all that it sees with every right: %s", async (verb, line) => {
      const argv = [...line.split(" "), ...LIVE];
      const { name, kubeconfig } = await userWith(await rolesFor(verb));
      expect(await shop.watertight(argv, kubeconfig)).toEqual(await shop.watertight(argv));
      expect(refusedOf(name)).toEqual([]);
    });

    test.each(VERBS)("and in one namespace: %s: %s", async (verb, line) => {
      const one = ["--read-namespace", "storefront"];
      const argv = [...line.split(" "), ...LIVE, ...one];
      const { name, kubeconfig } = await userWith(await rolesFor(verb, ...one));
      const all = await shop.watertight(argv).catch(String);
      expect(await shop.watertight(argv, kubeconfig).catch(String)).toEqual(all);
      expect(refusedOf(name)).toEqual([]);
    });

    test("none of what it prints can be left out", async () => {
      const [role] = await rolesFor("scan");
      const rules = listAt(role, "rules");
      const rights = rules.flatMap((rule) => textsAt(rule, "resources"));
      // Each resource that a role names is listed.
      const { name, kubeconfig } = await userWith(await rolesFor("scan"));
      await shop.watertight(["scan", ...LIVE, "--exit-zero", "-q"], kubeconfig);
      const listed = new Set(
        readFileSync(join(shop.plane.folder, "audit.log"), "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as JsonObject)
          .filter((event) => textAt(event, "user", "username") === name)
          .map((event) => textAt(event, "objectRef", "resource")),
      );
      // Of Nodes, of which this cluster has none, the configurations of kubelets are read too.
      const unlisted = rights.filter((resource) => !listed.has(resource));
      expect(unlisted).toEqual(["nodes/configz"]);
      const verbs = rules.flatMap((rule) => textsAt(rule, "verbs"));
      // `create` is for the reviews by which the control plane is asked who may do everything.
      expect([...new Set(verbs)].sort()).toEqual(["create", "get", "list"]);
    });

    test("with half of the rights what cannot be seen is told, and nothing is said to be missing or safe for it", async () => {
      const left = ["secrets", "networkpolicies", "rolebindings"];
      const half = (await rolesFor("scan")).map((role) => withoutResources(role, left));
      const { kubeconfig } = await userWith(half);
      const argv = ["scan", "-o", "json", "--fail-on", "none", ...LIVE];
      const scan = await shop.watertight(argv, kubeconfig);
      expect(scan.status).toBe(3);
      const notExamined = listAt(JSON.parse(scan.stdout) as JsonValue, "coverage", "notExamined");
      const reasons = notExamined.map((each) => textAt(each, "reason"));
      expect(reasons.filter((reason) => reason.includes("the right to list"))).toEqual(
        [
          "secrets",
          "networkpolicies.networking.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
        ].map(
          (gap) =>
            `${gap} cannot be seen: the right to list ${gap} is missing; rbac-needed prints the role that gives it.`,
        ),
      );
      // What could not be listed is not missing.
      const all = await shop.watertight([...argv, "-q"]);
      const more = differencesBetween(findingLines(all.stdout), findingLines(scan.stdout));
      expect(more.filter((line) => line.startsWith("+"))).toEqual([]);
      const can = [
        "access",
        "can-i",
        "get",
        "secrets",
        "-n",
        "storefront",
        "--as",
        "jane",
        ...LIVE,
      ];
      const answer = await shop.watertight(can, kubeconfig);
      expect([answer.status, answer.stdout]).toEqual([3, expect.stringMatching(/^unknown/)]);
    });
  },
);

function withoutResources(role: KubernetesObject, names: readonly string[]): KubernetesObject {
  const rules = listAt(role, "rules").map((rule) => ({
    ...objectAt(rule),
    resources: textsAt(rule, "resources").filter((each) => !names.includes(each)),
  }));
  return { ...role, rules: rules.filter(({ resources }) => resources.length > 0) };
}

/** A kind of the test's own. */
const WIDGETS: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.shop.example" },
  spec: {
    group: "shop.example",
    scope: "Namespaced",
    names: { plural: "widgets", singular: "widget", kind: "Widget" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        },
      },
    ],
  },
};
