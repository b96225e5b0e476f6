// Runs stunnel on each f*.conf of a folder, one after the other, as process 1 of namespaces of its own, so that nothing
// is reachable and nothing is left running. Writes what came of each to results.json.
//   node inside.mjs PROGRAM FOLDER
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [program, folder] = process.argv.slice(2);
/** How long stunnel may say nothing and listen nowhere before it is taken to have started, in ms. */
const PATIENCE = 5000;
const STEP = 5;

// Only the file of hosts is asked for names; the folder may be written to, the rest of the system not.
writeFileSync(join(folder, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\nservices: files\n');
for (const args of [
  ['mount', '--bind', folder, folder],
  ['mount', '--bind', join(folder, 'nsswitch.conf'), '/etc/nsswitch.conf'],
  ['mount', '-o', 'remount,bind,ro', '/'],
  ['ip', 'link', 'set', 'lo', 'up'],
]) {
  const [command = '', ...rest] = args;
  const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
}

const names = readdirSync(folder).filter((name) => /^f\d+\.conf$/.test(name));
const results = {};
for (const name of names) results[name] = await run(join(folder, name));
writeFileSync(join(folder, 'results.json'), JSON.stringify(results));
process.exit(0);

/** Whether anybody listens on a port: nobody but stunnel can. */
function isListening() {
  return ['tcp', 'tcp6'].some((protocol) => / 0A /.test(readFileSync(`/proc/net/${protocol}`, 'utf8')));
}

/** What came of a file: the exit status, absent while stunnel runs on, and its words. */
async function run(/** @type {string} */ path) {
  const log = `${path}.log`;
  const output = openSync(log, 'w');
  const child = spawn(program, [path], { cwd: folder, stdio: ['ignore', output, output] });
  /** @type {{ status: number | null, signal: string | null } | undefined} */
  let end;
  child.once('exit', (status, signal) => {
    end = { status, signal };
  });
  const says = () => readFileSync(log, 'utf8');
  // With its log on stderr, stunnel writes lines with a date once it has started.
  for (const start = Date.now(); end === undefined && Date.now() - start < PATIENCE; ) {
    await new Promise((resolve) => setTimeout(resolve, STEP));
    if (/^\d{4}\.\d\d\.\d\d .* LOG\d/m.test(says()) || isListening()) break;
  }
  const result = { ...end, says: says() };
  closeSync(output);
  try {
    // Everything here but this process, daemons too.
    process.kill(-1, 'SIGKILL');
  } catch {
    // There is nobody left.
  }
  // The next one must not be taken for this one.
  while (end === undefined || isListening()) await new Promise((resolve) => setTimeout(resolve, STEP));
  return result;
}
