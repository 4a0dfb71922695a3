import { findingOf, viewOf } from "@watertight/server/testing";

const COUNT = 40;

/** The Deployments that have a finding at a step: others at each. */
export function deploymentsAt(step: number): ReadonlySet<string> {
  const names = Array.from({ length: COUNT }, (_, number) => `d${number}`);
  return new Set(names.filter((_, number) => (step * 7 + number * 13) % 5 !== 0));
}

/** How the world stands at a step. */
export function viewAt(step: number): ReturnType<typeof viewOf> {
  const names = [...deploymentsAt(step)];
  return viewOf(
    names,
    names.map((name) => findingOf(name)),
  );
}
