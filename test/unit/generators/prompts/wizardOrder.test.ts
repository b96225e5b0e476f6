import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { setUpFrom } from '../../../../client/src/commands/secureExporter/questions';
import { configOf, scraperOf } from '../../../../client/src/commands/secureExporter/scrapedBy';
import { signerOf } from '../../../../client/src/commands/secureExporter/signer';
import { withScraping } from '../../../../client/src/commands/secureExporter/withScraping';
import { type Found, type Preset, wizardQuestions } from '../../../../client/src/commands/secureExporter/wizard';
import type { Root } from '../../../../client/src/generators/places';
import { type Answer, type Answers, type Question, standardOf, textOf } from '../../../../client/src/prompts/question';
import { walk } from '../../../../client/src/prompts/walk';
import { applyChanges } from '../../../../server/src/core/text/edit';

vi.mock('vscode', () => ({ Uri: {}, window: {}, workspace: {} }));

const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-wizard-'));
const root = { path: folder } as Root;
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = `scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ['localhost:9090'] }]
  - job_name: node
    static_configs:
      - targets: ['Web-1.example.com:9100', 'web-2.example.com:9100']
  - job_name: mysql
    static_configs:
      - targets: ['db-1.example.com:9104', 'web-1.example.com:9104']
  - job_name: mixed
    static_configs:
      - targets: ['a.example.com:1', 'b.example.com:2']
  - job_name: templated
    static_configs: [{ targets: ['{{ host }}:9100'] }]
  - job_name: twice
    static_configs: [{ targets: ['c.example.com:9100'] }]
  - job_name: twice
`;
const NOTHING: Found = { configs: [], tunnels: [], authorities: [] };
const FOUND: Found = { ...NOTHING, configs: [configOf('/w/prometheus.yml', 'prometheus.yml', CONFIG)] };

const PASSPHRASES: Answers = { passphrase: 'long enough for a key', password: 'a password' };

/** Somebody who presses Enter all the time, but for `own`; gives what they were asked, and all answers. */
async function entering(own: Answers, found: Found = NOTHING, preset: Preset = {}) {
  const asked: string[] = [];
  const answers = await walk(wizardQuestions(root, found, preset), async (question, before) => {
    asked.push(question.id);
    const answer: Answer = { ...PASSPHRASES, ...own }[question.id] ?? standardOf(question, before) ?? '';
    expect(question.problem?.(answer, before), question.id).toBeUndefined();
    return { answer };
  });
  return { asked, answers: answers ?? {} };
}

function questionOf(id: string, found: Found = FOUND): Question {
  const question = wizardQuestions(root, found, {}).find((one) => one.id === id);
  if (question === undefined) throw new Error(id);
  return question;
}

const labels = (question: Question, answers: Answers) =>
  question.choices?.(answers).map(({ label, detail }) => `${label} – ${detail}`);

describe('the way of the wizard', () => {
  const hosts = ['web-1.example.com'];

  it('with mutual TLS asks ten things where nothing is there, and twelve at most', async () => {
    const { asked, answers } = await entering({ hosts });
    expect(asked).toEqual(
      ['profile', 'exporter', 'hosts', 'form', 'rest'].concat([
        ...['scrapers', 'signer', 'passphrase', 'web', 'prometheusNames'],
      ]),
    );
    expect(answers).toMatchObject({ exporterVersion: '1.12.1', port: '9100', job: 'node', folder: 'scraping' });
    const most = await entering({ scrapers: ['192.0.2.1'] }, FOUND);
    expect(most.asked).toHaveLength(12);
  });

  it('asks for the rest of who wants to change it', async () => {
    const { asked, answers } = await entering({ hosts, rest: 'change', port: '19100' });
    expect(asked.slice(5, 10)).toEqual(['exporterVersion', 'port', 'collectors', 'job', 'folder']);
    expect(setUpFrom(answers)?.port).toBe(19_100);
  });

  it('always asks for the port of a program that is not known', async () => {
    const { asked } = await entering({ profile: 'stunnel', exporter: 'custom', program: 'mine', hosts });
    expect(asked).toContain('port');
    expect(asked).not.toContain('exporterVersion');
  });

  it('asks who signs behind the interface of Prometheus, where only that needs certificates', async () => {
    const tailnet = { profile: 'tailnet', hosts: ['100.64.0.1'] };
    expect((await entering(tailnet)).asked).not.toContain('signer');
    const { asked } = await entering({ ...tailnet, web: 'certificate' });
    expect(asked.slice(-4)).toEqual(['web', 'prometheusNames', 'signer', 'passphrase']);
  });

  it('counts its steps from the first on', async () => {
    const counted: string[] = [];
    await walk(wizardQuestions(root, FOUND, {}), async (question, before, { step, steps }) => {
      counted.push(`${step}/${steps}`);
      return { answer: question.id === 'passphrase' ? 'long enough for a key' : (standardOf(question, before) ?? '') };
    });
    expect(counted).toEqual(counted.map((_, index) => `${index + 1}/11`));
  });

  it('asks for a password of their own only who wants one', async () => {
    const own = { profile: 'basic-auth', hosts };
    expect((await entering(own)).asked).not.toContain('password');
    expect((await entering({ ...own, rest: 'change', passwordFrom: 'own' })).asked).toContain('password');
  });
});

