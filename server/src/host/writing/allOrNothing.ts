import { Refusal, refusalOf } from './refusal';

/** Takes back what was done. */
export type TakeBack = () => void;

/**
 * Does `work`, which says for each of its steps how to take it back. Where it fails, what was done is taken back, the
 * last step first.
 * @param what the beginning of the message where the system fails: `The files cannot be written`
 * @returns takes back everything that was done
 * @throws {Refusal} why it failed, and whether something had to stay
 */
export function allOrNothing(what: string, work: (done: (takeBack: TakeBack) => void) => void): TakeBack {
  const steps: TakeBack[] = [];
  try {
    work((takeBack) => steps.push(takeBack));
    return () => takeAllBack(steps);
  } catch (error) {
    const refusal = refusalOf(error, what);
    try {
      takeAllBack(steps);
    } catch (left) {
      throw new Refusal(`${refusal.message} ${refusalOf(left, '').message}`);
    }
    throw refusal;
  }
}

/** Takes back every step, those behind one that fails too. */
function takeAllBack(steps: TakeBack[]): void {
  let failure: unknown;
  for (const takeBack of steps.splice(0).reverse()) {
    try {
      takeBack();
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw refusalOf(failure, 'Not everything that was done could be taken back');
}
