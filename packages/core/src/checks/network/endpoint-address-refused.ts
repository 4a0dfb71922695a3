import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import { containsRange, parseAddress, parseCidr } from "../../network/addresses.ts";
import type { ObjectCheck } from "../check.ts";
import { referencesTo } from "../writing/references.ts";

// As ValidateEndpointIP of pkg/apis/core/validation, which both kinds are held against.
const REFUSED = [
  ["unspecified", ["0.0.0.0/32", "::/128"]],
  ["loopback", ["127.0.0.0/8", "::1/128"]],
  ["link-local", ["169.254.0.0/16", "fe80::/10"]],
  ["link-local multicast", ["224.0.0.0/24", "ff02::/16"]],
] as const;

/** Endpoints lead to addresses that the API server takes. */
export const endpointAddressRefused: ObjectCheck = {
  on: "object",
  kinds: ["discovery.k8s.io/EndpointSlice", "Endpoints"],
  id: "endpoint-address-refused",
  title: "Endpoint with a loopback or link-local address",
  topic: "network",
  severity: "medium",
  description:
    "A Service with the endpoint `127.0.0.1` or `169.254.169.254` leads to services that listen on localhost of the node, or to the node's cloud credentials. The API server rejects loopback and link-local addresses; versions before 1.21.1 accepted them in EndpointSlices (CVE-2021-25737).",
  remediation:
    "Set the address of the program in the network, or let a selector of the Service find its pods.",
  references: referencesTo({ "mitre-attack": ["T1552.005"], "ms-threat-matrix": ["MS-TA9033"] }),
  aliases: ["datree:34", "datree:ENDPOINTSLICE_CVE2021_25373_INCORRECT_ADDRESSES_VALUE"],

  *evaluate({ object }) {
    for (const { path, address } of addressesOf(object)) {
      const kind = kindOfAddress(address);
      if (kind === undefined) continue;
      yield { path, message: `address ${address} is ${kind}` };
    }
  },

  examples: {
    violating: [
      {
        title: "the node itself and the cloud's metadata, in either kind",
        objects: [
          {
            apiVersion: "discovery.k8s.io/v1",
            kind: "EndpointSlice",
            metadata: { name: "web-1" },
            addressType: "IPv4",
            endpoints: [{ addresses: ["10.1.2.3"] }, { addresses: ["127.0.0.1"] }],
          },
          {
            apiVersion: "v1",
            kind: "Endpoints",
            metadata: { name: "cloud" },
            subsets: [
              {
                addresses: [{ ip: "169.254.169.254" }],
                notReadyAddresses: [{ ip: "::1" }],
                ports: [{ port: 80 }],
              },
            ],
          },
        ],
        violations: [
          "EndpointSlice/web-1 endpoints[1].addresses[0]: address 127.0.0.1 is loopback",
          "Endpoints/cloud subsets[0].addresses[0].ip: address 169.254.169.254 is link-local",
          "Endpoints/cloud subsets[0].notReadyAddresses[0].ip: address ::1 is loopback",
        ],
      },
    ],
    compliant: [
      {
        title: "addresses of a network, and a name",
        objects: [
          {
            apiVersion: "discovery.k8s.io/v1",
            kind: "EndpointSlice",
            metadata: { name: "web-1" },
            addressType: "IPv4",
            endpoints: [{ addresses: ["10.1.2.3"] }],
          },
          {
            apiVersion: "discovery.k8s.io/v1",
            kind: "EndpointSlice",
            metadata: { name: "db-1" },
            addressType: "FQDN",
            endpoints: [{ addresses: ["db.example.com"] }],
          },
        ],
      },
    ],
  },
};

interface EndpointAddress {
  readonly path: FieldPath;
  readonly address: string;
}

function* addressesOf(object: JsonValue): Generator<EndpointAddress> {
  for (const [index, endpoint] of listAt(object, "endpoints").entries()) {
    for (const [at, address] of listAt(endpoint, "addresses").entries()) {
      if (typeof address !== "string") continue;
      yield { path: ["endpoints", index, "addresses", at], address };
    }
  }
  for (const [index, subset] of listAt(object, "subsets").entries()) {
    for (const field of ["addresses", "notReadyAddresses"]) {
      for (const [at, entry] of listAt(subset, field).entries())
        yield { path: ["subsets", index, field, at, "ip"], address: textAt(entry, "ip") };
    }
  }
}

function kindOfAddress(text: string): string | undefined {
  const address = parseAddress(text);
  if (!address) return undefined;
  const { family, value } = address;
  const single = { family, first: value, last: value };
  return REFUSED.find(([, ranges]) =>
    ranges.some((range) => {
      const outer = parseCidr(range);
      return outer !== undefined && containsRange(outer, single);
    }),
  )?.[0];
}