describe('what scrapes the exporter', () => {
  const question = questionOf('scrapedBy');

  it('are jobs with one exporter on its port first, then new ones, then others', () => {
    expect(labels(question, { profile: 'mtls', exporter: 'node' })).toEqual([
      'Secure the job "node" – prometheus.yml: web-1.example.com, web-2.example.com, port 9100',
      'Add a job – to prometheus.yml',
      'Write a new prometheus.yml – into the folder of the set',
      'Secure the job "mysql" – prometheus.yml: db-1.example.com, web-1.example.com, port 9104',
    ]);
    expect(labels(question, { profile: 'mtls', exporter: 'mysqld' })?.[0]).toContain('"mysql"');
    expect(labels(question, { profile: 'tailnet', exporter: 'node' })?.[0]).toContain('Add a job');
  });

  const choose = (label: string, exporter = 'node'): Answers => ({
    profile: 'mtls',
    exporter,
    scrapedBy: question.choices?.({ profile: 'mtls', exporter }).find((one) => one.label.includes(label))?.value ?? '',
  });

  it.each<[string, string, readonly string[]]>([
    ['"node"', 'node', ['web-1.example.com', 'web-2.example.com']],
    // Machines that are scraped, and not at this port.
    ['Add a job', 'node', ['db-1.example.com']],
    ['new prometheus.yml', 'node', ['web-1.example.com', 'web-2.example.com']],
    ['Add a job', 'blackbox', ['web-1.example.com', 'web-2.example.com', 'db-1.example.com']],
  ])('suggests for %s (%s) the machines %j', (label, exporter, machines) => {
    expect(questionOf('hosts').standard?.(choose(label, exporter))).toEqual(machines);
  });

  it('has to name all machines of the job that is secured', () => {
    const problem = questionOf('hosts').problem?.(['web-1.example.com'], choose('"node"'));
    expect(problem).toContain('web-2.example.com');
    expect(questionOf('hosts').problem?.(['web-1.example.com'], choose('Add a job'))).toBeUndefined();
  });

  it('is asked for the name of a new job only, which is not taken', () => {
    const job = questionOf('job');
    expect(job.isAsked?.({ ...choose('"node"'), rest: 'change' })).toBe(false);
    expect(job.standard?.(choose('Add a job'))).toBe('node-2');
    expect(job.problem?.('node', choose('Add a job'))).toContain('of this name already');
  });

  it.each(['\n', '\r\n'])(
    'is secured with what belongs to it, with %j too, and a second time nothing changes',
    async (newline) => {
      const found = {
        ...FOUND,
        configs: [configOf('/w/prometheus.yml', 'prometheus.yml', CONFIG.split('  - job_name: mixed')[0] ?? '')],
      };
      const { answers } = await entering(
        { hosts: ['web-1.example.com', 'web-2.example.com', 'web-3.example.com'] },
        found,
      );
      expect(scraperOf(answers)).toEqual({ config: '/w/prometheus.yml', job: 'node' });
      const setUp = setUpFrom(answers);
      if (setUp === undefined) throw new Error('no set-up');
      const [text = ''] = found.configs.map((config) => config.text);
      const written = text.replaceAll('\n', newline);
      const changedOnce = changed(written, withScraping(written, setUp, 'node'));
      expect(changedOnce.replaceAll('\r\n', '\n').replaceAll('\n', newline)).toBe(changedOnce);
      const once = changedOnce.replaceAll('\r\n', '\n');
      expect(once).toMatch(/- job_name: node\n {4}scheme: https/);
      expect(once).toContain('web-3.example.com:9100');
      expect(once).toContain('/etc/prometheus/node-alerts.yml');
      // Prometheus asks for certificates itself by now.
      expect(once).toMatch(/job_name: prometheus\n[\s\S]*scheme: https[\s\S]*- job_name: node/);
      expect(changed(changedOnce, withScraping(changedOnce, setUp, 'node'))).toBe(changedOnce);
    },
  );

  function changed(text: string, extension: ReturnType<typeof withScraping>): string {
    if ('problem' in extension) throw new Error(extension.problem);
    return applyChanges(text, extension.changes);
  }
});

