import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

/** Names that an issuer gives are none of the cluster's own. */
export const tokenIssuerNamesUnprefixed: ObjectCheck = {
  on: "object",
  kinds: ["apiserver.config.k8s.io/AuthenticationConfiguration"],
  id: "token-issuer-names-unprefixed",
  title: "Names of a token issuer without a prefix",
  topic: "control-plane",
  severity: "medium",
  description:
    "What the issuer's tokens say stands for itself: whoever administers groups there, or may create one, can name one as the cluster names its own, for instance like a group that a binding makes cluster-admin, and a user like a component. Rules for users that speak of `system:` names are taken to refuse them, and expressions to make names that are none of the cluster's.",
  remediation:
    "Set `claimMappings.groups.prefix` and `claimMappings.username.prefix`, and refuse the rest with `userValidationRules: [{expression: \"!user.username.startsWith('system:') && user.groups.all(group, !group.startsWith('system:'))\"}]`.",
  references: referencesTo({ "mitre-attack": ["T1078", "T1098"] }),

  *evaluate({ object }) {
    for (const [index, issuer] of listAt(object, "jwt").entries()) {
      if (refusesOwnNames(issuer)) continue;
      for (const [field, names] of MAPPINGS) {
        const { claim, prefix } = objectAt(issuer, "claimMappings", field);
        if (typeof claim !== "string" || claim === "" || prefix !== "") continue;
        // An address of e-mail is no name of the cluster's.
        if (claim === "email") continue;
        const path = ["jwt", index, "claimMappings", field, "prefix"];
        const url = textAt(issuer, "issuer", "url");
        yield { path, message: `takes ${names} of ${url} without a prefix` };
      }
    }
  },

  examples: {
    violating: [
      {
        title: "groups and names as they are",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AuthenticationConfiguration",
            jwt: [
              {
                issuer: { url: "https://login.example.com", audiences: ["cluster"] },
                claimMappings: {
                  username: { claim: "sub", prefix: "" },
                  groups: { claim: "groups", prefix: "" },
                },
              },
            ],
          },
        ],
        violations: [
          "AuthenticationConfiguration/ jwt[0].claimMappings.username.prefix: takes user names of https://login.example.com without a prefix",
          "AuthenticationConfiguration/ jwt[0].claimMappings.groups.prefix: takes groups of https://login.example.com without a prefix",
        ],
      },
    ],
    compliant: [
      {
        title: "prefixes, and a rule that refuses the cluster's own names",
        objects: [
          {
            apiVersion: "apiserver.config.k8s.io/v1",
            kind: "AuthenticationConfiguration",
            jwt: [
              {
                issuer: { url: "https://login.example.com", audiences: ["cluster"] },
                claimMappings: {
                  username: { claim: "email", prefix: "" },
                  groups: { claim: "groups", prefix: "oidc:" },
                },
              },
              {
                issuer: { url: "https://ci.example.com", audiences: ["cluster"] },
                claimMappings: {
                  username: { claim: "sub", prefix: "ci:" },
                  groups: { claim: "groups", prefix: "" },
                },
                userValidationRules: [
                  { expression: "user.groups.all(group, !group.startsWith('system:'))" },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
};

const MAPPINGS = [
  ["username", "user names"],
  ["groups", "groups"],
] as const;

function refusesOwnNames(issuer: JsonValue): boolean {
  return listAt(issuer, "userValidationRules").some((rule) =>
    textAt(rule, "expression").includes("system:"),
  );
}
