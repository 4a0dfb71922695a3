import { X509Certificate } from "node:crypto";
import { API_SERVER_FACTS } from "@watertight/core/control-plane";
import {
  type FieldPath,
  formatFieldPath,
  groupOf,
  type KubernetesObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import {
  type FactPlace,
  objectOfFacts,
  type PlacedFact,
  type Snapshot,
  type SnapshotObject,
  type SourceObject,
} from "@watertight/core/snapshot";

/** Certificates that stand in a field together. */
interface Bundle {
  readonly path: FieldPath;
  /** PEM. */
  readonly text: string;
  /** `any`: one that is good is enough, as of authorities; `first`: the first is the one that is shown; `each`: all have to be good. */
  readonly needs: "any" | "each" | "first";
}

/** A bundle of more authorities is one of the world's, in which old ones are no news. */
const LONGEST_BUNDLE = 20;

/**
 * The same snapshot with a `Certificate` of the facts' group for each field that holds certificates: of webhooks, API services,
 * conversions, trust bundles, ConfigMaps, TLS Secrets and of an API server that was asked. `today` is a day as `2026-07-01`.
 */
export function withCertificates(snapshot: Snapshot, today: string): Snapshot {
  const now = Date.parse(`${today}T00:00:00Z`);
  const known = new Set<string>();
  const added = snapshot.objects.flatMap((entry) =>
    bundlesOf(entry.object).flatMap((bundle) => {
      // An authority that every namespace has a copy of is one.
      if (known.has(bundle.text)) return [];
      known.add(bundle.text);
      return certificateOf(entry, bundle, now);
    }),
  );
  return added.length === 0 ? snapshot : snapshot.with({ added });
}

type Finder = (object: KubernetesObject) => readonly Bundle[];

const FINDERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ["/ConfigMap", configMapBundles],
  ["/Secret", secretBundles],
  [API_SERVER_FACTS, servedBundles],
  ["admissionregistration.k8s.io/MutatingWebhookConfiguration", webhookBundles],
  ["admissionregistration.k8s.io/ValidatingWebhookConfiguration", webhookBundles],
  [
    "apiextensions.k8s.io/CustomResourceDefinition",
    authority("spec", "conversion", "webhook", "clientConfig", "caBundle"),
  ],
  ["apiregistration.k8s.io/APIService", authority("spec", "caBundle")],
  [
    "certificates.k8s.io/ClusterTrustBundle",
    (object) => bundleAt(textAt(object, "spec", "trustBundle"), ["spec", "trustBundle"]),
  ],
]);

function bundlesOf(object: KubernetesObject): readonly Bundle[] {
  return FINDERS.get(`${groupOf(object)}/${object.kind}`)?.(object) ?? [];
}

function authority(...path: readonly string[]): Finder {
  return (object) => bundleAt(decoded(textAt(object, ...path)), path);
}

function webhookBundles(object: KubernetesObject): readonly Bundle[] {
  return listAt(object, "webhooks").flatMap((webhook, index) =>
    bundleAt(decoded(textAt(webhook, "clientConfig", "caBundle")), [
      ...["webhooks", index, "clientConfig", "caBundle"],
    ]),
  );
}

function configMapBundles(object: KubernetesObject): readonly Bundle[] {
  return Object.entries(objectAt(object, "data")).flatMap(([key, value]) =>
    typeof value === "string" && isPem(value) ? bundleAt(value, ["data", key]) : [],
  );
}

/** What a server shows stands first in it, then what vouches for that. */
function secretBundles(object: KubernetesObject): readonly Bundle[] {
  const key = "tls.crt";
  const given = textAt(object, "stringData", key);
  const text = given || decoded(textAt(object, "data", key));
  if (!isPem(text)) return [];
  return bundleAt(text, [given ? "stringData" : "data", key], "first");
}

function servedBundles(object: KubernetesObject): readonly Bundle[] {
  const text = textsAt(object, "spec", "certificates", "value").join("");
  return text === "" ? [] : bundleAt(text, ["spec", "certificates"], "each");
}

function bundleAt(
  text: string,
  path: FieldPath,
  needs: Bundle["needs"] = "any",
): readonly Bundle[] {
  return text === "" ? [] : [{ text, path, needs }];
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("latin1");
}

function isPem(text: string): boolean {
  return text.trimStart().startsWith("-----BEGIN CERTIFICATE-----");
}

function certificateOf(
  entry: SnapshotObject,
  bundle: Bundle,
  now: number,
): readonly SourceObject[] {
  const { object, origin, locate, reference } = entry;
  const { kind, namespace, name } = reference;
  const found = certificatesIn(bundle.text);
  if (found.length > LONGEST_BUNDLE) return [];
  const decisive = found.length === 0 ? undefined : decisiveOf(found, bundle.needs);
  const field = entry.pathText?.(bundle.path) ?? formatFieldPath(bundle.path);
  const at: FactPlace = {
    document: { value: object, origin, locate },
    path: bundle.path,
    name: field,
  };
  const owner = [kind, namespace, name].filter((part) => part !== undefined).join("/");
  return [
    objectOfFacts({
      kind: "Certificate",
      name: `${owner}/${formatFieldPath(bundle.path)}`,
      at,
      facts: new Map(factsOf(decisive, now).map(([key, fact]) => [key, { ...fact, at }])),
    }),
  ];
}

type Facts = readonly (readonly [
  string,
  Pick<PlacedFact, never> & ({ readonly value: string | number } | { readonly unknown: string }),
])[];

function factsOf(certificate: X509Certificate | undefined, now: number): Facts {
  if (!certificate) {
    const unknown = { unknown: "no certificate can be read there" };
    return [
      ["daysLeft", unknown],
      ["key", unknown],
    ];
  }
  const expires = Date.parse(certificate.validTo);
  return [
    ["daysLeft", { value: Math.floor((expires - now) / DAY) }],
    ["expires", { value: new Date(expires).toISOString().slice(0, 10) }],
    ["key", keyOf(certificate)],
    ["subject", { value: subjectOf(certificate) }],
  ];
}

const DAY = 86_400_000;

function keyOf({ publicKey }: X509Certificate): Facts[number][1] {
  try {
    const { asymmetricKeyType: type = "", asymmetricKeyDetails: details } = publicKey;
    const bits = details?.modulusLength;
    return { value: bits === undefined ? type.toUpperCase() : `${type.toUpperCase()} ${bits}` };
  } catch {
    return { unknown: "its key is of a kind that cannot be read" };
  }
}

/** On one line, as people write it. */
function subjectOf({ subject }: X509Certificate): string {
  // One without a name has none, whatever the types say.
  return ((subject as string | undefined) ?? "").split("\n").join(", ");
}

function decisiveOf(
  [first, ...others]: readonly X509Certificate[],
  needs: Bundle["needs"],
): X509Certificate | undefined {
  if (needs === "first") return first;
  const sign = needs === "any" ? 1 : -1;
  let decisive = first;
  for (const each of others) {
    if (decisive && sign * (Date.parse(each.validTo) - Date.parse(decisive.validTo)) > 0)
      decisive = each;
  }
  return decisive;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]{1,65536}-----END CERTIFICATE-----/g;

/** Blocks that are no certificate are passed over. */
function certificatesIn(text: string): readonly X509Certificate[] {
  return (text.match(BLOCK) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });
}