describe('the folder of the set', () => {
  it('is not that of the set of another job', () => {
    const set = join(folder, 'scraping');
    mkdirSync(join(set, 'prometheus'), { recursive: true });
    writeFileSync(join(set, 'README.md'), '');
    writeFileSync(join(set, 'prometheus/node-alerts.yml'), '');
    expect(questionOf('folder').standard?.({ job: 'node' })).toBe('scraping');
    expect(questionOf('folder').standard?.({ job: 'blackbox' })).toBe('scraping-blackbox');
    rmSync(set, { recursive: true });
  });
});

describe('who signs', () => {
  const answers: Answers = { profile: 'mtls', exporter: 'node', hosts: ['a.example.com'], folder: 'set' };

  it('is a new authority, or one elsewhere, where there is none', () => {
    expect(
      questionOf('signer')
        .choices?.(answers)
        .map(({ value }) => value),
    ).toEqual(['new', 'new-plain', 'request', 'files']);
    expect(
      questionOf('signer')
        .choices?.({ ...answers, profile: 'basic-auth' })
        .at(-1)?.value,
    ).toBe('acme');
  });

  it('looks into files that are there before anything is made', async () => {
    const { answers: made } = await entering({ hosts: ['a.example.com'] });
    const problem = (paths: readonly string[]) =>
      questionOf('certificateFiles').problem?.(paths, { ...made, signer: 'files', web: 'unchanged' });
    expect(problem([])).toBe('Name the files.');
    expect(problem(['none.crt'])).toContain('none.crt cannot be read');
    writeFileSync(join(folder, 'no.crt'), 'nothing');
    expect(problem(['no.crt'])).toContain('None of the keys');
  });

  it('starts with requests where some were made before', () => {
    mkdirSync(join(folder, 'set/pki'), { recursive: true });
    writeFileSync(join(folder, 'set/pki/a.csr'), '');
    expect(questionOf('signer').standard?.(answers)).toBe('request');
    rmSync(join(folder, 'set'), { recursive: true });
  });

  it.each<[string, ReturnType<typeof signerOf>]>([
    ['', { by: 'new', isPlain: false }],
    ['new-plain', { by: 'new', isPlain: true }],
    ['set', { by: 'set' }],
    ['files', { by: 'files', paths: [] }],
    ['authority /w/pki/ca.crt', { by: 'authority', certificate: '/w/pki/ca.crt' }],
  ])('is read from %j', (signer, expected) => {
    expect(signerOf({ signer })).toEqual(expected);
  });

  it('asks a tailnet for no certificates, unless Prometheus itself has some', () => {
    const tailnet = { ...answers, profile: 'tailnet', hosts: ['100.64.0.1'] };
    expect(questionOf('signer').applies?.({ ...tailnet, web: 'unchanged' })).toBe(false);
    expect(questionOf('signer').applies?.({ ...tailnet, web: 'certificate' })).toBe(true);
    expect(
      textOf(
        questionOf('signer')
          .choices?.({ ...tailnet, web: 'certificate' })
          .at(-1)?.value,
      ),
    ).toBe('new-plain');
  });
});
