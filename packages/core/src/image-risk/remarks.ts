import { daysBetween } from "../kubernetes/days.ts";
import { type Base, isOfBase } from "./bases.ts";
import type { KnownImage, RiskRemark, RunningImage } from "./model.ts";
import { plural } from "./plural.ts";

interface About {
  readonly byNameOnly: boolean;
  readonly base: Base | undefined;
  readonly today: string;
  readonly rebuildDays: number;
}

/** What to heed about an image beside its rank. */
export function remarksOn(
  running: RunningImage,
  known: KnownImage | undefined,
  about: About,
): readonly RiskRemark[] {
  return [
    ...movedRemarks(running),
    ...digestRemarks(running, about.byNameOnly),
    ...(known ? rebuildRemarks(known, about) : []),
  ];
}

function movedRemarks({ otherDigests, digest }: RunningImage): readonly RiskRemark[] {
  if (otherDigests.length === 0) return [];
  const text = `its tag moved: containers of this reference run ${digest} and ${otherDigests.join(", ")}`;
  return [{ kind: "tag-moved", text }];
}

function digestRemarks({ digest }: RunningImage, byNameOnly: boolean): readonly RiskRemark[] {
  if (digest !== "" && !byNameOnly) return [];
  const text =
    digest === ""
      ? "neither its reference nor a Pod says its digest, so that what runs may be another image of the name"
      : "it was read by its name, and nothing says that it is what runs";
  return [{ kind: "digest-unknown", text }];
}

/** Builds that can be repeated say 1970 or 1980, which is no age. */
const OLDEST = "1990";

function rebuildRemarks(
  { created, vulnerabilities }: KnownImage,
  { base, today, rebuildDays }: About,
): readonly RiskRemark[] {
  const age = created < OLDEST ? undefined : daysBetween(created, today);
  if (!base || age === undefined || age <= rebuildDays) return [];
  const fixed = vulnerabilities.filter((each) => each.fixed !== "" && isOfBase(each, base));
  if (fixed.length === 0) return [];
  const text = `nobody rebuilt it for ${plural(age, "day")}, though ${plural(fixed.length, "finding")} of its base ${base.name} ${fixed.length === 1 ? "has a fix" : "have fixes"}`;
  return [{ kind: "not-rebuilt", text }];
}
