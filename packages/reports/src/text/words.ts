/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** How much was read: files, documents and objects; of a cluster, which has no files, its objects. */
export function inputWords({
  files,
  documents,
  objects,
}: {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
}): string {
  if (files === 0 && objects > 0) return counted(objects, "object");
  return `${counted(files, "file")}, ${counted(documents, "document")}, ${counted(objects, "object")}`;
}
