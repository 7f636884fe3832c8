/** A check that needs no tool from outside: returns one line per problem, none when all is well. */
export interface Check {
  name: string;
  findProblems(): Promise<string[]>;
}
