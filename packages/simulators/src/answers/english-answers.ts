/** Demonstration answers with what a chat screen must be able to show. */
export const englishAnswers = [
  String.raw`> This is a demonstration: it comes from a simulated provider, not from a real model.

## A plan you can start today

Learning something new goes faster in small, regular steps:

1. **Choose one goal** that you can say in a single sentence.
2. **Give it 25 minutes a day**, at the same hour.
3. **Write down** what you did and what was hard.

| Week | Focus | Sign of progress |
|---|---|---|
| 1 | Basics | You can explain the words |
| 2 | Practice | Ten exercises without help |
| 3 | A small project | Something that works |

If $p$ is what you keep of each day's progress, then after $n$ days you have gained

$$
S_n = \frac{1 - p^n}{1 - p}
$$

which shows why keeping at it matters more than one long day.

What would you like to learn first?`,

  String.raw`> A demonstration answer from a simulated provider: add a provider's key to talk to a real model.

## How to read a CSV file safely

The short version: read it as a *stream*, check each row, and never trust the header.

~~~typescript
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const lines = createInterface({ input: createReadStream("orders.csv") });
for await (const line of lines) {
  const [id, amount] = line.split(",");
  if (Number.isNaN(Number(amount))) throw new Error("bad amount in " + id);
}
~~~

Three things usually go wrong:

- **Encoding**: the file says UTF-8 but begins with a byte order mark.
- **Quotes**: a comma inside quotes is not a separator.
- **Size**: a file of 2 GB does not fit in memory, a stream does.

Tell me how large your file is and I can suggest a shape for the rest.`,

  String.raw`> Please note: this text is a demonstration by a simulated provider.

### In short

A good e-mail has **one purpose**, says it in the first line, and ends with one clear question.

### A draft

> Dear Ms. Haddad,
>
> Could we move Thursday's review to **10:30**? The figures arrive at ten, and I would like to bring them.
>
> With kind regards,
> Sami

### Why it works

- The request comes first.
- The reason is one sentence long.
- There is exactly one thing to answer.

| Tone | When |
|---|---|
| Formal | First contact, complaints |
| Friendly | Colleagues, follow-ups |

Shall I make it shorter, or more formal?`,
].map((text) => text.replaceAll("~~~", "```"));
