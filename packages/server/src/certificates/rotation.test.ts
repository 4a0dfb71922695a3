import { X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { createAuthority, issueCertificate } from "./authority.ts";
import { type CertificateState, type Issuer, rotated } from "./rotation.ts";

const DAY = 24 * 3_600_000;
const LIFETIMES = { authority: 90 * DAY, certificate: 30 * DAY, overlap: DAY };
const ISSUER: Issuer = { authority: createAuthority, certificate: issueCertificate };
const BEGUN = Date.parse("2026-01-01T00:00:00Z");

/** The certificates so many days after the first ones. */
function at(
  day: number,
  state: CertificateState | undefined,
  names = ["watertight.svc", "127.0.0.1"],
) {
  return rotated(state, { names, lifetimes: LIFETIMES, now: BEGUN + day * DAY }, ISSUER);
}

function isTrusted({ authorities, serving }: CertificateState): boolean {
  const leaf = new X509Certificate(serving.cert);
  return authorities.some((pem) => leaf.verify(new X509Certificate(pem).publicKey));
}

test("the first certificate is of a new authority, for all names, and stays as long as it is good", async () => {
  const first = await at(0, undefined);
  const leaf = new X509Certificate(first.serving.cert);
  expect(first.authorities).toHaveLength(1);
  expect(isTrusted(first)).toBe(true);
  expect([leaf.checkHost("watertight.svc"), leaf.checkIP("127.0.0.1"), leaf.ca]).toEqual([
    "watertight.svc",
    "127.0.0.1",
    false,
  ]);
  expect(new X509Certificate(first.authorities[0] ?? "").ca).toBe(true);
  expect(await at(19, first)).toBe(first);
});

test("certificates are renewed after two thirds, authorities overlap, and what is served is always trusted", async () => {
  let state = await at(0, undefined);
  const seen: string[] = [];
  let [authority, serving] = [state.authorities[0], state.serving.cert];
  for (let hours = 0; hours <= 75 * 24; hours += 24) {
    state = await at(hours / 24, state);
    expect(isTrusted(state)).toBe(true);
    if (state.authorities[0] !== authority)
      seen.push(`day ${hours / 24}: authority, ${state.authorities.length} trusted`);
    if (state.serving.cert !== serving)
      seen.push(`day ${hours / 24}: certificate, ${state.authorities.length} trusted`);
    [authority, serving] = [state.authorities[0], state.serving.cert];
  }
  seen.push(`${state.authorities.length} trusted`);
  expect(seen).toEqual([
    "day 20: certificate, 1 trusted",
    "day 40: certificate, 1 trusted",
    "day 60: authority, 2 trusted",
    // Sixty days are two thirds of the certificate as well: it waits for the new authority to be known.
    "day 61: certificate, 2 trusted",
    "1 trusted",
  ]);
});

test("numbers are never used twice, and what is broken, expired or for other names is made anew", async () => {
  const first = await at(0, undefined);
  const second = await at(0, undefined);
  const numbers = [
    ...first.authorities,
    first.serving.cert,
    ...second.authorities,
    second.serving.cert,
  ].map((pem) => new X509Certificate(pem).serialNumber);
  expect(new Set(numbers).size).toBe(4);
  const broken = { ...first, serving: { cert: "no certificate", key: "" } };
  expect(isTrusted(await at(1, broken))).toBe(true);
  expect((await at(1, { ...first, serving: second.serving })).serving.cert).not.toBe(
    second.serving.cert,
  );
  const renamed = await at(1, first, ["other.svc"]);
  expect(renamed.authorities).toEqual(first.authorities);
  expect(new X509Certificate(renamed.serving.cert).checkHost("other.svc")).toBe("other.svc");
  expect((await at(31, first)).serving.cert).not.toBe(first.serving.cert);
});
