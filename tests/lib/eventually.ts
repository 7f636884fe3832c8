import { setTimeout as wait } from "node:timers/promises";

/** Asks again until there is an answer; throws when none has come after `withinMs`. */
export async function eventually<Answer>(
  ask: () => Promise<Answer | null>,
  withinMs = 60_000,
): Promise<Answer> {
  const until = performance.now() + withinMs;
  while (true) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > until) throw new Error(`no answer within ${withinMs} ms: ${ask}`);
    await wait(50);
  }
}
