import { describe, expect, test } from "vitest";
import {
  BOSS,
  type EscalationCase,
  EVERYTHING,
  everywhere,
  inside,
  named,
  outcomeOf,
  pod,
} from "../../../../testing/access/escalation.ts";
import { account, binding, role, rule, user } from "../../../../testing/access/objects.ts";

describe("impersonation and tokens", () => {
  test.each<EscalationCase>([
    {
      title: "one account by name, in its namespace",
      objects: [...BOSS, ...inside("t", rule("impersonate", "serviceaccounts", named("boss")))],
      ways: ["impersonate"],
    },
    {
      title: "near miss: the name in another namespace",
      objects: [...BOSS, ...inside("s", rule("impersonate", "serviceaccounts", named("boss")))],
      ways: [],
    },
    {
      title: "any user, who includes one that is cluster-admin",
      objects: [
        role("all", EVERYTHING),
        binding("ann", "ClusterRole all", user("ann")),
        ...everywhere(rule("impersonate", "users")),
      ],
      ways: ["impersonate"],
    },
    {
      title: "near miss: a service account is no user to impersonate",
      objects: [...BOSS, ...everywhere(rule("impersonate", "users"))],
      ways: [],
    },
    {
      title: "the group system:masters together with some user",
      objects: everywhere(
        rule("impersonate", "groups", named("system:masters")),
        rule("impersonate", "users", named("ann")),
      ),
      ways: ["impersonate"],
    },
    {
      title: "near miss: a group without a user is refused",
      objects: everywhere(rule("impersonate", "groups")),
      ways: [],
    },
    {
      title: "near miss: users and groups are not of a namespace",
      objects: inside("s", rule("impersonate", "groups users")),
      ways: [],
    },
    {
      title: "constrained impersonation is not sure",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("impersonate:serviceaccount", "serviceaccounts", {
            apiGroups: ["authentication.k8s.io"],
          }),
        ),
      ],
      ways: ["impersonate ?"],
    },
    {
      title: "near miss: constrained impersonation before it is there",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("impersonate:serviceaccount", "serviceaccounts", {
            apiGroups: ["authentication.k8s.io"],
          }),
        ),
      ],
      kubernetesVersion: "v1.35",
      ways: [],
    },
    {
      title: "a token by request",
      objects: [...BOSS, ...inside("t", rule("create", "serviceaccounts/token"))],
      ways: ["create-token"],
    },
    {
      title: "a token of every account of the cluster",
      objects: [...BOSS, ...everywhere(rule("create", "serviceaccounts/token"))],
      ways: ["create-token"],
    },
    {
      title: "near miss: creating accounts gives no token",
      objects: [...BOSS, ...inside("t", rule("create", "serviceaccounts"))],
      ways: [],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});

describe("secrets", () => {
  const token = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name: "boss-token",
      namespace: "t",
      annotations: { "kubernetes.io/service-account.name": "boss" },
    },
    type: "kubernetes.io/service-account-token",
  };
  test.each<EscalationCase>([
    {
      title: "all of the cluster by list",
      objects: everywhere(rule("list", "secrets")),
      goal: "secrets",
      ways: ["read-secrets"],
    },
    {
      title: "near miss: those of a namespace are not those of the cluster",
      objects: inside("t", rule("get list watch", "secrets")),
      goal: "secrets",
      ways: [],
    },
    {
      title: "a token in a Secret",
      objects: [...BOSS, token, ...inside("t", rule("watch", "secrets"))],
      ways: ["read-secrets"],
    },
    {
      title: "a token in a Secret, by its name",
      objects: [...BOSS, token, ...inside("t", rule("get", "secrets", named("boss-token")))],
      ways: ["read-secrets"],
    },
    {
      title: "near miss: another name",
      objects: [...BOSS, token, ...inside("t", rule("get", "secrets", named("other")))],
      ways: [],
    },
    ...["patch", "delete", "deletecollection"].map((verb) => ({
      title: `a token in a Secret, by the answer to ${verb}`,
      objects: [...BOSS, token, ...inside("t", rule(verb, "secrets"))],
      ways: ["read-secrets"],
    })),
    ...["patch", "delete"].map((verb) => ({
      title: `a token in a Secret, by the answer to ${verb} by its name`,
      objects: [...BOSS, token, ...inside("t", rule(verb, "secrets", named("boss-token")))],
      ways: ["read-secrets"],
    })),
    {
      title: "near miss: the deletion of a collection has no name",
      objects: [
        ...BOSS,
        token,
        ...inside("t", rule("deletecollection", "secrets", named("boss-token"))),
      ],
      ways: [],
    },
    {
      title: "near miss: an update answers with what was sent",
      objects: [...BOSS, token, ...inside("t", rule("update", "secrets"))],
      ways: [],
    },
    {
      title: "a Secret made to be filled with a token, read by a patch",
      objects: [...BOSS, ...inside("t", rule("create patch", "secrets"))],
      ways: ["read-secrets > create-token-secret"],
    },
    {
      title: "near miss: creating and updating read nothing",
      objects: [...BOSS, ...inside("t", rule("create update", "secrets"))],
      ways: [],
    },
    {
      title: "a Secret made to be filled with a token",
      objects: [...BOSS, ...inside("t", rule("create get", "secrets"))],
      ways: ["read-secrets > create-token-secret"],
    },
    {
      title: "the same, read by a name that is free",
      objects: [
        ...BOSS,
        ...inside("t", rule("create", "secrets"), rule("get", "secrets", named("free"))),
      ],
      ways: ["create-token-secret"],
    },
    {
      title: "near miss: creating without reading",
      objects: [...BOSS, ...inside("t", rule("create", "secrets"))],
      ways: [],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});

describe("certificates", () => {
  const certificates = { apiGroups: ["certificates.k8s.io"] };
  const request = rule("create", "certificatesigningrequests", certificates);
  const approval = rule("update", "certificatesigningrequests/approval", certificates);
  const approve = (...names: readonly string[]) =>
    rule("approve", "signers", { ...certificates, ...(names.length > 0 ? named(...names) : {}) });
  test.each<EscalationCase>([
    {
      title: "a client of any name, by the signer's domain",
      objects: [...BOSS, ...everywhere(request, approval, approve("kubernetes.io/*"))],
      ways: ["approve-certificate"],
    },
    {
      title: "near miss: another signer",
      objects: [...BOSS, ...everywhere(request, approval, approve("example.com/client"))],
      ways: [],
    },
    {
      title: "near miss: approving without requesting",
      objects: [...BOSS, ...everywhere(approval, approve())],
      ways: [],
    },
    {
      title: "near miss: approve without writing the approval",
      objects: [...BOSS, ...everywhere(request, approve())],
      ways: [],
    },
    {
      title: "requesting as oneself, approving as another that one may be",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        role("approver", approval, approve()),
        binding("approver", "ClusterRole approver", account("s/approver")),
        ...everywhere(request, rule("create", "serviceaccounts/token", named("approver"))),
      ],
      ways: ["create-token > approve-certificate", "create-token > approve-node-certificate"],
    },
    {
      title: "signing takes a key that RBAC does not give",
      objects: [
        ...BOSS,
        ...everywhere(
          rule("update", "certificatesigningrequests/status", certificates),
          rule("sign", "signers", {
            ...certificates,
            ...named("kubernetes.io/kube-apiserver-client"),
          }),
        ),
      ],
      ways: ["sign-certificate ?"],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});
