import { type ReactElement, type ReactNode, useId } from "react";

/** A part of the overview: a question, what leads to the whole answer, and the beginning of it. */
export function Panel({
  title,
  all,
  children,
  isWide = false,
}: {
  readonly title: string;
  /** Where the whole list is, and what the link says. */
  readonly all?: readonly [href: string, words: string];
  readonly children: ReactNode;
  readonly isWide?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <section className={isWide ? "panel wide" : "panel"} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {all && <a href={all[0]}>{all[1]}</a>}
      </div>
      {children}
    </section>
  );
}
