import { builtInChecks } from "@watertight/core/checks";
import { expect, test } from "vitest";
import { WRONG_KUBELET } from "../nodes/kubelet-settings.ts";
import { ETCDS, WRONG_COMPONENT_CHECKS } from "./component-flags.ts";
import { WRONG } from "./control-plane-flags.ts";

/*
 * Which checks of the control plane a live one shows, failing and passing: the lists that the tests beside start programs by.
 */

/** Shown by tests of their own in `control-plane-facts.test.ts`. */
const OWN_TESTS = [
  "api-server-always-allow",
  "api-server-reads-anonymous",
  "certificate-expired",
  "certificate-expires-soon",
];

const GONE = "no version that starts has the flag any more";
const FILE = "is said of a file that no server shows; its examples are such files";

/** What no live control plane of a test shows, and why; their examples are manifests and files. */
const NOT_LIVE: Readonly<Record<string, string>> = {
  "api-server-address-public": "no test has an address of the internet",
  "api-server-basic-auth": GONE,
  "api-server-insecure-address": GONE,
  "api-server-insecure-port": GONE,
  "api-server-kubelet-https-off": GONE,
  "api-server-secure-port-off": "no version starts without its port",
  "api-server-service-account-key-missing": "no version starts without a key to sign by",
  "api-server-tls-certificate-missing":
    "one that signs its own certificate shows nothing to who verifies it",
  "audit-policy-records-secrets": FILE,
  "audit-policy-rule-ineffective": FILE,
  "audit-policy-silent": FILE,
  "authorizer-webhook-fails-open": FILE,
  "certificate-key-weak":
    "whoever asks today ends a handshake with such a key; a unit test has one of openssl's making",
  "controller-manager-insecure-port": GONE,
  "etcd-ca-shared": "is of the one path at which kubeadm keeps the authority",
  "kube-proxy-metrics-open": "is shown by its pod or its ConfigMap, as manifests do",
  "kubelet-certificate-missing":
    "one that signs its own certificate is shown no credentials, and is not assessable",
  "scheduler-insecure-port": GONE,
  "token-issuer-names-unprefixed": FILE,
};

test("every check of the control plane is shown by a live one, failing and passing, or says why none shows it", () => {
  const all = builtInChecks().filter(({ topic }) => topic === "control-plane");
  const live = [
    ...WRONG.flatMap(({ checks }) => checks),
    ...WRONG_COMPONENT_CHECKS,
    ...new Set(ETCDS.flatMap(({ checks }) => checks)),
    ...WRONG_KUBELET.checks,
    ...OWN_TESTS,
  ];
  const told = [...live, ...Object.keys(NOT_LIVE)];
  expect(told.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});
