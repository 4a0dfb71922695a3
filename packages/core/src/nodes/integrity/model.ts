/** What a path is, links not followed. */
export type FileType =
  | "file"
  | "directory"
  | "link"
  | "fifo"
  | "socket"
  | "character-device"
  | "block-device";

/** One path as a baseline keeps it; absolute, as the node has it. */
export interface FileRecord {
  readonly path: string;
  readonly type: FileType;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes, of a regular file. */
  readonly size?: number;
  /** Of a regular file: how many names it has. */
  readonly links?: number;
  /** Lower-case hex, of a regular file. */
  readonly sha256?: string;
  /** Of a link, as it stands there. */
  readonly target?: string;
  /** Extended attributes, capabilities among them, as `name=0xHEX`, sorted; absent where they were not read. */
  readonly attributes?: readonly string[];
  /** The package that has it, as `dpkg/openssl`. */
  readonly package?: string;
  /** Of what is there now: when its inode last changed, in milliseconds since 1970. No part of the comparison. */
  readonly changedAt?: number;
}

/** What is looked at; patterns are paths, where `*` stands for a part of a name. */
export interface IntegrityRules {
  readonly watch: readonly string[];
  readonly exclude: readonly string[];
}

/** A path that could not be looked at, with the reason as a clause. */
export interface PathNotRead {
  readonly path: string;
  readonly reason: string;
}

/** What is known of a whole baseline. */
export interface BaselineHead {
  readonly node: string;
  /** RFC 3339. */
  readonly time: string;
  readonly rules: IntegrityRules;
  /** Versions by `dpkg/openssl`. */
  readonly packages: ReadonlyMap<string, string>;
  /** Whether extended attributes were read. */
  readonly attributes: boolean;
}

/** Everything that a look at a node's files gave. */
export interface Baseline extends BaselineHead {
  /** By path, sorted. */
  readonly files: ReadonlyMap<string, FileRecord>;
  readonly notRead: readonly PathNotRead[];
}

/** In what a path differs. */
export type FileDifference =
  | "added"
  | "removed"
  | "type"
  | "content"
  | "mode"
  | "owner"
  | "target"
  | "links"
  | "attributes";

export interface FileChange {
  readonly path: string;
  readonly differences: readonly FileDifference[];
  readonly before?: FileRecord;
  readonly after?: FileRecord;
}

/** What accounts for a change. */
export interface FileExplanation {
  readonly by: "package" | "kubelet-rotation" | "kubeadm-upgrade" | "derived";
  /** A whole sentence. */
  readonly because: string;
}

/** A change with what accounts for it, or what speaks against an account that offers itself. */
export interface JudgedChange extends FileChange {
  readonly explanation?: FileExplanation;
  /** Whole sentences. */
  readonly remarks: readonly string[];
}
