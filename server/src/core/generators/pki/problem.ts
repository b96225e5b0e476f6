/** Why something was not made: a sentence for the user that says what is wrong and what to do, without any secret. */
export interface Problem {
  readonly problem: string;
}
