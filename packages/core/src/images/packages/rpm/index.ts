import { latin1, uint32 } from "../bytes.ts";
import {
  type FoundPackage,
  type FoundPackages,
  NOTHING_FOUND,
  packageOf,
  type ReadPackages,
  unread,
} from "../package-file.ts";
import { blobsOfBerkeley, isBerkeley } from "./berkeley.ts";
import { readHeader, sourceOf } from "./header.ts";
import { blobsOfNdb, NDB_MAGIC } from "./ndb.ts";
import { blobsOfSqlite, DamagedDatabase } from "./sqlite.ts";

/** rpm's database, in whichever of its three forms. */
export const readRpm: ReadPackages = ({ path, bytes }): FoundPackages => {
  if (bytes.length === 0) return NOTHING_FOUND;
  const blobs = blobsOf(bytes);
  if (!blobs) return unread(path, "it is no database that rpm has written");
  const packages: FoundPackage[] = [];
  const owners = new Map<string, string>();
  const damages = new Set<string>();
  let length = 0;
  for (const blob of blobs) {
    const header = blob instanceof DamagedDatabase ? blob : readHeader(blob, path);
    if (header instanceof DamagedDatabase) damages.add(header.reason);
    else if (header !== undefined) {
      packages.push(header.found);
      for (const file of header.files) owners.set(file, header.found.name);
    }
    length += blob instanceof DamagedDatabase ? 0 : blob.length;
    // Each stands in the file once; those of a database made to harm may all be the same place.
    if (length > bytes.length) {
      damages.add("its packages together are longer than the file");
      break;
    }
  }
  const notRead = [...damages].map((reason) => ({
    path,
    reason: `the database is damaged: ${reason}`,
  }));
  return { packages, notRead, owners };
};

function blobsOf(bytes: Uint8Array): Iterable<Uint8Array | DamagedDatabase> | undefined {
  if (latin1(bytes, 0, 15) === "SQLite format 3") return blobsOfSqlite(bytes);
  if (uint32(bytes, 0) === NDB_MAGIC) return blobsOfNdb(bytes);
  return isBerkeley(bytes) ? blobsOfBerkeley(bytes) : undefined;
}

/** Changes to the database that rpm has not yet brought into it. */
export const readRpmJournal: ReadPackages = ({ path, bytes }) =>
  // A head of 32 bytes and no page: all was brought in.
  bytes.length <= 32
    ? NOTHING_FOUND
    : unread(
        path,
        "rpm has left changes beside its database that are not in it; run rpm once when the image is built",
      );

/**
 * `/var/lib/rpmmanifest/container-manifest-2` of images without rpm (Azure Linux): name, version-release, two times, vendor, epoch, size, architecture,
 * epoch as a number, source, apart by tabs.
 */
export const readRpmManifest: ReadPackages = (file) => {
  const rows = file.text().split("\n");
  return { packages: rows.flatMap((row, index) => manifestRow(file, row, index + 1)), notRead: [] };
};

function manifestRow(
  file: { readonly path: string },
  row: string,
  line: number,
): readonly FoundPackage[] {
  const columns = row.split("\t");
  const column = (index: number): string => columns[index] ?? "";
  const [, version = "", release = ""] = /^([^-]+)-(.+)$/.exec(column(1)) ?? [];
  if (column(0) === "" || version === "") return [];
  const epoch = /^[1-9]\d{0,8}$/.test(column(8)) ? Number(column(8)) : undefined;
  return [
    packageOf(file, {
      type: "rpm",
      name: column(0),
      version,
      release,
      ...(epoch === undefined ? {} : { epoch }),
      arch: column(7),
      ...sourceOf(column(9), epoch),
      line,
    }),
  ];
}
