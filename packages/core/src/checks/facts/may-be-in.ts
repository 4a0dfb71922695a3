/** Whether an object may end up in a namespace: where either names none, the command that applies them decides. */
export function mayBeIn(own: string | undefined, wanted: string | undefined): boolean {
  return own === wanted || own === undefined || wanted === undefined;
}
