import { describe, expect, test } from "vitest";
import {
  annHas,
  ask,
  binding,
  type EdgeCase,
  outcomeOf,
  role,
  rule,
  urls,
  user,
} from "../../testing/access/objects.ts";
import { requestOf } from "./request-info.ts";
import { allowsEverything, amountsToEverything, readPolicyRule } from "./rule.ts";

describe("a rule (pkg/apis/rbac/v1/evaluation_helpers.go)", () => {
  check([
    {
      title: "pods/* names a resource of that spelling, not every subresource",
      objects: annHas(rule("get", "pods/*")),
      request: ask("get pods/log"),
      allowed: false,
    },
    {
      title: "*/exec is the subresource exec of every resource",
      objects: annHas(rule("create", "*/exec")),
      request: ask("create pods/exec"),
      allowed: true,
    },
    {
      title: "*/exec is not the resource exec",
      objects: annHas(rule("create", "*/exec")),
      request: ask("create exec"),
      allowed: false,
    },
    {
      title: "* covers subresources",
      objects: annHas(rule("create", "*")),
      request: ask("create pods/exec"),
      allowed: true,
    },
    {
      title: "*/* is the subresource named *, not everything",
      objects: annHas(rule("get", "*/*")),
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "pods does not include pods/exec",
      objects: annHas(rule("*", "pods")),
      request: ask("create pods/exec"),
      allowed: false,
    },
    {
      title: "the core group does not include a custom resource called secrets",
      objects: annHas(rule("get", "secrets")),
      request: ask("get secrets", { group: "example.com" }),
      allowed: false,
    },
    {
      title: "the group * includes a custom resource called secrets",
      objects: annHas(rule("get", "secrets", { apiGroups: ["*"] })),
      request: ask("get secrets", { group: "example.com" }),
      allowed: true,
    },
    {
      title: "verbs are compared letter by letter",
      objects: annHas(rule("GET", "pods")),
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "resourceNames do not allow a list of everything",
      objects: annHas(rule("list", "secrets", { resourceNames: ["x"] })),
      request: ask("list secrets"),
      allowed: false,
    },
    {
      title: "resourceNames allow a list that selects the name",
      objects: annHas(rule("list", "secrets", { resourceNames: ["x"] })),
      request: requestOf("GET", "/api/v1/namespaces/a/secrets?fieldSelector=metadata.name%3Dx"),
      allowed: true,
    },
    {
      title: "resourceNames do not allow a POST, which has no name",
      objects: annHas(rule("create", "secrets", { resourceNames: ["x"] })),
      request: requestOf("POST", "/api/v1/namespaces/a/secrets"),
      allowed: false,
    },
    {
      title: "resourceNames allow the create that an apply of a missing object asks for",
      objects: annHas(rule("create", "secrets", { resourceNames: ["x"] })),
      request: ask("create secrets", { name: "x" }),
      allowed: true,
    },
    {
      title: "the resource name * is a name",
      objects: annHas(rule("get", "secrets", { resourceNames: ["*"] })),
      request: ask("get secrets", { name: "x" }),
      allowed: false,
    },
    {
      title: "a rule without verbs, groups or resources allows nothing",
      objects: annHas({}, { verbs: ["*"] }, { verbs: "*", apiGroups: "*", resources: "*" }),
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "get on pods/exec is not create on pods/exec",
      objects: annHas(rule("get", "pods/exec")),
      request: requestOf("POST", "/api/v1/namespaces/a/pods/p/exec"),
      allowed: false,
    },
    {
      title: "get on pods/exec is what a websocket asks for",
      objects: annHas(rule("get", "pods/exec")),
      request: requestOf("GET", "/api/v1/namespaces/a/pods/p/exec?command=sh"),
      allowed: true,
    },
    {
      title: "get on nodes/proxy reaches the kubelet",
      objects: annHas(rule("get", "nodes/proxy")),
      request: requestOf("GET", "/api/v1/nodes/n/proxy/run/a/p/c"),
      allowed: true,
    },
    {
      title: "a signer by the exact name",
      objects: annHas(
        rule("approve", "signers", {
          apiGroups: ["certificates.k8s.io"],
          resourceNames: ["example.com/x"],
        }),
      ),
      request: ask("approve signers", { group: "certificates.k8s.io", name: "example.com/y" }),
      allowed: false,
    },
  ]);
});

describe("paths that are no resources", () => {
  check([
    {
      title: "/x/* matches below",
      objects: annHas(urls("get", "/x/*")),
      request: ask("get /x/y"),
      allowed: true,
    },
    {
      title: "/x/* does not match /x",
      objects: annHas(urls("get", "/x/*")),
      request: ask("get /x"),
      allowed: false,
    },
    {
      title: "/x* matches /xy",
      objects: annHas(urls("get", "/x*")),
      request: ask("get /xy"),
      allowed: true,
    },
    {
      title: "all trailing asterisks count as one",
      objects: annHas(urls("get", "/x/**")),
      request: ask("get /x/y"),
      allowed: true,
    },
    {
      title: "an asterisk inside is a character",
      objects: annHas(urls("get", "/*/x")),
      request: ask("get /y/x"),
      allowed: false,
    },
    {
      title: "* matches everything",
      objects: annHas(urls("get", "*")),
      request: ask("get /healthz"),
      allowed: true,
    },
    {
      title: "the resource * is no path",
      objects: annHas(rule("*", "*", { apiGroups: ["*"] })),
      request: ask("get /healthz"),
      allowed: false,
    },
    {
      title: "a path of a rule is no resource",
      objects: annHas(urls("*", "*")),
      request: ask("get pods"),
      allowed: false,
    },
    {
      title: "each half of a mixed rule counts",
      objects: annHas({ ...rule("get", "pods"), nonResourceURLs: ["/x"] }),
      request: ask("get /x"),
      allowed: true,
    },
    {
      title: "a Role with paths gives none of them",
      objects: [role("a/r", urls("get", "*")), binding("a/b", "Role r", user("ann"))],
      request: ask("get /x"),
      allowed: false,
    },
    {
      title: "a RoleBinding to a ClusterRole with paths gives none of them",
      objects: [role("r", urls("get", "*")), binding("a/b", "ClusterRole r", user("ann"))],
      request: ask("get /x"),
      allowed: false,
    },
  ]);
});

function check(cases: readonly EdgeCase[]): void {
  test.each(cases)("$title", (edgeCase) => {
    expect(outcomeOf(edgeCase)).toEqual({ allowed: edgeCase.allowed, named: edgeCase.allowed });
  });
}

describe("a rule for everything", () => {
  const usual = ["get", "list", "watch", "create", "update", "patch", "delete"];
  test.each([
    ["every verb on every resource of every group", ["*"], {}, [true, true]],
    ["`*` among other verbs", ["get", "*"], {}, [true, true]],
    ["the seven verbs one by one, which leave out bind and impersonate", usual, {}, [false, true]],
    ["six of the seven", usual.slice(1), {}, [false, false]],
    ["some names", ["*"], { resourceNames: ["a"] }, [false, false]],
    ["the core group", ["*"], { apiGroups: [""] }, [false, false]],
    ["every resource but no subresource", ["*"], { resources: ["*/*"] }, [false, false]],
  ])("%s", (_, verbs, more, [everything, amounts]) => {
    const rule = readPolicyRule({ verbs, apiGroups: ["*"], resources: ["*"], ...more });
    expect([allowsEverything(rule), amountsToEverything(rule)]).toEqual([everything, amounts]);
  });
});
