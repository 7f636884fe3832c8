import { useCallback, useEffect, useState } from "react";

/** Whole seconds left until a moment that `start` sets; 0 when it has passed. */
export function useCountdown(initialS: number): [secondsLeft: number, start: (s: number) => void] {
  const [endsAtMs, setEndsAtMs] = useState<number | null>(null);
  const [secondsLeft, setSecondsLeft] = useState(initialS);

  useEffect(() => {
    const endMs = endsAtMs ?? Date.now() + initialS * 1000;
    const update = () => {
      const left = Math.max(0, Math.ceil((endMs - Date.now()) / 1000));
      setSecondsLeft(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(update, 250);
    update();
    return () => clearInterval(timer);
  }, [endsAtMs, initialS]);

  const start = useCallback((s: number) => setEndsAtMs(Date.now() + s * 1000), []);
  return [secondsLeft, start];
}
