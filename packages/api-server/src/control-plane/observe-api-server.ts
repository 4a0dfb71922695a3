import { lookup } from "node:dns/promises";
import { type JsonObject, type JsonValue, objectAt, textAt } from "@watertight/core/kubernetes";
import { hostOf } from "../kubeconfig/proxy.ts";
import { parseJson } from "../requests/json.ts";
import type { Probe, Probed } from "./probe.ts";

/** A fact that was seen, or a clause on why it was not. */
export type Observed = { readonly value: JsonValue } | { readonly unknown: string };

/** What an API server shows of itself, by the names of facts. */
export type ApiServerFacts = Readonly<Record<string, Observed>>;

/** Finds out what an API server shows of itself to this identity and to nobody; nothing is changed by it. */
export async function observeApiServer(
  probe: Probe,
  url: URL,
  version: string,
): Promise<ApiServerFacts> {
  const [tried, flags, profiling, authorization, addresses] = await Promise.all([
    tryAnonymously(probe),
    flagsOf(probe),
    profilingOf(probe),
    authorizationOf(probe),
    addressesOf(url),
  ]);
  const isShown = version !== "";
  return {
    addresses,
    ...tried,
    authorization,
    flags,
    profiling,
    version: isShown ? { value: version } : { unknown: "the server does not say it" },
  };
}

/** What nobody should read, and below it what is open on purpose: where that is refused by name, others may be too. */
const TRIED = [
  "/api",
  "/api/v1/namespaces?limit=1",
  "/api/v1/nodes?limit=1",
  "/metrics",
  "/livez",
  "/version",
] as const;

async function tryAnonymously(
  probe: Probe,
): Promise<Readonly<Record<"anonymous" | "certificates", Observed>>> {
  const answers: (readonly [string, Probed])[] = [];
  // One by one: whoever asks without credentials is not to look like an attack.
  for (const path of TRIED) {
    answers.push([path.replace(/[?].*$/, ""), await probe({ path, as: "nobody", accept: "*/*" })]);
  }
  const said = answers.flatMap(([path, probed]) =>
    "status" in probed ? [[path, probed.status] as const] : [],
  );
  const [, first] = answers[0] ?? [];
  const certificates = answers.flatMap(([, probed]) =>
    "certificates" in probed && probed.certificates.length > 0 ? [probed.certificates] : [],
  )[0];
  const failure = first && "failure" in first ? first.failure : "it does not answer";
  return {
    anonymous: said.length > 0 ? { value: Object.fromEntries(said) } : { unknown: failure },
    certificates: certificates
      ? { value: certificates }
      : { unknown: said.length > 0 ? "the server was asked without TLS" : failure },
  };
}

/**
 * The structured form that 1.36 has, and since when it is on by default (k8s.io/apiserver/pkg/server/flagz); the text of older ones is
 * made not to be read by programs.
 */
const FLAGZ = ["v1beta1", "v1alpha1"]
  .map((version) => `application/json;g=config.k8s.io;v=${version};as=Flagz`)
  .join(", ");

async function flagsOf(probe: Probe): Promise<Observed> {
  const probed = await probe({ path: "/flagz", as: "caller", accept: FLAGZ });
  if ("failure" in probed) return { unknown: `GET /flagz fails: ${probed.failure}` };
  if (probed.status !== 200) return { unknown: `GET /flagz is ${refusal(probed.status)}` };
  const flags = objectAt(parseJson(probed.text), "flags");
  if (Object.keys(flags).length === 0) return { unknown: "GET /flagz lists no flags" };
  const texts = Object.entries(flags).filter(([, value]) => typeof value === "string");
  return { value: Object.fromEntries(texts) };
}

function refusal(status: number): string {
  if (status === 403) return "not allowed; rbac-needed prints the role that gives it";
  if (status === 404 || status === 406) return "not served: the server does not list its flags";
  return `answered with status ${status}`;
}

async function profilingOf(probe: Probe): Promise<Observed> {
  const probed = await probe({ path: "/debug/pprof/", as: "caller", accept: "*/*" });
  if ("failure" in probed) return { unknown: `GET /debug/pprof/ fails: ${probed.failure}` };
  if (probed.status === 200) return { value: true };
  if (probed.status === 404) return { value: false };
  return {
    unknown:
      probed.status === 403
        ? "GET /debug/pprof/ is not allowed; rbac-needed prints the role that gives it"
        : `GET /debug/pprof/ is answered with status ${probed.status}`,
  };
}

/** A user of no group whom no binding can mean: who lets him read Secrets lets everybody. */
const STRANGER = "watertight:somebody-without-any-rights";

async function authorizationOf(probe: Probe): Promise<Observed> {
  const review: JsonObject = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: STRANGER,
      resourceAttributes: { verb: "list", resource: "secrets", version: "v1" },
    },
  };
  const probed = await probe({
    path: "/apis/authorization.k8s.io/v1/subjectaccessreviews",
    as: "caller",
    body: JSON.stringify(review),
  });
  if ("failure" in probed) return { unknown: `a SubjectAccessReview fails: ${probed.failure}` };
  const status = objectAt(parseJson(probed.text), "status");
  if (typeof status["allowed"] !== "boolean") {
    return {
      unknown:
        probed.status === 403
          ? "a SubjectAccessReview is not allowed; rbac-needed prints the role that gives it"
          : `a SubjectAccessReview is answered with status ${probed.status}`,
    };
  }
  return { value: { allowed: status["allowed"], reason: textAt({ status }, "status", "reason") } };
}

async function addressesOf(url: URL): Promise<Observed> {
  try {
    const found = await lookup(hostOf(url), { all: true });
    return { value: found.map(({ address }) => address) };
  } catch {
    return { unknown: `the name ${hostOf(url)} has no address here` };
  }
}
