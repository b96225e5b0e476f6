import { RE2JS } from 're2js';

/** Why `text` is no regular expression of Go (RE2), in Go's words; undefined where it compiles. */
export type RegexProblem = (text: string) => string | undefined;

/**
 * A compiler of relabeling's regular expressions: anchored as Prometheus anchors them (spec rule 19, since-behaviour 4:
 * `.` matches a newline from 3.0 on). It remembers what it compiled, since the same expressions stand in every job.
 */
export function relabelRegexes(limit = 5000): RegexProblem {
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const problem = compile(`^(?s:${text})$`);
    if (known.size >= limit) known.clear();
    known.set(text, problem);
    return problem;
  };
}

function compile(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (thrown) {
    const problem = thrown instanceof Error ? thrown.message : String(thrown);
    // The fork of Go's package that Prometheus uses takes a group's name as often as it comes.
    const unnamed = problem.includes('duplicate capture group name') ? withoutNames(pattern) : pattern;
    return unnamed === pattern ? problem : compile(unnamed);
  }
}

function withoutNames(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\(\?P?<\w+>/g, (part) => (part.startsWith('\\') ? part : '('));
}
