import type { KeyObject } from "node:crypto";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  stringifyJson,
  textAt,
} from "@watertight/core/kubernetes";
import { chainFaults, type EvidenceItem } from "../chain.ts";
import { digestOf } from "../digest.ts";
import {
  type Envelope,
  envelopeOf,
  isSignedBy,
  keyIdOf,
  publicKeyOfText,
  publicKeyText,
} from "../keys.ts";
import type { GivenItem } from "../store.ts";
import { filesOfTar, type TarFile, tarOf } from "./tar.ts";

/** What an archive is made of. */
export interface ArchiveContents {
  /** All entries of the chain, as bytes and in order. */
  readonly chain: readonly Uint8Array[];
  readonly items: readonly GivenItem[];
  /** For whom and why, and the tool that wrote it. */
  readonly about: JsonObject;
}

const STATEMENT = "statement.dsse.json";
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const PREDICATE_TYPE = "https://watertight.dev/evidence/v1";

/**
 * One file that can be verified anywhere: a tar of a signed statement (in-toto Statement 1 in a DSSE envelope) that names every
 * further file with its digest in order, then the chain, then the items by their digests.
 */
export function archiveOf({ chain, items, about }: ArchiveContents, key: KeyObject): Buffer {
  const files: readonly TarFile[] = [
    ...chain.map((bytes, index) => ({
      name: `chain/${String(index + 1).padStart(8, "0")}.json`,
      bytes,
    })),
    ...distinct(items).flatMap(({ item, bytes }) =>
      bytes === undefined ? [] : [{ name: `items/${item.digest}`, bytes }],
    ),
  ];
  const statement = stringifyJson({
    _type: STATEMENT_TYPE,
    subject: files.map(({ name, bytes }) => ({ name, digest: { sha256: digestOf(bytes) } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      publicKey: publicKeyText(key),
      head: chain.length === 0 ? "" : digestOf(chain.at(-1) ?? new Uint8Array()),
      items: distinct(items).map(({ item, bytes }) => ({
        ...{ digest: item.digest, kind: item.kind, name: item.name },
        ...{ mediaType: item.mediaType, size: item.size, lost: bytes === undefined },
      })),
      about,
    },
  });
  const envelope = envelopeOf(PAYLOAD_TYPE, Buffer.from(statement), key);
  return tarOf([{ name: STATEMENT, bytes: envelopeBytes(envelope) }, ...files]);
}

function distinct(items: readonly GivenItem[]): readonly GivenItem[] {
  return [...new Map(items.map((each) => [each.item.digest, each])).values()];
}

function envelopeBytes({ payloadType, payload, signatures: [{ keyid, sig }] }: Envelope): Buffer {
  return Buffer.from(`${stringifyJson({ payloadType, payload, signatures: [{ keyid, sig }] })}\n`);
}

/** What was found in an archive. */
export interface ArchiveCheck {
  readonly valid: boolean;
  readonly items: readonly {
    readonly digest: string;
    readonly kind: string;
    readonly name: string;
    readonly ok: boolean;
  }[];
  /** Whole sentences that say where. */
  readonly faults: readonly string[];
  /** The key that signed it; "" where no signature holds. */
  readonly signer: string;
  /** Whether that is the key that was given: without one only whoever signed it last is known, and that may be anybody. */
  readonly isTrusted: boolean;
  /** The entries of the chain, for whoever reads on. */
  readonly entries: readonly JsonObject[];
}

/** Looks at every byte of an archive; with the public key also at who signed it. It never throws. */
export function verifyArchive(archive: Uint8Array, trusted?: KeyObject): ArchiveCheck {
  const { files, faults } = filesOfTar(archive);
  const [first, ...others] = files;
  const signed = first === undefined ? "The archive is empty." : statementIn(first, trusted);
  if (typeof signed === "string") return { ...NOTHING, faults: [...faults, signed] };
  const { statement, signer } = signed;
  const chain = others.filter(({ name }) => name.startsWith("chain/"));
  const { entries, faults: broken } = chainFaults(chain.map(({ bytes }) => bytes));
  const all = [...faults, ...fileFaults(statement, others), ...broken];
  const head = textAt(statement, "predicate", "head");
  if (head !== (entries.at(-1)?.digest ?? ""))
    all.push("The chain ends elsewhere than the statement says.");
  const items = itemsIn(statement).map(({ digest, kind, name }) => ({
    ...{ digest, kind, name },
    ok: others.some((file) => file.name === `items/${digest}` && digestOf(file.bytes) === digest),
  }));
  for (const { digest, kind, name, ok } of items)
    if (!ok) all.push(`Item ${digest} (${kind} ${name}) is missing or was changed.`);
  return {
    valid: all.length === 0,
    items,
    faults: all,
    signer,
    isTrusted: trusted !== undefined,
    entries: entries.map(({ entry }) => ({
      ...entry,
      items: entry.items.map((item) => ({ ...item })),
    })),
  };
}

const NOTHING = { valid: false, items: [], signer: "", isTrusted: false, entries: [] };

/** The statement where its signature holds; else a sentence. */
function statementIn(
  { name, bytes }: TarFile,
  trusted: KeyObject | undefined,
): { readonly statement: JsonObject; readonly signer: string } | string {
  const envelope = name === STATEMENT ? envelopeIn(bytes) : undefined;
  if (envelope === undefined) return "The archive does not begin with a signed statement.";
  const statement = parsed(Buffer.from(envelope.payload, "base64"));
  if (!isJsonObject(statement)) return "The statement was changed: it is no JSON.";
  const key = trusted ?? publicKeyOfText(textAt(statement, "predicate", "publicKey"));
  if (key === undefined) return "The statement names no key that could have signed it.";
  const signer = keyIdOf(key);
  if (envelope.signatures[0].keyid !== signer || !isSignedBy(envelope, key)) return REFUSED;
  return isOurs(envelope, statement)
    ? { statement, signer }
    : "The statement is about something else than evidence.";
}

const REFUSED =
  "The signature does not fit: the statement was changed, or it is signed by another key than the one that was given.";

function isOurs({ payloadType }: Envelope, statement: JsonObject): boolean {
  return payloadType === PAYLOAD_TYPE && textAt(statement, "predicateType") === PREDICATE_TYPE;
}

/** Base64 has several spellings of the same bytes: only ours counts. */
function envelopeIn(bytes: Uint8Array): Envelope | undefined {
  const value = parsed(bytes);
  const [signature] = listAt(value, "signatures");
  const envelope: Envelope = {
    payloadType: textAt(value, "payloadType"),
    payload: textAt(value, "payload"),
    signatures: [{ keyid: textAt(signature, "keyid"), sig: textAt(signature, "sig") }],
  };
  const isSame =
    envelopeBytes(envelope).equals(bytes) &&
    [envelope.payload, envelope.signatures[0].sig].every(
      (text) => Buffer.from(text, "base64").toString("base64") === text,
    );
  return isSame ? envelope : undefined;
}

function parsed(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as JsonValue;
  } catch {
    return undefined;
  }
}

function fileFaults(statement: JsonObject, files: readonly TarFile[]): readonly string[] {
  const subjects = listAt(statement, "subject");
  const faults = subjects.flatMap((subject, index) => {
    const name = textAt(subject, "name");
    const file = files[index];
    if (file?.name !== name)
      return [
        `File ${index + 1} of the archive is not ${name}: something is missing or was reordered.`,
      ];
    return digestOf(file.bytes) === textAt(subject, "digest", "sha256")
      ? []
      : [`${name} was changed.`];
  });
  return files.length > subjects.length
    ? [...faults, `${files[subjects.length]?.name ?? ""} is not in the statement.`]
    : faults;
}

function itemsIn(statement: JsonObject): readonly Pick<EvidenceItem, "digest" | "kind" | "name">[] {
  return listAt(objectAt(statement, "predicate"), "items").map((item) => ({
    digest: textAt(item, "digest"),
    kind: textAt(item, "kind"),
    name: textAt(item, "name"),
  }));
}
