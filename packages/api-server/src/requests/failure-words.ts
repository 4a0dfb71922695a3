import { codeOf } from "../failure.ts";

/** What an error of TLS or of the network means and what to do, in words that end a sentence; for others their code. */
export function failureWords(error: unknown): string {
  const code = codeOf(error);
  return (
    WORDS[code] ??
    tlsWords(error) ??
    (code === "" ? "the connection failed" : `the connection failed (${code})`)
  );
}

const UNKNOWN_AUTHORITY =
  "its certificate is signed by an authority that is not known: give it as certificate-authority in the kubeconfig";
const GONE = "the connection was cut";

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: is the address right, and the cluster running?",
  ENOTFOUND: "its name is not known: is the address right, is a VPN or a proxy needed?",
  EAI_AGAIN: "its name cannot be looked up now: is the machine online?",
  ETIMEDOUT: "it does not answer: is a VPN or a proxy needed?",
  EHOSTUNREACH: "no way leads there: is a VPN or a proxy needed?",
  ENETUNREACH: "no way leads there: is the machine online?",
  ECONNRESET: GONE,
  EPIPE: GONE,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_SIGNATURE_FAILURE:
    "its certificate is not signed by the authority that the kubeconfig gives: was the cluster made anew?",
  CERT_HAS_EXPIRED: "its certificate has expired: renew it, or set the machine's clock",
  CERT_NOT_YET_VALID: "its certificate is not valid yet: set the machine's clock",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "its certificate is for another name: use a name that it has, or give one as tls-server-name in the kubeconfig",
  ERR_TLS_HANDSHAKE_TIMEOUT: "it does not answer in TLS: is it an API server?",
};

function tlsWords(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : "";
  if (/alert (?:bad )?certificate|certificate required|alert unknown ca/i.test(text))
    return "it refuses the client certificate: renew the one in the kubeconfig";
  if (/wrong version number|packet length too long|HTTP_REQUEST/i.test(text))
    return "it does not speak TLS there: is the port right, should it be http?";
  if (/PEM|no start line|asn1|key values mismatch|bad base64/i.test(text))
    return "a certificate or key in the kubeconfig is no valid PEM, or they do not belong together";
  return undefined;
}
