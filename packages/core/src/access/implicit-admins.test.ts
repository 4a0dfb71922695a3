import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binding, group, user } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { readAwsMappings } from "./aws-auth.ts";
import { implicitAdminsOf } from "./implicit-admins.ts";

const ADMIN = "arn:aws:iam::111122223333:role/admin";

function awsAuth(data: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "aws-auth", namespace: "kube-system" },
    data,
  };
}

function adminsOf(...objects: readonly KubernetesObject[]): readonly string[] {
  return implicitAdminsOf(wholeSnapshotOf(objects)).admins.map(({ by, name }) => `${by} ${name}`);
}

describe("mapRoles and mapUsers", () => {
  test.each([
    [
      "a list as kubectl edit shows it",
      `- rolearn: ${ADMIN}\n  username: admin\n  groups:\n    - system:masters\n`,
    ],
    [
      "a list whose items stand under the key",
      `- groups:\n  - system:masters\n  rolearn: ${ADMIN}\n  username: admin\n`,
    ],
    [
      "a list on one line, quoted",
      `- rolearn: "${ADMIN}" # the boss\n  username: 'admin'\n  groups: ["system:masters"]`,
    ],
    [
      "JSON as CDK writes it",
      `[{"rolearn":"${ADMIN}","username":"admin","groups":["system:masters"]}]`,
    ],
    [
      "indented as a whole",
      `  - rolearn: ${ADMIN}\n    username: admin\n    groups:\n      - system:masters`,
    ],
  ])("%s", (_, text) => {
    expect(readAwsMappings(text, "mapRoles")).toEqual({
      mappings: [{ arn: ADMIN, username: "admin", groups: ["system:masters"] }],
      problems: [],
    });
  });

  test("entries that never match anybody are named, and the others still count", () => {
    const text = [
      "- roleARN: arn:aws:iam::111122223333:role/a",
      "  groups: [system:masters]",
      "- rolearn: arn:aws:iam::111122223333:role/team/b",
      "- rolearn: arn:aws:sts::111122223333:assumed-role/c/d",
      "- rolearn: admin",
      `- rolearn: ${ADMIN}`,
    ].join("\n");
    expect(readAwsMappings(text, "mapRoles")).toEqual({
      mappings: [{ arn: ADMIN, username: "", groups: [] }],
      problems: [
        "mapRoles[0] has no rolearn; its spelling is all lower case.",
        "mapRoles[1] names arn:aws:iam::111122223333:role/team/b with the role's path, which never matches; leave the path out.",
        "mapRoles[2] names the session arn:aws:sts::111122223333:assumed-role/c/d; the ARN of the role itself is meant.",
        "mapRoles[3] has the rolearn admin, which is no ARN of a role or user.",
      ],
    });
  });

  test("what is no list is said to be none", () => {
    const problems = ["rolearn: x", "- [", "{}", "- a: b\n   c"].map(
      (text) => readAwsMappings(text, "mapUsers").problems,
    );
    expect(problems).toEqual(
      Array.from({ length: 4 }, () => ["mapUsers cannot be read as a list of mappings."]),
    );
    expect(readAwsMappings("", "mapUsers")).toEqual({ mappings: [], problems: [] });
  });

  test("any text is read or refused", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("-", " ", "\n", ":", "a", "[", "]", '"', "#") }),
        (text) => {
          expect(readAwsMappings(text, "mapRoles").mappings).toEqual([]);
        },
      ),
    );
  });
});

describe("who is cluster-admin by how the cluster was made", () => {
  test("the roles and users that aws-auth puts into system:masters", () => {
    const map = awsAuth({
      mapRoles: `- rolearn: ${ADMIN}\n  groups: [system:masters]\n- rolearn: arn:aws:iam::111122223333:role/node\n  groups: [system:nodes]`,
      mapUsers: "- userarn: arn:aws:iam::111122223333:user/ann\n  groups:\n    - system:masters",
    });
    expect(adminsOf(map)).toEqual([
      `aws-auth ${ADMIN}`,
      "aws-auth arn:aws:iam::111122223333:user/ann",
    ]);
    const { notShown, malformed } = implicitAdminsOf(wholeSnapshotOf([map]));
    expect(notShown).toEqual([expect.stringMatching(/^On EKS whoever created the cluster/)]);
    expect(malformed).toEqual([]);
  });

  test("a field of another name and whole accounts of AWS are told", () => {
    const { malformed } = implicitAdminsOf(
      wholeSnapshotOf([awsAuth({ maproles: "", mapAccounts: "- '111122223333'" })]),
    );
    expect(malformed.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
      "data.maproles: maproles is not a field that the authenticator reads; they are mapRoles, mapUsers, mapAccounts.",
      "data.mapAccounts: mapAccounts lets every identity of whole AWS accounts in, each under its own name.",
    ]);
  });

  test("the same ConfigMap elsewhere means nothing", () => {
    const map = {
      ...awsAuth({ mapRoles: `- rolearn: ${ADMIN}\n  groups: [system:masters]` }),
      metadata: { name: "aws-auth", namespace: "a" },
    };
    expect(adminsOf(map)).toEqual([]);
  });

  test("access entries, as eksctl and the controllers have them", () => {
    const policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
    const view = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    const objects = [
      {
        apiVersion: "eksctl.io/v1alpha5",
        kind: "ClusterConfig",
        metadata: { name: "c" },
        accessConfig: {
          accessEntries: [
            { principalARN: ADMIN, accessPolicies: [{ policyARN: policy }] },
            { principalARN: "arn:other", accessPolicies: [{ policyARN: view }] },
          ],
        },
      },
      {
        apiVersion: "eks.services.k8s.aws/v1alpha1",
        kind: "AccessEntry",
        metadata: { name: "e" },
        spec: { principalARN: "arn:ack", accessPolicies: [{ policyARN: policy }] },
      },
      {
        apiVersion: "eks.aws.upbound.io/v1beta1",
        kind: "AccessPolicyAssociation",
        metadata: { name: "x" },
        spec: { forProvider: { principalArn: "arn:crossplane", policyArn: policy } },
      },
    ];
    expect(adminsOf(...objects)).toEqual([
      "access-entry arn:ack",
      "access-entry arn:crossplane",
      `access-entry ${ADMIN}`,
    ]);
  });

  test("groups that kubeadm, AKS and GKE bind, and only those", () => {
    expect(
      adminsOf(
        binding(
          "kubeadm:cluster-admins",
          "ClusterRole cluster-admin",
          group("kubeadm:cluster-admins"),
        ),
        binding("aks-cluster-admin-binding-aad", "ClusterRole cluster-admin", group("0f1e2d3c")),
        binding("gke", "ClusterRole cluster-admin", group("gke-security-groups@shop.example")),
        binding("gke-view", "ClusterRole view", group("gke-security-groups@shop.example")),
        binding("mine", "ClusterRole cluster-admin", user("ann")),
      ),
    ).toEqual([
      "admin-group kubeadm:cluster-admins",
      "admin-group 0f1e2d3c",
      "admin-group gke-security-groups@shop.example",
    ]);
  });
});
