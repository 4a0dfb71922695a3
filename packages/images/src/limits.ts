/** What one layer may take at most, so that an archive made to harm ends with a sentence. Nothing that people run comes near. */
export interface Limits {
  /** Bytes of one layer when it is unpacked. */
  readonly unpacked: number;
  /** Files and folders of one layer. */
  readonly entries: number;
  /** Bytes of one program that is held to be read; longer ones are searched as they pass. */
  readonly program: number;
  /** Milliseconds for one layer. */
  readonly time: number;
}

/** 32 GiB, 4 million files, 96 MiB, half an hour. */
export const LIMITS: Limits = {
  unpacked: 34_359_738_368,
  entries: 4_000_000,
  program: 100_663_296,
  time: 1_800_000,
};
