type Part = AsyncDisposable | null | void;

/**
 * Waits for parts that start at the same time and puts each on the stack. When one fails, the others are still
 * on the stack, so that nothing that did start is left behind; then the first failure is thrown.
 */
export async function startTogether<const Parts extends readonly Part[]>(
  stack: AsyncDisposableStack,
  starting: { [Index in keyof Parts]: Promise<Parts[Index]> | null },
): Promise<{ [Index in keyof Parts]: Parts[Index] }> {
  const settled = await Promise.allSettled(starting);
  for (const result of settled)
    if (result.status === "fulfilled" && result.value) stack.use(result.value);
  const failure = settled.find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  // All are fulfilled, so this only unwraps; the tuple's type is lost by allSettled.
  return (await Promise.all(starting)) as unknown as Parts;
}
