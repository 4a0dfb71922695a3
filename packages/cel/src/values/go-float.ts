import { plainNumber } from "./time.ts";

/** A double as Go's `%g` writes it: the shortest digits, with an exponent from a million on and below 0.0001. */
export function goFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return infinite(value);
  }
  if (value === 0) {
    return Object.is(value, -0) ? "-0" : "0";
  }
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) {
    return plainNumber(value);
  }
  const shown = String(Math.abs(power)).padStart(2, "0");
  return `${digits}e${power < 0 ? "-" : "+"}${shown}`;
}

function infinite(value: number): string {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  return value > 0 ? "+Inf" : "-Inf";
}
