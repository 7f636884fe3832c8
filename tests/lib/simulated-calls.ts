/** One call as the simulated provider saw it. */
export interface SimulatedCall {
  id: string;
  wire: string;
  model: string;
  outcome: "completed" | "aborted" | "failed" | "open";
  inputTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  promptPreview: string;
}

/** Calls whose prompt carried a mark of the test's own. */
export async function simulatedCalls(simulatorUrl: string, mark: string): Promise<SimulatedCall[]> {
  const response = await fetch(`${simulatorUrl}/_sim/calls`);
  const { calls } = (await response.json()) as { calls: SimulatedCall[] };
  return calls.filter((call) => call.promptPreview.includes(mark));
}
