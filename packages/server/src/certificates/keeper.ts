import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import type { ServingCertificate } from "../frame/https-server.ts";
import { type Log, reasonOf } from "../frame/log.ts";
import { createAuthority, issueCertificate } from "./authority.ts";
import type { Lifetimes } from "./period.ts";
import { type CertificateState, type Issuer, rotated } from "./rotation.ts";
import type { CertificateStore } from "./store.ts";

/** What is served, and the authorities by which it is believed, PEM; "" where they are not ours to say. */
export interface Certificates {
  readonly serving: ServingCertificate;
  readonly bundle: string;
}

/** Looks whether the certificates are still what they should be. */
export type LookAtCertificates = () => Promise<Certificates>;

const ISSUER: Issuer = { authority: createAuthority, certificate: issueCertificate };
/** Others who renew at the same time are done after a few tries. */
const TRIES = 5;

/** Certificates of our own, which all replicas share through their store: whoever finds them worn first renews them. */
export function ownCertificates(
  store: CertificateStore,
  {
    names,
    lifetimes,
    now,
    log,
  }: {
    readonly names: readonly string[];
    readonly lifetimes: Lifetimes;
    readonly now: () => number;
    readonly log: Log;
  },
): LookAtCertificates {
  return async () => {
    for (let tries = 1; tries <= TRIES; tries++) {
      const kept = await store.read();
      const state = await rotated(kept.state, { names, lifetimes, now: now() }, ISSUER);
      if (state === kept.state) return certificatesOf(state);
      if (await store.write(state, kept)) {
        log.info("certificates were renewed", { authorities: state.authorities.length });
        return certificatesOf(state);
      }
    }
    throw new Error("the certificates are changed by somebody else all the time");
  };
}

function certificatesOf({ authorities, serving }: CertificateState): Certificates {
  return { serving, bundle: authorities.join("") };
}

/** Certificates of others, read again each time; a pair that does not belong together, as while it is being replaced, is none. */
export function givenCertificates(certFile: string, keyFile: string): LookAtCertificates {
  return async () => {
    const [cert, key] = await Promise.all([readFile(certFile, "utf8"), readFile(keyFile, "utf8")]);
    try {
      createSecureContext({ cert, key });
    } catch (error) {
      throw new Error(
        `${certFile} and ${keyFile} are no certificate with its key: ${reasonOf(error)}`,
        {
          cause: error,
        },
      );
    }
    return { serving: { cert, key }, bundle: "" };
  };
}

/** The same, where callers have to show a certificate of an authority whose certificates are in a file, read again each time. */
export function askingCallers(look: LookAtCertificates, file: string): LookAtCertificates {
  return async () => {
    const { serving, bundle } = await look();
    const callers = await readFile(file, "utf8");
    try {
      createSecureContext({ ca: callers });
    } catch (error) {
      throw new Error(`${file} holds no certificate: ${reasonOf(error)}`, { cause: error });
    }
    return { serving: { ...serving, callers }, bundle };
  };
}
