import type { ReactElement, ReactNode } from "react";

/** Markdown as checks have it: paragraphs, lists of one level and code in backticks. */
export function Prose({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {blocksOf(text).map((block) => (
        <Block key={block} text={block} />
      ))}
    </>
  );
}

function blocksOf(text: string): readonly string[] {
  return text
    .trim()
    .split(/\n{2,}|\n(?=- )/)
    .filter(Boolean);
}

function Block({ text }: { readonly text: string }): ReactElement {
  if (/^\s{4}/.test(text)) return <pre className="code plain-code">{text}</pre>;
  if (text.startsWith("- ")) {
    return (
      <ul>
        <li>{inline(text.slice(2))}</li>
      </ul>
    );
  }
  return <p>{inline(text)}</p>;
}

function inline(text: string): ReactNode {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      part.startsWith("`") && part.length > 1 ? (
        <code key={`${index}${part}`}>{part.slice(1, -1)}</code>
      ) : (
        part
      ),
    );
}
