const CHUNK = 64 * 1024;

/** Collects small pieces of text into chunks of about 64 KB. */
export interface Chunks {
  readonly add: (text: string) => void;
  /** Hands over what is left; the last call. */
  readonly end: () => void;
}

export function createChunks(write: (text: string) => void): Chunks {
  let pending = "";
  return {
    add: (text) => {
      pending += text;
      if (pending.length < CHUNK) return;
      write(pending);
      pending = "";
    },
    end: () => {
      if (pending !== "") write(pending);
      pending = "";
    },
  };
}
