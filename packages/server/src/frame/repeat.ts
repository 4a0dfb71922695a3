/** Something that is done again and again. */
interface Loop {
  readonly stop: () => void;
}

/** Does something, and again so many milliseconds after it is done, until it is stopped; it answers for its own failures. */
export function repeat(milliseconds: number, task: () => Promise<unknown>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const next = (): void => {
    if (isOver) return;
    timer = setTimeout(() => {
      void task().finally(next);
    }, milliseconds);
    timer.unref();
  };
  next();
  return {
    stop: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
