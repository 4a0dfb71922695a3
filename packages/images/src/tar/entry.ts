export type EntryKind = "file" | "folder" | "symlink" | "hardlink" | "other";

/** A file, folder or link of an archive. */
export interface TarEntry {
  /** From the archive's root, without leading slash, `.` and `..`; "" is the root itself. */
  readonly path: string;
  readonly kind: EntryKind;
  /** Of its content, holes of sparse files included. */
  readonly size: number;
  /** Permission bits with setuid (04000), setgid (02000) and sticky. */
  readonly mode: number;
  /** As written: of a symlink relative to its folder, of a hard link a path of the archive. */
  readonly linkName: string;
}

/** Takes the content of one file as it passes. */
export interface ContentSink {
  /** False: it wants no more. The chunk is the reader's again when this returns. */
  readonly data: (chunk: Buffer) => boolean;
  readonly end: () => void;
}

/** Is shown every entry in order, and says whether it wants the content. */
export type OnEntry = (entry: TarEntry) => ContentSink | undefined;

/** What a head of this type is about. */
export function kindOf(type: string, name: string): EntryKind {
  switch (type) {
    case "0":
    case "7":
    case "S":
      // Before POSIX a folder was a file whose name ends so.
      return name.endsWith("/") ? "folder" : "file";
    case "1":
      return "hardlink";
    case "2":
      return "symlink";
    case "5":
      return "folder";
    default:
      return "other";
  }
}
