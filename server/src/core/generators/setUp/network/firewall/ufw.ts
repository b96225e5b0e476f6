import type { FirewallPlan } from './plan';

/** The comment by which our rules are known again. */
export function commentOf({ name }: FirewallPlan): string {
  return name.replace('-', ' ');
}

/**
 * Commands that put the rules of `plan` in force with ufw. The first rule that matches decides, so that ours go to the
 * front, whoever may come above the refusal: an older `allow` of the port would open it otherwise.
 *
 * ufw has one rule for each description, whatever the rule does, and `ufw prepend` passes over one that is there with
 * exit status 0 (0.36.2: "Skipping inserting existing rule"), also where that one allows what ours refuses. So such
 * rules go first, and all of ours are made anew; but only where they are not as they should be.
 */
export function ufwRules(plan: FirewallPlan): readonly string[] {
  const rules = rulesOf(plan);
  const shown = shownRules(plan);
  const same = shown.map((rule) => `'${rule.replace(/^\w+ /, '')}'`).join(' | ');
  // The last one that is put in front is the first one that is tried.
  const added = [refusalOf(plan, 'told'), ...rules.toReversed()];
  return [
    '# What ufw calls our rules, in the order in which it shows them.',
    'wanted() {',
    "  cat <<'RULES'",
    ...shown,
    'RULES',
    '}',
    ...ownRules(plan),
    'if [ "$(ours)" != "$(wanted)" ]; then',
    ...removed().map((line) => `  ${line}`),
    '  # ufw has one rule for each description, whatever it does, and would leave an older one where it is.',
    `  ufw show added | sed -n "s/^ufw //p" | sed "s/ comment '.*'\\$//" | while IFS= read -r rule; do`,
    `    case "$(printf '%s\\n' "$rule" | sed -E 's/^[a-z]+ //; s/\\blog(-all)? //')" in`,
    `    ${same})`,
    '      echo "Ours takes the place of this rule: ufw $rule"',
    '      printf \'%s\\n\' "$rule" | xargs ufw delete',
    '      ;;',
    '    esac',
    '  done',
    ...added.map((rule) => `  ufw prepend ${rule} comment '${commentOf(plan)}'`),
    'fi',
  ];
}

/** The commands that take our rules away, and no others. */
export function ufwRemoval(plan: FirewallPlan): readonly string[] {
  return [...ownRules(plan), ...removed()];
}

/** Addresses that only this host or the tailnet reaches, as ss shows them: what listens there needs no rule. */
const INSIDE = '^(127\\.|\\[::1\\]|\\[fe80:|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|\\[fd7a:115c:a1e0:)';

/**
 * Commands that switch ufw on where it is off, since its rules do nothing before. SSH comes first: at the ports that
 * sshd listens on, and at the one that this session came in by. Where other programs listen for others, it is not
 * switched on, because that would shut them out; then the script says which, and what to do.
 * @param isDefaultDenied whether the default is to be set, too: in a tailnet nothing else may come in
 */
export function ufwSwitchedOn({ port }: FirewallPlan, isDefaultDenied: boolean): readonly string[] {
  const denied = isDefaultDenied ? '    ufw default deny incoming\n' : '';
  return [
    `
# ufw that is off has rules that do nothing. SSH is let in first, at each port that sshd has.
case "$(ufw status)" in
*inactive*)
  ssh_ports="$( (sshd -T 2>/dev/null || true) | sed -n 's/^port //p' | sort -u) \${SSH_CONNECTION:+\${SSH_CONNECTION##* }}"
  [ -n "\${ssh_ports# }" ] || ssh_ports=22
  for ssh_port in $ssh_ports; do
    ufw allow "$ssh_port/tcp" comment 'SSH'
  done
  others=$(ss -Hltn | awk '{ print $4 }' | grep -vE '${INSIDE}' | sed 's/.*://' | sort -un)
  for known in $ssh_ports ${port}; do
    others=$(printf '%s\\n' "$others" | grep -vxF "$known" || true)
  done
  if [ -n "$others" ]; then
    echo "ufw is not active, so that its rules do nothing yet. Switching it on would shut ports at which programs listen:" >&2
    echo "$others" >&2
    echo "Allow those that others need (ufw allow PORT/tcp), then: ufw enable" >&2
  else
${denied}    ufw --force enable
  fi
  ;;
esac`,
  ];
}

/** A function of the shell that prints our rules, as commands without the comment. */
function ownRules(plan: FirewallPlan): readonly string[] {
  return ['ours() {', `  ufw show added | sed -n "s/^ufw \\(.*\\) comment '${commentOf(plan)}'\\$/\\1/p"`, '}'];
}

function removed(): readonly string[] {
  return ['ours | while IFS= read -r rule; do', '  printf \'%s\\n\' "$rule" | xargs ufw delete', 'done'];
}

/** Whoever may come, as ufw takes it and shows it again. */
function rulesOf({ lets, port }: FirewallPlan): readonly string[] {
  const to = `to any port ${port} proto tcp`;
  if ('interface' in lets) return [`allow in on ${lets.interface} ${to}`];
  return [...lets.ipv4, ...lets.ipv6].map((from) => `allow from ${from} ${to}`);
}

/** ufw refuses TCP with a reset. */
function refusalOf({ refusal, port }: FirewallPlan, how: 'told' | 'shown'): string {
  const verb = refusal === 'drop' ? 'deny' : 'reject';
  return how === 'told' ? `${verb} proto tcp to any port ${port}` : `${verb} ${port}/tcp`;
}

/** ufw shows the rules of IPv4 and those of both families first, and then those of IPv6 alone. */
function shownRules(plan: FirewallPlan): readonly string[] {
  const rules = rulesOf(plan);
  const isSix = (rule: string) => /^allow from \S*:/.test(rule);
  return [...rules.filter((rule) => !isSix(rule)), refusalOf(plan, 'shown'), ...rules.filter(isSix)];
}
