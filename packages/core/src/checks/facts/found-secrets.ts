import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import {
  type FoundSecret,
  secretsAssigned,
  secretsInText,
  secretUnderKey,
} from "../../secrets/find.ts";
import type { SecretFormat } from "../../secrets/secret-format.ts";
import { rememberingEach } from "../../snapshot/remembering.ts";
import type { CheckParameters } from "../parameters.ts";

/** A text of an object with what gives it a meaning. */
export interface TextOfObject {
  readonly path: FieldPath;
  readonly text: string;
  /** How messages name it: `data key "DB"`. */
  readonly label: string;
  /** The key that the whole text is the value of; absent where it is none. */
  readonly key?: string;
  /** Whether the text may assign values to keys of its own, as settings files and commands do. */
  readonly assigns?: true;
  readonly container?: string;
}

/** Tells the secrets in the texts of what a check is asked about. */
type TellSecrets<Subject> = (subject: Subject, cluster: Cluster) => Iterable<Violation>;

/**
 * Makes a function that finds the secrets in the texts of an object or pod, each value once a text and never told: by their form, by
 * the key of the text, by keys inside it. Where there are several worlds, the texts are read once.
 */
export function tellingSecrets<Subject extends object>(
  textsOf: (subject: Subject) => Iterable<TextOfObject>,
  formats: readonly SecretFormat[],
): TellSecrets<Subject> {
  const holdingOf = (subject: Subject): readonly HoldingText[] => {
    const found: HoldingText[] = [];
    for (const text of textsOf(subject)) {
      const secrets = secretsOf(text, formats);
      if (secrets.length > 0) found.push({ text, secrets });
    }
    return found.length > 0 ? found : NONE;
  };
  const knownHolding = rememberingEach(holdingOf);
  return function* (subject, cluster) {
    const holding = cluster.world === "" ? holdingOf(subject) : knownHolding(subject);
    for (const { text, secrets } of holding) yield* violationsOf(text, secrets, cluster);
  };
}

const NONE: readonly never[] = [];

interface HoldingText {
  readonly text: TextOfObject;
  readonly secrets: readonly FoundSecret[];
}

function* violationsOf(
  { path, text, label, container }: TextOfObject,
  secrets: readonly FoundSecret[],
  cluster: Cluster,
): Generator<Violation> {
  const seen = new Set<string>();
  for (const secret of secrets) {
    if (seen.has(secret.valueFingerprint) || (secret.by === "name" && isName(text, cluster)))
      continue;
    seen.add(secret.valueFingerprint);
    yield {
      path,
      message: messageOf(label, secret),
      ...(container === undefined ? {} : { container }),
      // A name only claims what a form shows.
      ...(secret.by === "name" ? { severity: "medium" as const } : {}),
      valueFingerprint: secret.valueFingerprint,
    };
  }
}

function secretsOf(
  { text, key, assigns }: TextOfObject,
  formats: readonly SecretFormat[],
): readonly FoundSecret[] {
  const shown = shownIn(text, key, formats);
  const claimed = key === undefined || shown.length > 0 ? undefined : secretUnderKey(key, text);
  if (claimed) return [claimed];
  // What shows itself is often assigned too: `aws_access_key_id = AKIA…` is one secret.
  return assigns ? [...shown, ...secretsAssigned(text)] : shown;
}

/** A vendor's credential without a form shows itself by the vendor's name before it, which the key may have. */
function shownIn(
  text: string,
  key: string | undefined,
  formats: readonly SecretFormat[],
): readonly FoundSecret[] {
  const shown = secretsInText(text, formats);
  return shown.length > 0 || key === undefined ? shown : secretsInText(`${key}=${text}`);
}

function messageOf(label: string, { kind, key }: FoundSecret): string {
  return key === undefined
    ? `${label} holds what looks like ${kind}`
    : `${label} assigns what looks like ${kind} to ${key}`;
}

/** Whether a text is the name of a Secret or the like of the input, as `TLS_SECRET: web-tls` has it. */
function isName(text: string, cluster: Cluster): boolean {
  return namesIn(cluster).has(text.trim());
}

const NAMED = [
  ["", "ConfigMap"],
  ["", "Secret"],
  ["", "ServiceAccount"],
  ["bitnami.com", "SealedSecret"],
  ["external-secrets.io", "ExternalSecret"],
] as const;

const namesIn = clusterFact(
  (cluster) =>
    new Set(
      NAMED.flatMap(([group, kind]) =>
        cluster.snapshot.ofKind(group, kind).map(({ reference }) => reference.name),
      ),
    ),
);

/** The patterns of the configuration; one that is no regular expression finds nothing, the configuration's reader has refused it. */
export function formatsOf({
  secretPatterns,
}: Pick<CheckParameters, "secretPatterns">): readonly SecretFormat[] {
  return Object.entries(secretPatterns).flatMap(([kind, source]) => {
    const pattern = expressionOf(source);
    return pattern ? [{ kind, pattern }] : [];
  });
}

function expressionOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "g");
  } catch {
    return undefined;
  }
}
