/** A registry that refuses, is not there, or says what cannot be trusted: a whole sentence. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  /** 0 where no answer came. */
  readonly status: number;

  constructor(message: string, more: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.status = more.status ?? 0;
  }
}

/** A refusal that may pass, with how long to wait where the registry says it. */
export class PassingError extends RegistryError {
  readonly passing: boolean;
  readonly after: number | undefined;

  constructor(
    message: string,
    more: {
      readonly status?: number;
      readonly cause?: unknown;
      readonly passing: boolean;
      readonly after?: number | undefined;
    },
  ) {
    super(message, more);
    this.passing = more.passing;
    this.after = more.after;
  }
}

/** The code of an error of Node.js, or "". */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : "";
}

/** Why there was no answer, to end a sentence. */
export function failureWords(error: unknown): string {
  const code = codeOf(error);
  return WORDS.get(code) ?? (code === "" ? messageOf(error) : `the connection failed (${code})`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, "") : "the connection failed";
}

const UNKNOWN_AUTHORITY =
  "its certificate is signed by an authority that is not known: give it by --registry-ca, or in a folder certs.d as Docker has it";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "its name is not known: is it written right, is a VPN or a proxy needed?"],
  ["EAI_AGAIN", "its name cannot be looked up now: is the machine online?"],
  ["ETIMEDOUT", "it does not answer: is a VPN or a proxy needed?"],
  ["EHOSTUNREACH", "no way leads there: is a VPN or a proxy needed?"],
  ["ENETUNREACH", "no way leads there: is the machine online?"],
  ["ECONNRESET", "the connection was cut"],
  ["EPIPE", "the connection was cut"],
  ["SELF_SIGNED_CERT_IN_CHAIN", UNKNOWN_AUTHORITY],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_GET_ISSUER_CERT", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", UNKNOWN_AUTHORITY],
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "its certificate is for another name"],
  [
    "EPROTO",
    "it does not speak TLS there: where it is plain HTTP on purpose, allow it by --plain-http",
  ],
  [
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "it does not speak TLS there: where it is plain HTTP on purpose, allow it by --plain-http",
  ],
]);
