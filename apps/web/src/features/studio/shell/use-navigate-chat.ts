import { usePathname } from "next/navigation";
import { type MouseEvent, useCallback } from "react";
import { usePaths } from "../../../lib/use-paths.ts";

/**
 * A click handler for links between conversations: inside the chat the screen is the same, so the address
 * alone changes, at once and without asking the server for a page. Elsewhere the link does its own work.
 */
export function useNavigateChat(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const pathname = usePathname();
  const paths = usePaths();
  const isInChat = pathname === paths.newChat() || pathname.startsWith(`${paths.newChat()}/`);
  return useCallback(
    (event) => {
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!isInChat || !isPlain) return;
      event.preventDefault();
      window.history.pushState(null, "", event.currentTarget.href);
    },
    [isInChat],
  );
}
