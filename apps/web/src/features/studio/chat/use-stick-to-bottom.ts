import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** As close to the end as this counts as being at it. */
const nearPx = 64;

interface StickToBottom {
  scrollRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  isAtBottom: boolean;
  scrollToBottom: () => void;
}

/** Keeps the end of growing content in sight, unless the reader has scrolled up. */
export function useStickToBottom(): StickToBottom {
  const scrollRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const isSticking = useRef(true);
  const [isAtBottom, setIsAtBottom] = useState(true);

  const scrollToBottom = useCallback(() => {
    isSticking.current = true;
    setIsAtBottom(true);
    const box = scrollRef.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  useEffect(() => {
    const [box, content] = [scrollRef.current, contentRef.current];
    if (!box || !content) return;
    let lastTop = box.scrollTop;
    const onScroll = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
      // Only a move upwards is the reader's; growth pushes the end away without one.
      if (isNear) isSticking.current = true;
      else if (box.scrollTop < lastTop) isSticking.current = false;
      lastTop = box.scrollTop;
      setIsAtBottom(isSticking.current);
    };
    const observer = new ResizeObserver(() => {
      if (isSticking.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(content);
    observer.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { scrollRef, contentRef, isAtBottom, scrollToBottom };
}
