import {
  decideTrust,
  type TrustDecision,
  type TrustEvidence,
  type TrustPolicies,
} from "@watertight/core/image-trust";
import { parseImageReference } from "@watertight/core/kubernetes";
import { readConfiguration } from "../configuration.ts";
import type { Registries } from "../registry/index.ts";
import type { Artifacts } from "../registry/open-artifacts.ts";
import type { Authority } from "./authorities.ts";
import { signatureEvidence } from "./evidence.ts";

/** What decides about images, with whom it asks. */
export interface TrustSettings {
  readonly authorities: readonly Authority[];
  readonly policies: TrustPolicies;
  readonly registries: Pick<Registries, "artifacts" | "open">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds for one decision; what was not found out until then is unknown. Default: 5,000. */
  readonly deadline?: number;
  /** Milliseconds for which a decision about a digest is kept. Default: ten minutes. */
  readonly keep?: number;
  /** How many fixable vulnerabilities an image has, by severity; asked only where a policy wants to know. */
  readonly fixableIn?: (pinned: string) => Promise<NonNullable<TrustEvidence["fixable"]>>;
}

/** Decides whether images may run. */
export interface ImageTrust {
  /**
   * Resolves a reference to its digest, verifies what vouches for that, and decides; never throws, and answers within the deadline, or within
   * `patience` milliseconds where that is less. What is found out too late is known the next time.
   */
  readonly decide: (reference: string, patience?: number) => Promise<TrustDecision>;
}

const DEADLINE = 5000;
const KEEP = 600_000;
const MOST_KEPT = 10_000;
/** Images that are found out about at once, in all and of one registry: whoever names strange ones may not keep the others waiting. */
const MOST_AT_ONCE = { together: 256, ofOne: 16 };

/** Trust with what it remembers: a tag is resolved each time, for it may move; what was decided of a digest is kept. */
export function createImageTrust(settings: TrustSettings): ImageTrust {
  const { deadline = DEADLINE, keep = KEEP, now, policies } = settings;
  const kept = new Map<string, { readonly decision: TrustDecision; readonly until: number }>();
  const asked = new Map<string, Promise<TrustDecision>>();
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const known = (reference: string, digest: string): TrustDecision | undefined => {
    const found = kept.get(keyOf(reference, digest));
    if (!found || found.until <= now()) return undefined;
    return decisionFor(found.decision, reference);
  };
  const decided = async (reference: string): Promise<TrustDecision> => {
    const pinned = parseImageReference(reference).digest;
    const early = pinned === undefined ? undefined : known(reference, pinned);
    if (early) return early;
    const artifacts = await settings.registries.artifacts(reference);
    const { digest } = artifacts.subject;
    const late = known(reference, digest);
    if (late) return late;
    const evidence = await evidenceOf(reference, artifacts, settings);
    const decision = decideTrust(policies, evidence, today());
    if (decision.verdict !== "unknown") {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(keyOf(reference, digest), { decision, until: now() + keep });
    }
    return decision;
  };
  const undecided = (reference: string, why: string): TrustDecision =>
    decideTrust(policies, withoutAnswer(reference, why), today());
  const working = (reference: string): Promise<TrustDecision> => {
    const running = asked.get(reference);
    if (running) return running;
    if (isBusy(reference, [...asked.keys()]))
      return Promise.resolve(undecided(reference, "too many images are asked about at once"));
    const answer = decided(reference)
      .catch((error: unknown) => undecided(reference, wordsOf(error)))
      .finally(() => {
        asked.delete(reference);
      });
    asked.set(reference, answer);
    return answer;
  };
  return {
    decide: async (reference, patience = deadline) => {
      // What its name alone forbids is asked of nobody: anybody may name any host.
      const byName = undecided(reference, "its registry was not asked");
      if (byName.verdict === "no") return withoutDoubts(byName);
      const within = Math.max(1, Math.min(deadline, patience));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<TrustDecision>((settle) => {
        timer = setTimeout(() => {
          const seconds = Math.round(within) / 1000;
          const why = `its registry did not answer all within ${seconds} seconds`;
          settle(undecided(reference, why));
        }, within);
      });
      try {
        return await Promise.race([working(reference), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function isBusy(reference: string, asked: readonly string[]): boolean {
  const registryOf = (each: string): string | undefined =>
    parseImageReference(each).name.split("/")[0];
  if (asked.length < MOST_AT_ONCE.ofOne) return false;
  if (asked.length >= MOST_AT_ONCE.together) return true;
  const registry = registryOf(reference);
  return asked.filter((each) => registryOf(each) === registry).length >= MOST_AT_ONCE.ofOne;
}

function withoutDoubts(decision: TrustDecision): TrustDecision {
  return { ...decision, reasons: decision.reasons.filter(({ verdict }) => verdict !== "unknown") };
}

/** Signatures stand in the image's own repository, and policies speak of names: a digest alone is not enough. */
function keyOf(reference: string, digest: string): string {
  return `${parseImageReference(reference).name}@${digest}`;
}

function decisionFor(decision: TrustDecision, reference: string): TrustDecision {
  const [named = reference] = reference.split("@");
  return { ...decision, reference, pinned: `${named}@${decision.digest}` };
}

function withoutAnswer(reference: string, why: string): TrustEvidence {
  const { digest = "" } = parseImageReference(reference);
  return { reference, digest, signatures: [], rejected: [], unread: [why] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, "") : "it could not be asked";
}

async function evidenceOf(
  reference: string,
  artifacts: Artifacts,
  settings: TrustSettings,
): Promise<TrustEvidence> {
  const { digest } = artifacts.subject;
  const [named = reference] = reference.split("@");
  const pinned = `${named}@${digest}`;
  const { policies } = settings.policies;
  const wantsBuild = policies.some((each) => each.maximumAgeDays !== undefined || each.baseImages);
  const wantsFixes = policies.some((each) => each.noFixable !== undefined);
  const [signed, build, fixable] = await Promise.all([
    signatureEvidence(artifacts, settings.authorities, settings.now()),
    wantsBuild ? ifKnown(() => buildOf(pinned, settings)) : undefined,
    wantsFixes ? ifKnown(async () => settings.fixableIn?.(pinned)) : undefined,
  ]);
  return { reference, digest, ...signed, ...(build && { build }), ...(fixable && { fixable }) };
}

/** What cannot be asked is not known, and takes nothing from the rest. */
async function ifKnown<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

async function buildOf(
  pinned: string,
  { registries }: TrustSettings,
): Promise<NonNullable<TrustEvidence["build"]>> {
  const { configuration } = await registries.open(pinned);
  const { created, base } = readConfiguration(configuration);
  return { created, base: base.name };
}
