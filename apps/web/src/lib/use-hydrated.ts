import { useSyncExternalStore } from "react";

/**
 * False while the server's markup is being taken over, true from then on. What a query already holds may be
 * shown only after: another part of the page can have filled the cache before this part wakes up.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}

function subscribeToNothing(): () => void {
  return () => {};
}
