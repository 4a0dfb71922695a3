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
  /** Resolves a reference to its digest, verifies what vouches for that, and decides; never throws, and answers within the deadline. */
  readonly decide: (reference: string) => Promise<TrustDecision>;
}

const DEADLINE = 5000;
const KEEP = 600_000;
const MOST_KEPT = 10_000;

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
  const withinDeadline = async (reference: string): Promise<TrustDecision> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<TrustDecision>((settle) => {
      timer = setTimeout(() => {
        const why = `its registry did not answer all within ${deadline / 1000} seconds`;
        settle(undecided(reference, why));
      }, deadline);
    });
    const answer = decided(reference).catch((error: unknown) =>
      undecided(reference, wordsOf(error)),
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    decide: (reference) => {
      const running = asked.get(reference);
      if (running) return running;
      const answer = withinDeadline(reference).finally(() => {
        asked.delete(reference);
      });
      asked.set(reference, answer);
      return answer;
    },
  };
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
