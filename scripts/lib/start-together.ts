/**
 * Waits for parts that start at the same time and puts each on the stack. When one fails, the others are still
 * on the stack, so that nothing that did start is left behind; then the first failure is thrown.
 */
export async function startTogether<const Parts extends readonly AsyncDisposable[]>(
  stack: AsyncDisposableStack,
  starting: { [Index in keyof Parts]: Promise<Parts[Index]> },
): Promise<Parts> {
  const settled = await Promise.allSettled(starting);
  for (const result of settled) if (result.status === "fulfilled") stack.use(result.value);
  const failure = settled.find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  return Promise.all(starting) as unknown as Promise<Parts>;
}
