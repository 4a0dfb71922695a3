/** The base score of a vector of CVSS 3.0 or 3.1 (first.org, "CVSS v3.1 Specification Document", 7.1); undefined for what is none. */
export function cvss3Score(vector: string): number | undefined {
  const metrics = metricsOf(vector);
  const scope = metrics.get("S");
  if (scope !== "C" && scope !== "U") return undefined;
  const changed = scope === "C";
  const reach = weightsOf(metrics, changed ? REACH3_CHANGED : REACH3);
  const losses = weightsOf(metrics, LOSSES3);
  if (reach === undefined || losses === undefined) return undefined;
  const subScore = 1 - product(losses.map((loss) => 1 - loss));
  const impact = changed
    ? 7.52 * (subScore - 0.029) - 3.25 * (subScore - 0.02) ** 15
    : 6.42 * subScore;
  if (impact <= 0) return 0;
  const exploitability = 8.22 * product(reach);
  return roundUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
}

type Weights = readonly (readonly [string, ReadonlyMap<string, number>])[];

function weightsOf(metrics: ReadonlyMap<string, string>, weights: Weights): number[] | undefined {
  const values = weights.map(([metric, values]) => values.get(metrics.get(metric) ?? ""));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function product(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result * number, 1);
}

const IMPACT = new Map([
  ["H", 0.56],
  ["L", 0.22],
  ["N", 0],
]);
const REACH: Weights = [
  [
    "AV",
    new Map([
      ["N", 0.85],
      ["A", 0.62],
      ["L", 0.55],
      ["P", 0.2],
    ]),
  ],
  [
    "AC",
    new Map([
      ["L", 0.77],
      ["H", 0.44],
    ]),
  ],
  [
    "UI",
    new Map([
      ["N", 0.85],
      ["R", 0.62],
    ]),
  ],
];
const REACH3: Weights = [
  ...REACH,
  [
    "PR",
    new Map([
      ["N", 0.85],
      ["L", 0.62],
      ["H", 0.27],
    ]),
  ],
];
const REACH3_CHANGED: Weights = [
  ...REACH,
  [
    "PR",
    new Map([
      ["N", 0.85],
      ["L", 0.68],
      ["H", 0.5],
    ]),
  ],
];
const LOSSES3: Weights = [
  ["C", IMPACT],
  ["I", IMPACT],
  ["A", IMPACT],
];
/** To one decimal, upwards, as Appendix A of the specification does it without errors of binary fractions. */
function roundUp(value: number): number {
  const whole = Math.round(value * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

/** The base score of a vector of CVSS 2 (first.org, "A Complete Guide to the CVSS Version 2.0", 3.2.1). */
export function cvss2Score(vector: string): number | undefined {
  const metrics = metricsOf(vector.replaceAll(/[()]/g, ""));
  const reach = weightsOf(metrics, REACH2);
  const losses = weightsOf(metrics, LOSSES2);
  if (reach === undefined || losses === undefined) return undefined;
  const impact = 10.41 * (1 - product(losses.map((loss) => 1 - loss)));
  const score = (0.6 * impact + 0.4 * 20 * product(reach) - 1.5) * (impact === 0 ? 0 : 1.176);
  return Math.round(score * 10) / 10;
}

const IMPACT2 = new Map([
  ["N", 0],
  ["P", 0.275],
  ["C", 0.66],
]);
const REACH2: Weights = [
  [
    "AV",
    new Map([
      ["L", 0.395],
      ["A", 0.646],
      ["N", 1],
    ]),
  ],
  [
    "AC",
    new Map([
      ["H", 0.35],
      ["M", 0.61],
      ["L", 0.71],
    ]),
  ],
  [
    "Au",
    new Map([
      ["M", 0.45],
      ["S", 0.56],
      ["N", 0.704],
    ]),
  ],
];
const LOSSES2: Weights = [
  ["C", IMPACT2],
  ["I", IMPACT2],
  ["A", IMPACT2],
];

function metricsOf(vector: string): ReadonlyMap<string, string> {
  return new Map(
    vector.split("/").map((part): [string, string] => {
      const at = part.indexOf(":");
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}
