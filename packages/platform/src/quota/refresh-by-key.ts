/**
 * Makes a function that has `work` done for a key soon: at most `concurrency` keys at once and one key never twice at
 * once. Calls that come meanwhile gather into one more run, so that a run always starts after the last call. What
 * `work` throws goes to `onError`.
 */
export function refreshByKey(
  work: (key: string) => Promise<void>,
  options: { concurrency: number; onError: (error: unknown) => void },
): (key: string) => void {
  const waiting = new Set<string>();
  const running = new Set<string>();

  function startWaiting(): void {
    for (const key of waiting) {
      if (running.size >= options.concurrency) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      void run(key);
    }
  }

  async function run(key: string): Promise<void> {
    running.add(key);
    try {
      await work(key);
    } catch (error) {
      options.onError(error);
    } finally {
      running.delete(key);
      startWaiting();
    }
  }

  return (key) => {
    waiting.add(key);
    startWaiting();
  };
}
