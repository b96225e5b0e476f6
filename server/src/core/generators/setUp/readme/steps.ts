import type { GeneratedFile } from '../../generatedFile';
import { isBrowserFile } from '../credentials';
import type { Machine } from '../machine';
import { tunnelUnit } from '../network/stunnel';
import type { SetUp, Target } from '../setUp';
import { copiedTo, copying, prometheusHost, scpHost, shell, sshHost } from './shell';

/** The steps from this folder to a scrape, in their order. */
export function stepsSection(setUp: SetUp, machines: readonly Machine[], others: readonly GeneratedFile[]): string {
  const isInCluster = setUp.prometheus.kubernetes !== undefined;
  const steps = [
    ...(others.some(({ path }) => path.endsWith('.hujson')) ? [TAILNET] : []),
    targetStep(setUp),
    isInCluster ? clusterStep(setUp) : prometheusStep(setUp, machines),
    ...browserSteps(machines),
    verifyStep(setUp),
  ];
  const numbered = steps.map(({ title, text }, index) => `### ${index + 1}. ${title}\n\n${text}`);
  return ['## Steps', ...numbered, byHand(setUp, machines)].join('\n\n');
}

interface Step {
  readonly title: string;
  readonly text: string;
}

const TAILNET: Step = {
  title: 'The policy of the tailnet',
  text: 'Merge `tailnet-policy.hujson` into the policy file of the tailnet (admin console, Access controls), tag the machines as its comments say, and remove the grant that lets everybody reach everything. A firewall on the machines cannot do this: tailscaled accepts what comes from the tailnet before any rule of theirs.',
};

function browserSteps(machines: readonly Machine[]): readonly Step[] {
  const files = machines.flatMap(({ parts }) => parts.flatMap((one) => one.files));
  const file = files.find(({ path }) => isBrowserFile(path));
  if (file === undefined) return [];
  const text = `Import \`prometheus/${file.path}\` into the browser from which you open Prometheus; its passphrase is in \`pki/browser.passphrase\`. Import the authority \`pki/ca.crt\` there too, or the browser warns. Remove what you copied for that.`;
  return [{ title: 'The browser', text }];
}

function targetStep(setUp: SetUp): Step {
  const { targets, form, exporter, certificates, tunnel } = setUp;
  const isExtended = tunnel === 'extended';
  const commands = targets.flatMap((target) => {
    const host = { ssh: sshHost(target), scp: scpHost(target) };
    const on = (scripts: string) => `ssh -t ${host.ssh} 'cd ${copiedTo(setUp)} && ${scripts}'`;
    const deploy = `sudo ./deploy.sh${isExtended ? '' : ' && sudo ./verify.sh target'}`;
    return [
      ...copying(`hosts/${target.name}`, copiedTo(setUp), host),
      ...(certificates === 'acme'
        ? [on('sudo ./install.sh'), '# The certificate, as above.', on(deploy)]
        : [on(`sudo ./install.sh && ${deploy}`)]),
    ];
  });
  const binary =
    form === 'systemd' && exporter.release === undefined
      ? ` There is no release of \`${exporter.program}\` that is known here: \`install.sh\` says where its program has to be.`
      : '';
  return {
    title: targets.length === 1 ? 'The machine with the exporter' : 'The machines with the exporter',
    text: `${shell(...commands)}

All scripts are safe to run twice. \`sudo ./deploy.sh --dry-run\` tells what it would change.${binary} When all is done,
remove the copied folder from the machine (\`rm -r ${copiedTo(setUp)}\`): what is secret in it should not lie around.${isExtended ? `\n\n${ownTunnel(setUp)}` : ''}`,
  };
}

/** What is left to do with a stunnel.conf that the user has: it goes its own way to the machine. */
function ownTunnel(setUp: SetUp): string {
  const { targets, places, exporter } = setUp;
  const unit = tunnelUnit(setUp);
  return `The service \`[${exporter.program}]\` is in the stunnel.conf that you named. Bring it to \`${places.stunnel}\` after that, the way you
always do: its certificates have to be there first. Debian's \`${unit}\` starts each \`*.conf\` in that folder, and finds the
process again by the file that \`pid\` names; \`foreground\` must not be set there. Then:

${shell(...targets.map((target) => `ssh -t ${sshHost(target)} 'sudo systemctl restart ${unit} && cd ${copiedTo(setUp)} && sudo ./verify.sh target'`))}

To take it all back, take the service out of that file first, and run \`rollback.sh\` then.`;
}

