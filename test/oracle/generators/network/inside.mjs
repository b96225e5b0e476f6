// Runs firewall scripts in a network of its own, as process 1 of namespaces that end with it, so that no rule of the
// machine is touched and nothing is left. The host under test is this network; others are joined to it by a pair of
// interfaces each: `prom` and `other` by plain ones, `tail` by one called tailscale0, `box` as a container of Docker's
// kind. Reads the steps from plan.json of a folder and writes what came of them to results.json.
//   node inside.mjs FOLDER
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
const { steps } = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));

/** The peers, with the name of the interface here; addresses end in 1 here and in 2 there. */
const PEERS = [
  { name: 'prom', link: 'eth0', v4: '10.9.0', v6: 'fd09:' },
  { name: 'other', link: 'eth1', v4: '10.8.0', v6: 'fd08:' },
  { name: 'tail', link: 'tailscale0', v4: '100.64.7', v6: 'fd7a:115c:a1e0:' },
  { name: 'box', link: 'docker0', v4: '172.17.0', v6: 'fd17:' },
];

run('mount -t tmpfs none /run');
mkdirSync('/run/netns');
if (existsSync('/etc/ufw')) {
  // ufw keeps its rules in files, which are those of the machine otherwise.
  cpSync('/etc/ufw', join(folder, 'ufw'), { recursive: true });
  copyFileSync('/etc/default/ufw', join(folder, 'ufw-default'));
  run(`mount --bind ${join(folder, 'ufw')} /etc/ufw`);
  run(`mount --bind ${join(folder, 'ufw-default')} /etc/default/ufw`);
}
run('ip link set lo up');
for (const { name, link, v4, v6 } of PEERS) {
  run(`ip netns add ${name}`);
  run(`ip link add name ${link} type veth peer name eth0 netns ${name}`);
  run(`ip addr add ${v4}.1/24 dev ${link}`);
  run(`ip -6 addr add ${v6}:1/64 dev ${link} nodad`);
  run(`ip link set ${link} up`);
  run(`ip -n ${name} addr add ${v4}.2/24 dev eth0`);
  run(`ip -n ${name} -6 addr add ${v6}:2/64 dev eth0 nodad`);
  run(`ip -n ${name} link set lo up`);
  run(`ip -n ${name} link set eth0 up`);
  run(`ip -n ${name} route add default via ${v4}.1`);
  run(`ip -n ${name} -6 route add default via ${v6}:1`);
}

const results = [];
for (const step of steps) results.push(await take(step));
writeFileSync(join(folder, 'results.json'), JSON.stringify(results));
process.exit(0);

/** What came of a step. */
async function take(/** @type {any} */ step) {
  if (step.run !== undefined) {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', step.run], { cwd: folder, encoding: 'utf8' });
    return { status, stdout, stderr };
  }
  if (step.serve !== undefined) return await serve(step.serve, step.in);
  return await probe(step.from, step.to, step.port);
}

function run(/** @type {string} */ line) {
  const [command = '', ...args] = line.split(' ');
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
}

/** Starts a server on all addresses that answers 200 to everybody. */
async function serve(/** @type {number} */ port, /** @type {string | undefined} */ where) {
  const code = `require('node:http').createServer((_, answer) => answer.end('up 1\\n')).listen(${port}, '::', () => console.log('ready'))`;
  const child = spawn(...inside(where, [process.execPath, '-e', code]), { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { ready: true };
}

/** What somebody gets who asks for the metrics: `200`, `reset`, or `silence`. */
async function probe(/** @type {string} */ from, /** @type {string} */ to, /** @type {number} */ port) {
  const code = `
    const request = require('node:http').get({ host: '${to}', port: ${port}, path: '/metrics', timeout: 700 });
    request.on('response', ({ statusCode }) => { console.log(statusCode); process.exit(); });
    request.on('timeout', () => { console.log('silence'); process.exit(); });
    request.on('error', ({ code }) => { console.log(/ECONNREFUSED|ECONNRESET/.test(code) ? 'reset' : code); process.exit(); });`;
  const [command, args] = inside(from, [process.execPath, '-e', code]);
  return { got: spawnSync(command, args, { encoding: 'utf8' }).stdout.trim() };
}

/** @returns {[string, string[]]} */
function inside(/** @type {string | undefined} */ where, /** @type {string[]} */ command) {
  const [program = '', ...args] = where === undefined ? command : ['ip', 'netns', 'exec', where, ...command];
  return [program, args];
}
