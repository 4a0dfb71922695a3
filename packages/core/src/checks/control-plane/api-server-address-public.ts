import { API_SERVER_FACTS } from "../../control-plane/index.ts";
import { textsAt } from "../../kubernetes/json-fields.ts";
import { isInternetAddress } from "../../network/address-scopes.ts";
import { parseAddress } from "../../network/addresses.ts";
import { factOf, factPath } from "../../snapshot/facts.ts";
import type { ObjectCheck } from "../check.ts";
import { apiServerFacts } from "../writing/observed-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** The API server has no address of the internet. */
export const apiServerAddressPublic: ObjectCheck = {
  on: "object",
  kinds: [API_SERVER_FACTS],
  id: "api-server-address-public",
  title: "API server at a public address",
  topic: "control-plane",
  severity: "medium",
  description:
    "The API server was reached at an address that is routed on the internet. What else stands before it is not seen from here, and may be a list of addresses that are let through; without one everybody tries stolen credentials, and the next flaw before authentication, from anywhere.",
  remediation:
    "Give the API server a private endpoint and close the public one, or let only addresses of your own through.",
  references: referencesTo({ "mitre-attack": ["T1190", "T1133"] }),

  *evaluate({ object }) {
    for (const [index, text] of textsAt(object, "spec", "addresses", "value").entries()) {
      const address = parseAddress(text);
      if (!address || !isInternetAddress(address)) continue;
      yield {
        path: factPath("addresses", index),
        message: `address ${text} is one of the internet`,
      };
    }
  },
  *notAssessable({ object }) {
    const fact = factOf(object, "addresses");
    if (fact && "unknown" in fact) yield { path: factPath("addresses"), reason: fact.unknown };
  },

  examples: {
    violating: [
      {
        title: "one address of two is public",
        objects: [apiServerFacts({ addresses: { value: ["10.0.0.4", "20.50.2.7"] } })],
        violations: [
          "APIServer/10.0.0.4:6443 spec.addresses.value[1]: address 20.50.2.7 is one of the internet",
        ],
      },
    ],
    compliant: [
      {
        title: "private addresses, and a name that has none here",
        objects: [
          apiServerFacts({ addresses: { value: ["10.0.0.4", "fd00::4"] } }),
          apiServerFacts({ addresses: { unknown: "the name k.example.com has no address here" } }),
        ],
      },
    ],
  },
};
