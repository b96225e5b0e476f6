/** What is asked for a set-up. The name is that of the answer; the flag of the command line says the same thing. */
export type QuestionId =
  | 'profile'
  | 'exporter'
  | 'program'
  | 'exporterVersion'
  | 'hosts'
  | 'form'
  | 'auth'
  | 'port'
  | 'innerPort'
  | 'listenAddress'
  | 'collectors'
  | 'scrapers'
  | 'firewall'
  | 'refusal'
  | 'job'
  | 'clientName'
  | 'scrapeInterval'
  | 'user'
  | 'web'
  | 'prometheusNames'
  | 'release'
  | 'namespace'
  | 'kubernetesForm'
  | 'certificates'
  | 'exporterFolder'
  | 'prometheusFolder'
  | 'binaries'
  | 'stunnelFolder'
  | 'nginxFolder';

/** What was answered, as text; most questions have one answer, and one that is absent has its default. */
export type Answers = Readonly<Partial<Record<QuestionId, readonly string[]>>>;

/** What counts for a question: the answers, or its default. */
export type Known = (id: QuestionId) => readonly string[];

/** One of several answers. */
export interface Choice {
  readonly value: string;
  /** What it is, in few words. */
  readonly label: string;
  /** What follows from it. */
  readonly detail: string;
}

/** A question of the wizard, which is a flag of the command line. */
export interface Question {
  readonly id: QuestionId;
  /** `--host`; empty for the profile, which stands behind `init`. */
  readonly flag: string;
  /** What the flag takes, in the help: `HOST`. */
  readonly takes: string;
  /** As a wizard asks. */
  readonly title: string;
  /** What to think of, in a sentence. */
  readonly detail: string;
  /** Whether several answers are taken. */
  readonly isMany: boolean;
  /** Whether only the command line asks it, because the default fits nearly everybody. */
  readonly isAdvanced: boolean;
  /** The answers there are; absent where any text is one that has no `problem`. */
  readonly choices?: (known: Known) => readonly Choice[];
  /** Whether it makes sense after what was answered. */
  readonly applies: (known: Known) => boolean;
  /** The answer of who says nothing; empty where there must be one, or none is needed. */
  readonly standard: (known: Known) => readonly string[];
  /** Whether no answer is a problem. */
  readonly isNeeded: (known: Known) => boolean;
  /** What is wrong with an answer and what to do; undefined where it is fine. */
  readonly problem: (value: string, known: Known) => string | undefined;
}

/** A question; what is not said has the plainest meaning. */
export function question(
  some: Pick<Question, 'id' | 'flag' | 'takes' | 'title' | 'detail'> & Partial<Question>,
): Question {
  const { choices } = some;
  return {
    isMany: false,
    isAdvanced: false,
    applies: () => true,
    standard: () => [],
    isNeeded: () => false,
    problem: (value, known) =>
      choices === undefined || choices(known).some((choice) => choice.value === value)
        ? undefined
        : `"${shown(value)}" is none of ${choices(known)
            .map((choice) => choice.value)
            .join(', ')}.`,
    ...some,
  };
}

/** The only answer to a question, or the first one; empty where there is none. */
export function one(known: Known, id: QuestionId): string {
  return known(id)[0] ?? '';
}

/** `value` in a message: short, and on one line. */
export function shown(value: string): string {
  const plain = value.replace(/[^\x20-\x7e]/g, '?');
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}
