import { type GeneratedFile, plainFile, script } from '../generatedFile';
import type { Credentials } from './credentials';
import { deployScript, rollbackScript } from './deploy/deploy';
import { exporterSide } from './exporter/exporterConfig';
import { installScript, runningPart } from './exporter/running';
import { type Machine, type Part, part } from './machine';
import { firewallPart } from './network/firewall/firewall';
import { proxyPart } from './network/nginx';
import { stunnelPart } from './network/stunnel';
import { tailnetPolicy } from './network/tailnet';
import { kubernetesFiles } from './prometheus/kubernetes';
import { prometheusPart } from './prometheus/prometheusSide';
import { readme } from './readme/readme';
import type { SetUp, Target } from './setUp';
import { verifyScript } from './verify/verify';

/**
 * All files of a set-up except `pki/`, which comes with the credentials: one folder for each machine, and what is applied
 * to a cluster or a tailnet. The same arguments give the same bytes.
 */
export function generateSetUp(setUp: SetUp, credentials: Credentials): readonly GeneratedFile[] {
  const machines = machinesOf(setUp, credentials);
  const others = [
    ...(setUp.prometheus.kubernetes === undefined ? [] : kubernetesFiles(setUp, credentials)),
    ...(setUp.profile === 'tailnet' ? [plainFile('tailnet-policy.hujson', tailnetPolicy(setUp))] : []),
  ];
  return [
    ...machines.flatMap(filesOf),
    ...others,
    plainFile('README.md', readme(setUp, credentials, machines, others)),
  ];
}

/** The machines of a set-up; Prometheus in a cluster is none. */
export function machinesOf(setUp: SetUp, credentials: Credentials): readonly Machine[] {
  const hosts = setUp.targets.map((target) => ({
    folder: `hosts/${target.name}`,
    parts: hostParts(setUp, target, credentials),
  }));
  if (setUp.prometheus.kubernetes !== undefined) return hosts;
  return [...hosts, { folder: 'prometheus', parts: [prometheusPart(setUp, credentials)] }];
}

function hostParts(setUp: SetUp, target: Target, credentials: Credentials): readonly Part[] {
  const parts = [
    // First, and taken back last: there is no moment in which the port is open.
    ...(setUp.firewall.tool === 'none' ? [] : [firewallPart(setUp, target)]),
    runningPart(setUp, target, exporterSide(setUp, target, credentials)),
    ...(setUp.profile === 'stunnel' ? [stunnelPart(setUp, target, credentials)] : []),
    ...(setUp.profile === 'reverse-proxy' ? [proxyPart(setUp, target, credentials)] : []),
  ];
  const packages = [...new Set(parts.flatMap((needing) => needing.packages))].sort();
  const scripts = [
    script('install.sh', installScript(setUp, packages)),
    script('verify.sh', verifyScript(setUp, target)),
  ];
  return [...parts, part({ files: scripts })];
}

function filesOf(machine: Machine): readonly GeneratedFile[] {
  const files = machine.parts.flatMap(({ files }) => files);
  const scripts = [script('deploy.sh', deployScript(machine)), script('rollback.sh', rollbackScript(machine))];
  return [...files, ...scripts].map(({ path, content, mode, isSecret }) => ({
    path: `${machine.folder}/${path}`,
    content,
    mode,
    isSecret,
  }));
}