function prometheusStep(setUp: SetUp, machines: readonly Machine[]): Step {
  const { prometheus, places } = setUp;
  const host = prometheusHost(setUp);
  const install = has(machines, 'prometheus', 'install.sh') ? 'sudo ./install.sh && ' : '';
  const commands = shell(
    ...copying('prometheus', 'prometheus-files', { ssh: host, scp: host.includes(':') ? `'[${host}]'` : host }),
    `ssh -t ${host} 'cd prometheus-files && ${install}sudo ./deploy.sh && cd .. && rm -r prometheus-files'`,
  );
  const config = `${places.prometheus}/prometheus.yml`;
  const extended =
    prometheus.config === 'new'
      ? ''
      : `

The job \`${prometheus.job}\` is in the prometheus.yml that you named. Bring it to \`${config}\` after that, the way you always do,
and see that \`rule_files\` names \`${places.prometheus}/${prometheus.job}-alerts.yml\`. Then:

${shell(`ssh -t ${host} 'sudo promtool check config ${config} && sudo systemctl reload prometheus'`)}`;
  const word = host === 'PROMETHEUS' ? 'Write the host name of the machine for `PROMETHEUS`.\n\n' : '';
  return { title: 'The machine of Prometheus', text: `${word}${commands}${extended}` };
}

function clusterStep({ prometheus }: SetUp): Step {
  const { release = '', namespace = '', form } = prometheus.kubernetes ?? {};
  const apply = (name: string) => `kubectl apply --namespace ${namespace} --filename kubernetes/${name}`;
  const chart = 'kube-prometheus-stack';
  const job =
    form === 'scrape-config'
      ? [apply('scrape-config.yml'), apply('prometheus-rule.yml')]
      : [
          apply('prometheus-rule.yml'),
          `version=$(helm list --namespace ${namespace} --filter '^${release}$' --output yaml | sed -n 's/.*chart: ${chart}-//p')`,
          `helm upgrade --install ${release} prometheus-community/${chart} --version "$version" --namespace ${namespace} --reuse-values --values kubernetes/values.yml`,
        ];
  const note =
    form === 'scrape-config'
      ? `The operator (0.65 or later) finds the ScrapeConfig by its label \`release: ${release}\`. A Secret that is applied again is read again within a minute or two.`
      : 'The version is the one that is installed, so that nothing else changes; where nothing is installed yet, name one. `--reuse-values` keeps your own values, but lists are replaced as a whole: if you have `secrets` or `additionalScrapeConfigs` already, add yours to `kubernetes/values.yml` first.';
  return { title: 'The cluster', text: `${shell(apply('secret.yml'), ...job)}\n\n${note}` };
}

function verifyStep(setUp: SetUp): Step {
  const host = prometheusHost(setUp);
  const isInCluster = setUp.prometheus.kubernetes !== undefined;
  const scp = host.includes(':') ? `'[${host}]'` : host;
  const inside = ({ name }: Target) =>
    isInCluster
      ? [`hosts/${name}/verify.sh prometheus`]
      : [
          `scp -p hosts/${name}/verify.sh ${scp}:verify-${name}.sh`,
          `ssh -t ${host} 'sudo ./verify-${name}.sh prometheus; rm verify-${name}.sh'`,
        ];
  return {
    title: 'Proof',
    text: `That Prometheus gets in, and that nobody else does. \`verify.sh outside\` is to be run on a machine
that is neither of the two and may not scrape: from there every door has to be shut.

${shell(...setUp.targets.flatMap((target) => [...inside(target), `hosts/${target.name}/verify.sh outside`]))}

Each line says PASS, or FAIL with what to do.${isInCluster || setUp.prometheus.web !== 'unchanged' ? '' : ACCESS}`,
  };
}

const ACCESS =
  " Where Prometheus' own interface asks for a certificate or a password already, `verify.sh prometheus` has to be told how it gets in: its first lines say how.";

/** What `deploy.sh` runs after it has put the files in their places, for those who do it another way. */
function byHand(setUp: SetUp, machines: readonly Machine[]): string {
  const blocks = machines.flatMap(({ folder, parts }) => {
    const units = parts.flatMap((part) => part.units);
    const after = parts.flatMap((part) => part.after);
    if (units.length + after.length === 0) return [];
    // All hosts of a set get the same.
    if (folder !== 'prometheus' && folder !== `hosts/${setUp.targets[0]?.name ?? ''}`) return [];
    return [
      `On ${folder === 'prometheus' ? 'the machine of Prometheus' : 'a machine with the exporter'}:`,
      shell(...commandsOf(units, after)),
    ];
  });
  if (blocks.length === 0) return '';
  return [
    '### By hand',
    'Whoever brings the files to their places with another tool (Ansible, a package) has these lines run as a script of root afterwards:',
    ...blocks,
  ].join('\n\n');
}

function commandsOf(
  units: readonly { readonly unit: string; readonly by: 'restart' | 'reload' }[],
  after: readonly string[],
): readonly string[] {
  return [
    ...(units.length === 0 ? [] : ['systemctl daemon-reload']),
    ...after,
    ...units.flatMap(({ unit, by }) => [`systemctl enable --now ${unit}`, `systemctl ${by} ${unit}`]),
  ];
}

function has(machines: readonly Machine[], folder: string, name: string): boolean {
  const machine = machines.find((one) => one.folder === folder);
  return machine?.parts.some(({ files }) => files.some(({ path }) => path === name)) ?? false;
}
