/**
 * Runs `work` for a key, never twice at once: calls that come meanwhile are answered together by one more run at
 * the end, so that it always starts after the last call. What `work` throws goes to `onError`.
 */
export function coalesceByKey(
  work: (key: string) => Promise<void>,
  onError: (error: unknown) => void,
): (key: string) => void {
  const running = new Map<string, { isAgainWanted: boolean }>();

  async function run(key: string): Promise<void> {
    const state = { isAgainWanted: true };
    running.set(key, state);
    try {
      while (state.isAgainWanted) {
        state.isAgainWanted = false;
        await work(key);
      }
    } catch (error) {
      onError(error);
    } finally {
      running.delete(key);
    }
  }

  return (key) => {
    const state = running.get(key);
    if (state === undefined) void run(key);
    else state.isAgainWanted = true;
  };
}
