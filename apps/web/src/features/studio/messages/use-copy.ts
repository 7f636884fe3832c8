import { useEffect, useState } from "react";

const shownMs = 1_600;

/** Copies text as it is, without added marks, and says so for a moment. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => void } {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = (text: string) => {
    void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
  };
  return { isCopied, copy };
}
