import { lazy, memo, Suspense, useEffect, useMemo } from "react";
import { FallbackBoundary } from "../../../ui/fallback-boundary.tsx";
import { splitBlocks } from "../text/split-blocks.ts";
import { type Direction, directionOfText } from "../text/text-direction.ts";
import { withOffsets } from "../text/with-offsets.ts";
import { visibleText } from "../text/visible-text.ts";

const loadPlainBlock = () => import("./markdown-block.tsx");
const PlainBlock = lazy(async () => ({ default: (await loadPlainBlock()).MarkdownBlock }));
const MathBlock = lazy(async () => ({ default: (await import("./math-block.tsx")).MathBlock }));

/** Fetches the parser as soon as a message is to be expected, so that no one sees raw marks. */
export function usePreloadedMarkdown(isExpected: boolean): void {
  useEffect(() => {
    // A failure shows, and is dealt with, where the parser is used.
    if (isExpected) loadPlainBlock().catch(() => undefined);
  }, [isExpected]);
}

interface MarkdownProps {
  text: string;
  /** Direction of blocks too short to tell: that of the question, else of the page. */
  hint: Direction;
  isGrowing: boolean;
}

/** A message's Markdown. Only the last block of a growing text is parsed again. */
export function Markdown({ text, hint, isGrowing }: MarkdownProps) {
  const blocks = useMemo(() => splitBlocks(visibleText(text, !isGrowing)), [text, isGrowing]);
  const definitions = useMemo(() => definitionsOf(blocks), [blocks]);
  return (
    <div className="prose-chat">
      {withOffsets(blocks).map(({ offset, piece }, index) => (
        <Block
          key={offset}
          source={piece}
          definitions={piece.includes("][") ? definitions : ""}
          hint={hint}
          isGrowing={isGrowing && index === blocks.length - 1}
        />
      ))}
    </div>
  );
}

export interface BlockProps {
  source: string;
  /** Link definitions of the whole message, for links by reference. */
  definitions: string;
  hint: Direction;
  isGrowing: boolean;
}

const mathMark = /\$|\\\(|\\\[/;

const Block = memo(function Block(props: BlockProps) {
  const Rendered = mathMark.test(props.source) ? MathBlock : PlainBlock;
  return (
    <div className={props.isGrowing ? "block is-growing" : "block"}>
      <FallbackBoundary fallback={<PlainText {...props} />}>
        <Suspense fallback={<PlainText {...props} />}>
          <Rendered {...props} />
        </Suspense>
      </FallbackBoundary>
    </div>
  );
});

/** The source as it is: until the parser has been loaded, or where it cannot be. */
function PlainText({ source, hint, isGrowing }: BlockProps) {
  return (
    <p dir={directionOfText(source, hint, !isGrowing)} className="whitespace-pre-wrap">
      {source.trim()}
    </p>
  );
}

function definitionsOf(blocks: string[]): string {
  const lines = blocks.flatMap((block) => block.match(/^ {0,3}\[[^\]\n]+\]:\s*\S+.*$/gm) ?? []);
  return lines.length === 0 ? "" : `\n\n${lines.join("\n")}`;
}
